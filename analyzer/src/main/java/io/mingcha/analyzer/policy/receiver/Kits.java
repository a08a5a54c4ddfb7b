package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose code or service an app has in it: «友盟SDK», «崩溃分析使用腾讯Bugly». */
final class Kits {
    /** SDK that follows Latin letters without a space is not a word by itself. */
    private static final Pattern GLUED = Pattern.compile("(?i)(?<=[a-z0-9])sdk(?![a-z])");

    /** Names in Latin letters go as far as their capitals. */
    private static final Pattern PRODUCT = Pattern.compile(
            "\\s*((?:[A-Z][\\w&+.-]*[\\w+]\\s?){1,4}|[\\p{IsHan}A-Za-z0-9+\\s·-]{2,20}?)(?=[，。；、（(,.;：:]|\\s|和|及|与|或|为|来|提供|进行|$)");

    private static final String LISTED = "[\\p{IsHan}A-Za-z0-9+ ·]{2,14}?";
    private static final Pattern BETWEEN = Pattern.compile("[、，,]\\s*(?:[\\p{IsHan}A-Za-z0-9+ ·]{2,16}[、，,]\\s*){1,3}");
    private static final Pattern ITEM = Pattern.compile("[^、，,]+");

    private static final Pattern AND_MORE = Pattern.compile("\\s*(?:、|，|,\\s*and\\b|,|以及|和|及|与|或|\\band\\b)\\s*");
    private static final Pattern BY_USER =
            Pattern.compile("[您你][^，。；]{0,8}$|用户[^，。；]{0,6}$|(?i)\\byou\\b[^,.;]{0,24}$");

    private final PolicyWords words;
    private final Names names;
    private final String text;
    private final Pattern closedList;

    Kits(PolicyWords words, Names names, String text) {
        this.words = words;
        this.names = names;
        this.text = text;
        this.closedList = Pattern.compile("\\s*(" + LISTED + "(?:[、，,]" + LISTED
                + "){1,8}?)(?:等)?(?:第三方)?\\p{IsHan}{0,4}?" + words.oneOf("recipient.service_words") + "(?=[，。；,;])");
    }

    List<Named> in(Span span) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found suffix : words.words("recipient.suffixes").in(text, span)) {
            kit(span, suffix.span()).ifPresent(out::add);
        }
        out.addAll(listedBefore(span, out));
        out.addAll(between(out));
        out.addAll(used(span, out));
        Matcher glued = GLUED.matcher(text).region(span.start(), span.end());
        glued.useTransparentBounds(true);
        while (glued.find()) {
            kit(span, new Span(glued.start(), glued.end())).ifPresent(out::add);
        }
        return out;
    }

    private Optional<Named> kit(Span span, Span suffix) {
        int start = names.start(span.start(), suffix.start(), false);
        Span whole = new Span(start, suffix.end());
        if (words.words("recipient.anaphora").in(text, whole).stream()
                .anyMatch(back -> back.span().equals(whole))) {
            return Optional.empty();
        }
        String name = text.substring(start, suffix.start()).strip();
        if (name.length() < 2
                || !name.codePoints().anyMatch(Character::isLetter)
                || names.isOwn(whole.in(text))
                || names.isNobody(whole)
                || names.isSaying(whole)
                || isLedTo(new Span(start, suffix.start()))
                || words.isHeading(text, new Span(start, suffix.start()))) {
            return Optional.empty();
        }
        return Optional.of(Named.byName(whole, whole.in(text)));
    }

    /** «收集的数据可能包括SDK版本»: a word that leads to a name, and none behind it. */
    private boolean isLedTo(Span name) {
        return words.words("recipient.leads").in(text, name).stream()
                .anyMatch(w -> text.substring(w.span().end(), name.end()).isBlank());
    }

    /** «Google Firebase、Facebook SDK»: who is known by name needs no word of his own behind it. */
    private List<Named> listedBefore(Span span, List<Named> kits) {
        List<Named> out = new ArrayList<>();
        for (Named kit : kits) {
            int end = kit.span().start() - 1;
            while (end > span.start() && text.charAt(end) == '、') {
                Span name = new Span(names.start(span.start(), end, false), end);
                if (!names.isKnown(name)) {
                    break;
                }
                out.add(Named.byName(name, name.in(text)));
                end = name.start() - 1;
            }
        }
        return out;
    }

    /** «友盟SDK、移动安全联盟、神策SDK»: what stands in a list between two kits is one too. */
    private List<Named> between(List<Named> kits) {
        List<Named> out = new ArrayList<>();
        List<Span> inOrder = kits.stream()
                .map(Named::span)
                .sorted(Comparator.comparingInt(Span::start))
                .toList();
        for (int i = 0; i + 1 < inOrder.size(); i++) {
            int from = inOrder.get(i).end();
            Span gap = new Span(from, Math.max(from, inOrder.get(i + 1).start()));
            boolean listed =
                    BETWEEN.matcher(text).region(gap.start(), gap.end()).matches();
            if (!listed || words.collects(text, gap) || words.types().isIn(text, gap)) {
                continue;
            }
            Matcher item = ITEM.matcher(text).region(gap.start(), gap.end());
            while (item.find()) {
                names.of(item.start(), item.end()).ifPresent(out::add);
            }
        }
        return out;
    }

    /** «接入友盟、听云等统计服务»: if the first is known and the last says what they all are, those between are names too. */
    private List<Named> closedList(Span span, List<Named> kits) {
        Matcher list = closedList.matcher(text).region(span.start(), span.end());
        if (!list.lookingAt()) {
            return List.of();
        }
        List<Named> out = new ArrayList<>();
        Matcher item = ITEM.matcher(text).region(list.start(1), list.end(1));
        while (item.find()) {
            Span name = new Span(item.start(), item.end()).stripped(text);
            boolean taken = kits.stream().anyMatch(k -> k.span().holds(name.start()));
            if (out.isEmpty() && !names.isKnown(name) || words.collects(text, name)) {
                return List.of();
            }
            if (!taken) {
                names.of(name.start(), name.end()).ifPresent(out::add);
            }
        }
        return out.size() > 1 ? out : List.of();
    }

    /** «崩溃分析使用腾讯Bugly», «we use AppsFlyer and Unity Ads»: whoever is known by name needs no word such as SDK, if it is the app that uses him. */
    private List<Named> used(Span span, List<Named> kits) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found uses : words.words("recipient.uses").in(text, span)) {
            if (BY_USER.matcher(text.substring(span.start(), uses.span().start()))
                    .find()) {
                continue;
            }
            List<Named> closed = closedList(new Span(uses.span().end(), span.end()), kits);
            out.addAll(closed);
            int at = uses.span().end();
            boolean more = closed.isEmpty();
            while (more) {
                Matcher name = PRODUCT.matcher(text).region(at, span.end());
                more = name.lookingAt();
                if (more) {
                    Span product = new Span(name.start(1), name.end(1)).stripped(text);
                    boolean taken = kits.stream().anyMatch(k -> k.span().holds(product.start()));
                    more = !taken && names.isKnown(product);
                    if (more) {
                        out.add(Named.byName(product, product.in(text)));
                    }
                    Matcher and = AND_MORE.matcher(text).region(name.end(), span.end());
                    more &= and.lookingAt();
                    at = more ? and.end() : at;
                }
            }
        }
        return out;
    }
}
