package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Draft.Receiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who receives data, as sentences name them. */
final class Receivers {
    private static final int LONGEST_NAME = 30;
    private static final Pattern BRACKET = Pattern.compile("\\s*[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]");
    private static final Pattern GIVEN_BY = Pattern.compile("[（(]?(?:由|系|的|旗下的|提供的|开发的|运营的|by|from)?\\s*");
    private static final Pattern JOINED = Pattern.compile("[、，,/和及与或以及\\s]*|\\s*(?:and|,)\\s*");
    private static final Pattern NOBODY =
            Pattern.compile("(?:[您你我他其]|用户|本应用|本产品|本App|任何|他人|其他|服务器|us$|you$|our ).*|.*(?:服务器|您|我们|账号|账户)");
    private static final Pattern GIVEN_TO =
            Pattern.compile("([^，。；、（(,;.]{2,24}?)(?=，|。|；|（|、|\\(|,|;|配送|为您|向您|用于|以便|进行|来|以|,|\\.|$)");
    private static final Pattern TOWARDS = Pattern.compile("向|给|与");
    private static final Pattern CLAUSE_END = Pattern.compile("[，。；,;]");
    private static final Pattern EXAMPLES =
            Pattern.compile("\\s*[（(](?:如|例如|比如|包括|包含|such as|e\\.g\\.|including)[^（()）]{1,60}[）)]");
    private static final Pattern AND = Pattern.compile("\\s*(?:、|以及|和|及|与|或)\\s*");
    private static final Pattern OURS = Pattern.compile("我们的|我司的|本公司的|其|相关的?|上述");

    private static final Pattern SHARED_WITH = Pattern.compile(
            "(?:share|provide|send|disclose|transfer)s?\\b[^.;]{2,80}?\\b(?:with|to)\\s+((?:[A-Z][\\w&-]*\\s?){1,4})");

    private static final Pattern SHARED_WITH_KIND = Pattern.compile(
            "(?:share|provide|send|disclose|transfer)s?\\b[^.;]{2,80}?\\b(?:with|to)\\s+(?:our|the|their|its|certain|selected|other)?\\s*((?:[a-z][a-z-]*\\s){0,3}[a-z][a-z-]*?)(?=\\s*(?:[,.;(]|$|\\b(?:to|for|who|which|that|and|in|so)\\b))");

    /** Names in Latin letters go as far as their capitals. */
    private static final Pattern PRODUCT = Pattern.compile(
            "\\s*((?:[A-Z][\\w&+.-]*[\\w+]\\s?){1,4}|[\\p{IsHan}A-Za-z0-9+\\s·-]{2,20}?)(?=[，。；、（(,.;：:]|\\s|和|及|与|或|为|来|提供|进行|$)");

    private static final Pattern AND_MORE = Pattern.compile("\\s*(?:、|,\\s*and\\b|,|以及|和|及|与|或|\\band\\b)\\s*");
    private static final Pattern BY_USER =
            Pattern.compile("[您你][^，。；]{0,8}$|用户[^，。；]{0,6}$|(?i)\\byou\\b[^,.;]{0,24}$");

    private static final Pattern LEADING = Pattern.compile("[^，。；：:,;（(]{2,24}(?=[：:])");

    private final PolicyWords words;
    private final KnownNames known;
    private final String text;
    private final List<String> own = new ArrayList<>();

    /** Receivers that stand together. */
    record Group(Span span, List<Receiver> receivers) {}

    private record Named(Span span, Optional<String> name, Optional<String> company) {}

    Receivers(PolicyWords words, KnownNames known, String text) {
        this.words = words;
        this.known = known;
        this.text = text;
        for (Named company : companies(new Span(0, text.length()))) {
            Matcher bracket = BRACKET.matcher(text).region(company.span().end(), text.length());
            if (bracket.lookingAt()
                    && words.words("recipient.own").isIn(text, new Span(bracket.start(), bracket.end()))) {
                company.company().ifPresent(own::add);
            }
        }
    }

    Receiver of(Optional<String> name, Optional<String> company) {
        Optional<String> n = name.map(Receivers::tidy).filter(t -> !t.isEmpty());
        Optional<String> c = company.map(Receivers::tidy).filter(t -> !t.isEmpty());
        boolean kind = c.isEmpty() && n.filter(this::isKind).isPresent();
        return new Receiver(n, c, kind ? List.of() : known.of(n, c));
    }

    /** «快递公司（如顺丰）» is not Shunfeng: the policy names no one. */
    private boolean isKind(String name) {
        String bare = name.replaceAll("\\s*[（(].*", "");
        return words.words("recipient.kinds").in(bare, new Span(0, bare.length())).stream()
                        .anyMatch(k -> k.span().end() == bare.length())
                && !known.isKnown(bare);
    }

    private static String tidy(String written) {
        String one = written.replaceAll("\\s+", " ").strip();
        boolean han = one.codePoints().anyMatch(Character::isIdeographic);
        return (han ? one.replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "") : one).replaceAll("[：:，,、；;。]+$", "");
    }

    boolean isOwn(String company) {
        return own.contains(tidy(company));
    }

    List<Group> in(Span span) {
        List<Named> all = new ArrayList<>(kits(span));
        for (Named company : companies(span)) {
            boolean attached = false;
            for (int i = 0; i < all.size() && !attached; i++) {
                Named kit = all.get(i);
                if (kit.name().isPresent() && kit.company().isEmpty() && belongTogether(kit.span(), company.span())) {
                    Span both = new Span(
                            Math.min(kit.span().start(), company.span().start()),
                            Math.max(kit.span().end(), company.span().end()));
                    all.set(i, new Named(both, kit.name(), company.company()));
                    attached = true;
                }
            }
            Optional<Named> before = attached ? Optional.empty() : namedBefore(span, company);
            before.ifPresent(all::add);
            if (!attached
                    && before.isEmpty()
                    && all.stream().noneMatch(n -> n.span().holds(company.span().start()))
                    && company.company().filter(this::isOwn).isEmpty()) {
                all.add(company);
            }
        }
        if (all.isEmpty()) {
            all.addAll(given(span));
        }
        all.sort(Comparator.comparingInt(n -> n.span().start()));
        List<Group> groups = new ArrayList<>();
        for (Named named : all) {
            Receiver receiver = of(named.name(), named.company());
            Group last = groups.isEmpty() ? new Group(new Span(-9, -9), List.of()) : groups.get(groups.size() - 1);
            if (last.span().end() >= 0
                    && last.span().end() <= named.span().start()
                    && JOINED.matcher(
                                    afterBracket(last.span().end(), named.span().start()))
                            .matches()) {
                List<Receiver> more = new ArrayList<>(last.receivers());
                more.add(receiver);
                groups.set(
                        groups.size() - 1,
                        new Group(new Span(last.span().start(), named.span().end()), more));
            } else {
                groups.add(new Group(named.span(), List.of(receiver)));
            }
        }
        return groups;
    }

    /** «顺丰速运：收件人姓名», an item of a list of others. */
    List<Group> leading(Span sentence) {
        Matcher key = LEADING.matcher(text).region(sentence.start(), sentence.end());
        if (!key.lookingAt()) {
            return List.of();
        }
        Span span = new Span(key.start(), key.end());
        return receiver(span.start(), span.end()).stream()
                .map(n -> new Group(span, List.of(of(n.name(), n.company()))))
                .toList();
    }

    /** «腾讯Bugly（深圳市腾讯计算机系统有限公司）». */
    private Optional<Named> namedBefore(Span span, Named company) {
        int bracket = company.span().start() - 1;
        if (bracket <= span.start() || "（(".indexOf(text.charAt(bracket)) < 0) {
            return Optional.empty();
        }
        int start = nameStart(span.start(), bracket, false);
        return receiver(start, bracket)
                .map(n -> new Named(new Span(start, company.span().end()), n.name(), company.company()));
    }

    private String afterBracket(int from, int to) {
        Matcher bracket = BRACKET.matcher(text).region(from, to);
        String between = text.substring(bracket.lookingAt() ? bracket.end() : from, to);
        return between.replaceAll("^[）)]", "");
    }

    private boolean belongTogether(Span kit, Span company) {
        String between = kit.end() <= company.start()
                ? text.substring(kit.end(), company.start())
                : company.end() <= kit.start() ? text.substring(company.end(), kit.start()) : "";
        return GIVEN_BY.matcher(between).matches() && !between.isEmpty();
    }

    /** «友盟SDK». */
    private List<Named> kits(Span span) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found suffix : words.words("recipient.suffixes").in(text, span)) {
            kit(span, suffix.span()).ifPresent(out::add);
        }
        out.addAll(listedBefore(span, out));
        out.addAll(used(span, out));
        // SDK that follows Latin letters without a space is not a word by itself
        Matcher joined =
                Pattern.compile("(?i)(?<=[a-z0-9])sdk(?![a-z])").matcher(text).region(span.start(), span.end());
        joined.useTransparentBounds(true);
        while (joined.find()) {
            kit(span, new Span(joined.start(), joined.end())).ifPresent(out::add);
        }
        return out;
    }

    /** «Google Firebase、Facebook SDK»: who is known by name needs no word of his own behind it. */
    private List<Named> listedBefore(Span span, List<Named> kits) {
        List<Named> out = new ArrayList<>();
        for (Named kit : kits) {
            int end = kit.span().start() - 1;
            while (end > span.start() && text.charAt(end) == '、') {
                int start = nameStart(span.start(), end, false);
                String name = text.substring(start, end);
                if (known.of(Optional.of(name), Optional.empty()).isEmpty()) {
                    break;
                }
                out.add(new Named(new Span(start, end), Optional.of(name), Optional.empty()));
                end = start - 1;
            }
        }
        return out;
    }

    /** «崩溃分析使用腾讯Bugly», «we use AppsFlyer and Unity Ads»: whoever is known by name needs no word such as SDK, if it is the app that uses him. */
    private List<Named> used(Span span, List<Named> kits) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found uses : words.words("recipient.uses").in(text, span)) {
            if (BY_USER.matcher(text.substring(span.start(), uses.span().start()))
                    .find()) {
                continue;
            }
            int at = uses.span().end();
            boolean more = true;
            while (more) {
                Matcher name = PRODUCT.matcher(text).region(at, span.end());
                more = name.lookingAt();
                if (more) {
                    Span product = new Span(name.start(1), name.end(1)).stripped(text);
                    boolean taken = kits.stream().anyMatch(k -> k.span().holds(product.start()));
                    more = !taken && known.isKnown(product.in(text));
                    if (more) {
                        out.add(new Named(product, Optional.of(product.in(text)), Optional.empty()));
                    }
                    Matcher and = AND_MORE.matcher(text).region(name.end(), span.end());
                    more &= and.lookingAt();
                    at = more ? and.end() : at;
                }
            }
        }
        return out;
    }

    private Optional<Named> kit(Span span, Span suffix) {
        int start = nameStart(span.start(), suffix.start(), false);
        Span whole = new Span(start, suffix.end());
        if (words.words("recipient.anaphora").in(text, whole).stream()
                .anyMatch(back -> back.span().equals(whole))) {
            return Optional.empty();
        }
        String name = text.substring(start, suffix.start()).strip();
        if (name.length() < 2
                || !name.codePoints().anyMatch(Character::isLetter)
                || words.isHeading(text, new Span(start, suffix.start()))) {
            return Optional.empty();
        }
        return Optional.of(new Named(whole, Optional.of(whole.in(text)), Optional.empty()));
    }

    private List<Named> companies(Span span) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found suffix : words.words("recipient.companies").in(text, span)) {
            int start = nameStart(span.start(), suffix.span().start(), true);
            if (suffix.span().start() - start >= 2) {
                Span whole = new Span(start, suffix.span().end());
                out.add(new Named(whole, Optional.empty(), Optional.of(whole.in(text))));
            }
        }
        return out;
    }

    /** Back from the end of a name to where it begins: at a sign, or after a word that only leads to it. */
    private int nameStart(int from, int end, boolean brackets) {
        int start = end;
        int closed = 0;
        while (start > from && end - start < LONGEST_NAME) {
            char c = text.charAt(start - 1);
            boolean bracket = brackets && (c == '）' || c == ')' || closed > 0 && (c == '（' || c == '('));
            if (!Character.isLetterOrDigit(c) && " \u00a0.+&-_·/".indexOf(c) < 0 && !bracket) {
                break;
            }
            closed += c == '）' || c == ')' ? 1 : c == '（' || c == '(' ? -1 : 0;
            start--;
        }
        String name = text.substring(start, end);
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        int cut = 0;
        for (String opener : words.openers()) {
            boolean latin = opener.charAt(0) < 0x250;
            int at = latin ? (" " + lower).lastIndexOf(" " + opener + " ") : lower.lastIndexOf(opener);
            while (brackets && !latin && at > 0 && isOfPlace(lower.charAt(at - 1)) && opener.length() == 1) {
                at = lower.lastIndexOf(opener, at - 1);
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

    /** Behind a town or province stands what the company is called, 深圳市和讯华谷信息技术有限公司, and no word that joins. */
    private static boolean isOfPlace(char before) {
        return before == '市' || before == '省' || before == '县' || before == '区';
    }

    /** «提供给顺丰速运», «向顺丰速运提供». */
    private List<Named> given(Span span) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found share : words.words("recipient.shares").in(text, span)) {
            out.addAll(listed(share.span().end(), span.end()));
        }
        if (out.isEmpty()) {
            out.addAll(towards(span));
        }
        Matcher to = SHARED_WITH.matcher(text).region(span.start(), span.end());
        while (out.isEmpty() && to.find()) {
            receiver(to.start(1), to.end(1)).ifPresent(out::add);
        }
        Matcher kind = SHARED_WITH_KIND.matcher(text).region(span.start(), span.end());
        while (out.isEmpty() && kind.find()) {
            kindIn(new Span(kind.start(1), kind.end(1))).ifPresent(out::add);
        }
        return out;
    }

    /** «向顺丰速运、合作银行提供». */
    private List<Named> towards(Span span) {
        List<Span> verbs = words.words("recipient.gives").in(text, span).stream()
                .map(Lexicon.Found::span)
                .toList();
        Matcher to = TOWARDS.matcher(text).region(span.start(), span.end());
        while (to.find()) {
            int from = to.end();
            Matcher stop = CLAUSE_END.matcher(text).region(from, span.end());
            int clause = stop.find() ? stop.start() : span.end();
            for (Span verb : verbs) {
                List<Named> out = verb.start() > from && verb.end() <= clause ? listed(from, verb.start()) : List.of();
                if (!out.isEmpty()) {
                    return out;
                }
            }
        }
        return List.of();
    }

    /** «顺丰速运», «快递公司（如顺丰）和合作药房»: the first is whatever is given to, those joined to it are kinds of recipients or known. */
    private List<Named> listed(int from, int end) {
        List<Named> out = new ArrayList<>();
        int at = from;
        while (at < end) {
            Matcher to = GIVEN_TO.matcher(text).region(at, end);
            if (!to.lookingAt()) {
                break;
            }
            Span whole = new Span(to.start(1), to.end(1)).stripped(text);
            List<Span> parts = parts(whole);
            for (Span part : parts) {
                Matcher examples = EXAMPLES.matcher(text).region(part.end(), end);
                Span named = part.end() == whole.end() && examples.lookingAt()
                        ? new Span(part.start(), examples.end())
                        : part;
                Optional<Named> receiver = kindIn(part)
                        .map(k -> new Named(
                                new Span(k.span().start(), named.end()),
                                Optional.of(text.substring(k.span().start(), named.end())),
                                Optional.empty()));
                boolean joined = !out.isEmpty() || parts.size() > 1;
                if (receiver.isEmpty() && (!joined || isKnown(part))) {
                    receiver = receiver(part.start(), part.end());
                }
                receiver.ifPresent(out::add);
                at = named.end();
            }
            Matcher next = AND.matcher(text).region(at, end);
            if (out.isEmpty() || !next.lookingAt()) {
                break;
            }
            at = next.end();
        }
        return out;
    }

    /** Parts at a joining word if each is a kind of recipient or known by name; else the whole is one name. */
    private List<Span> parts(Span whole) {
        List<Span> parts = new ArrayList<>();
        Matcher and = AND.matcher(text).region(whole.start(), whole.end());
        int from = whole.start();
        while (and.find()) {
            parts.add(new Span(from, and.start()).stripped(text));
            from = and.end();
        }
        parts.add(new Span(from, whole.end()).stripped(text));
        boolean all = parts.stream().allMatch(p -> p.length() >= 2 && (kindIn(p).isPresent() || isKnown(p)));
        return all ? parts : List.of(whole);
    }

    private boolean isKnown(Span name) {
        return known.isKnown(name.in(text));
    }

    /** «合作银行», «我们的关联公司»: what a recipient is, without a name. */
    private Optional<Named> kindIn(Span span) {
        boolean kind = words.words("recipient.kinds").in(text, span).stream()
                .anyMatch(k -> k.span().end() == span.end());
        Matcher ours = OURS.matcher(text).region(span.start(), span.end());
        int start = ours.lookingAt() ? ours.end() : span.start();
        return kind && start < span.end()
                ? Optional.of(new Named(
                        new Span(start, span.end()),
                        Optional.of(text.substring(start, span.end()).strip()),
                        Optional.empty()))
                : Optional.empty();
    }

    private Optional<Named> receiver(int start, int end) {
        String name = text.substring(start, end).strip();
        if (name.length() < 2 || NOBODY.matcher(name).matches() || words.types().isIn(text, new Span(start, end))) {
            return Optional.empty();
        }
        return Optional.of(new Named(new Span(start, end), Optional.of(name), Optional.empty()));
    }
}
