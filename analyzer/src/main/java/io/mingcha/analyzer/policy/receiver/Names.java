package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where names begin in sentences, and what is the name of nobody. */
final class Names {
    private static final int LONGEST = 30;
    private static final Pattern LATIN_NAME = Pattern.compile("[A-Z][\\w&+.-]+(?: [A-Z][\\w&+.-]+)*");
    private static final Pattern BEGINS_WITH_SIGN = Pattern.compile("[：:，,；;。、]");
    private static final Pattern SAID = Pattern.compile("[^，。；]*[您你我][^，。；]*的");
    private static final Pattern OURS = Pattern.compile("我们的|我司的|本公司的|其(?![他它中])|相关的?|上述");

    private final PolicyWords words;
    private final KnownNames known;
    private final String text;
    private final OwnNames own;
    private final Pattern nobody;

    Names(PolicyWords words, KnownNames known, String text) {
        this.words = words;
        this.known = known;
        this.text = text;
        this.own = new OwnNames(words, text);
        this.nobody = Pattern.compile(
                words.oneOf("recipient.nobody_begins") + ".*|.*" + words.oneOf("recipient.nobody_ends"));
    }

    boolean isKnown(Span name) {
        return known.isKnown(name.in(text)) && !isNobody(name);
    }

    /** A name, unless it is one of the user, of the app itself or of a thing. */
    Optional<Named> of(int start, int end) {
        Span span = new Span(start, end).stripped(text);
        String name = span.in(text);
        boolean none = name.length() < 2
                || nobody.matcher(name).matches()
                || own.contains(name)
                || words.types().isIn(text, span)
                || BEGINS_WITH_SIGN.matcher(name).lookingAt()
                || !name.codePoints().anyMatch(Character::isLetter)
                || isNobody(span)
                || isSaying(span)
                || isPurpose(span)
                || isList(span) && !known.isKnown(name)
                || !known.isKnown(name) && isThing(span);
        return none ? Optional.empty() : Optional.of(Named.byName(new Span(start, end), name));
    }

    /** «发送至Heron服务器»: whose machine it is, if he has a name of his own. */
    Optional<Named> ofMachine(int start, int end) {
        Span span = new Span(start, end).stripped(text);
        return words.words("recipient.machines").in(text, span).stream()
                .filter(m -> m.span().end() == span.end() && m.span().start() - span.start() >= 2)
                .map(m -> new Span(span.start(), m.span().start()).stripped(text))
                .filter(n -> isKnownSubject(n) || LATIN_NAME.matcher(n.in(text)).matches())
                .findFirst()
                .flatMap(n -> of(n.start(), n.end()));
    }

    /** «其他用户», “other users of the app”. */
    boolean isNobody(Span name) {
        return words.words("recipient.nobody").in(text, name).stream()
                .anyMatch(f -> f.span().equals(name)
                        || f.span().start() == name.start()
                                && f.span().length() > 4
                                && text.charAt(name.start()) < 0x250
                                && Character.isSpaceChar(text.charAt(f.span().end())));
    }

    /** A stretch with a verb of its own is no name: «开发者可自行选择某些SDK». */
    boolean isSaying(Span name) {
        return words.words("recipient.verbs").isIn(text, name);
    }

    /** «用于判断SDK». */
    private boolean isPurpose(Span name) {
        return words.words("purpose.before").in(text, name).stream()
                .anyMatch(f -> f.span().start() == name.start());
    }

    /** «共享信息清单» shares nothing with a «信息清单». */
    private boolean isList(Span name) {
        return text.charAt(name.end() - 1) > 0x250
                && words.words("recipient.lists").in(text, name).stream()
                        .anyMatch(f -> f.span().end() == name.end());
    }

    /** «必要的个人信息». */
    private boolean isThing(Span name) {
        return words.words("recipient.things").in(text, name).stream()
                .anyMatch(f -> f.span().end() == name.end());
    }

    boolean isOwn(String name) {
        return own.contains(name);
    }

    /** Known as a whole, by a part of what the table has, «财付通», or by the beginning of the names of one company, «微信». */
    boolean isKnownSubject(Span name) {
        String written = name.in(text);
        return !isNobody(name)
                && (isKnown(name)
                        || name.length() > 2 && known.isPart(written)
                        || !own.begin(written)
                                && !words.types().isIn(text, name)
                                && !isThing(name)
                                && known.begins(written));
    }

    /** «合作银行», «我们的关联公司»: what a recipient is, without a name; «任何公司» is none. */
    Optional<Named> kindIn(Span span) {
        boolean kind = words.words("recipient.kinds").in(text, span).stream()
                .anyMatch(k -> k.span().end() == span.end());
        Matcher ours = OURS.matcher(text).region(span.start(), span.end());
        Matcher said = SAID.matcher(text).region(span.start(), span.end());
        int start = ours.lookingAt() ? ours.end() : said.lookingAt() ? said.end() : span.start();
        boolean any = words.words("recipient.any").in(text, span).stream()
                .anyMatch(a -> a.span().start() == start);
        boolean signed =
                BEGINS_WITH_SIGN.matcher(text).region(start, span.end()).lookingAt();
        return kind && !any && !signed && start < span.end() && !isSaying(new Span(start, span.end()))
                ? Optional.of(Named.byName(
                        new Span(start, span.end()),
                        text.substring(start, span.end()).strip()))
                : Optional.empty();
    }

    /** Back from the end of a name to where it begins: at a sign, or after a word that only leads to it. */
    int start(int from, int end, boolean brackets) {
        int start = atSign(from, end, brackets);
        String name = text.substring(start, end);
        String lower = name.toLowerCase(Locale.ROOT);
        int cut = 0;
        for (String opener : words.openers()) {
            boolean latin = opener.charAt(0) < 0x250;
            int at = latin ? (" " + lower).lastIndexOf(" " + opener + " ") : lower.lastIndexOf(opener);
            while (at >= 0 && isWithinName(lower, at, opener, brackets)) {
                at = lower.lastIndexOf(opener, at - 1);
            }
            if (at == 0 && !latin && known.spans(lower, 0, opener.length())) {
                at = -1;
            }
            int after = at < 0 ? 0 : at + opener.length() + (latin ? 1 : 0);
            boolean inBracket = brackets && at >= 0 && lower.indexOf('（', at) < 0 && lower.indexOf('）', at) >= 0;
            if (!inBracket && after > cut && after < name.length()) {
                cut = after;
            }
        }
        while (cut < name.length() && !Character.isLetterOrDigit(name.charAt(cut))) {
            cut++;
        }
        String mark = name.substring(cut);
        return start + cut + (Character.isDigit(mark.isEmpty() ? ' ' : mark.charAt(0)) ? Depths.afterMark(mark) : 0);
    }

    private int atSign(int from, int end, boolean brackets) {
        int start = end;
        int closed = 0;
        while (start > from && end - start < LONGEST) {
            char c = text.charAt(start - 1);
            boolean bracket = brackets && (c == '）' || c == ')' || closed > 0 && (c == '（' || c == '('));
            if (!Character.isLetterOrDigit(c) && " \u00a0.+&-_·/".indexOf(c) < 0 && !bracket) {
                break;
            }
            closed += c == '）' || c == ')' ? 1 : c == '（' || c == '(' ? -1 : 0;
            start--;
        }
        return start;
    }

    /** A word that joins, but within a company's name, 深圳市和讯华谷信息技术有限公司, or that of somebody known, 华为推送. */
    private boolean isWithinName(String name, int at, String opener, boolean brackets) {
        if (opener.charAt(0) < 0x250) {
            return false;
        }
        boolean within = words.words("recipient.within").in(name, new Span(0, name.length())).stream()
                .anyMatch(w -> w.span().start() <= at
                        && at + opener.length() <= w.span().end());
        return within
                || at > 0 && brackets && opener.length() == 1 && "市省县区".indexOf(name.charAt(at - 1)) >= 0
                || at > 0 && known.spans(name, at, at + opener.length());
    }
}
