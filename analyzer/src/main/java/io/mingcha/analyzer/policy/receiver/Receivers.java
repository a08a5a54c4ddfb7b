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
import java.util.stream.Stream;

/** Who receives data, as sentences name them. */
public final class Receivers {
    private static final Pattern BRACKET = Pattern.compile("\\s*[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]");
    private static final Pattern JOINED = Pattern.compile("[、，,/和及与或以及\\s]*|\\s*(?:and|,)\\s*");
    private static final Pattern LEADING = Pattern.compile("([^，。；：:,;（(]{2,24})(?:[（(][^（）()]{1,30}[）)])?(?=[：:])");
    private static final Pattern BEGINS =
            Pattern.compile("([\\p{IsHan}A-Za-z0-9+·]{2,16})[\\s\\h]+([\\p{IsHan}A-Za-z]{2,8})[：:]");
    private static final Pattern ONE_OF =
            Pattern.compile("\\s*([^，。；：:,;、（(和及]{2,24})(?:[（(][^（）()]{1,30}[）)])?(?=[、和及，。；：:,;]|$)");
    private static final Pattern QUOTES = Pattern.compile("^[“\"「『]([^“”\"「」『』]+)[”\"」』]$");
    private static final Pattern OTHERS = Pattern.compile("其[他它余中]|(?<=其)它");
    private static final int HEAD = 300;
    private static final int CLOSE = 12;

    private final PolicyWords words;
    private final KnownNames known;
    private final String text;
    private final Pattern ourselves;
    private final Pattern headed;
    private final Pattern examples;
    private final Pattern kindWithExamples;
    private final Pattern madeBy;
    private final Pattern companyWord;
    private final Names names;
    private final Kits kits;
    private final Given given;
    private final Subjects subjects;
    private final List<String> own = new ArrayList<>();

    /**
     * Receivers that stand together.
     *
     * @param behind what they get stands before them
     */
    public record Group(Span span, List<Receiver> receivers, boolean behind) {}

    public Receivers(PolicyWords words, KnownNames known, String text) {
        this.words = words;
        this.known = known;
        this.text = text;
        String we = words.oneOf("ourselves");
        this.ourselves = Pattern.compile(we + "\\s*[（(]\\s*(?:即|以下简称)?$");
        this.headed = Pattern.compile(
                "(?:[“\"「【]([^，。；：“”\"「」【】]{2,24})[”\"」】]\\s*[：:，,]?|([^，。；：“”\"]{2,24})[：:])[^。；：]{0,14}由\\s?[“\"「]?([^，。；：“”\"「」]{2,40}?)[”\"」]?\\s*"
                        + words.oneOf("recipient.makes"));
        this.examples = Pattern.compile("[（(]\\s?" + words.oneOf("recipient.examples") + "[^（）()]{1,120}[）)]");
        this.kindWithExamples = Pattern.compile("\\s*[（(]" + words.oneOf("recipient.examples") + ".*");
        this.madeBy = Pattern.compile("[（(]?" + words.oneOf("recipient.made_by") + "?\\s*");
        this.companyWord = Pattern.compile("(.{2,}?)" + words.oneOf("recipient.company_words"));
        this.names = new Names(words, known, text);
        this.kits = new Kits(words, names, text);
        this.given = new Given(words, names, text);
        this.subjects = new Subjects(words, names, text);
        Pattern ours = Pattern.compile(we + "|[“\"](?:we|us)[”\"]");
        for (Named company : companies(new Span(0, text.length()))) {
            Matcher bracket = BRACKET.matcher(text).region(company.span().end(), text.length());
            if (ourselves
                    .matcher(text.substring(
                            Math.max(0, company.span().start() - CLOSE),
                            company.span().start()))
                    .find()) {
                company.company().ifPresent(own::add);
            }
            boolean first = company.span().start() < HEAD;
            if (bracket.lookingAt()
                    && (first || ours.matcher(bracket.group()).find())
                    && words.words("recipient.own").isIn(text, new Span(bracket.start(), bracket.end()))) {
                company.company().ifPresent(own::add);
            }
        }
    }

    public Receiver of(Optional<String> name, Optional<String> company) {
        Optional<String> n = name.map(Receivers::tidy).filter(t -> !t.isEmpty());
        Optional<String> c = company.map(Receivers::tidy).filter(t -> !t.isEmpty());
        boolean kind = c.isEmpty() && n.filter(this::isKind).isPresent();
        return new Receiver(n, c, kind ? n.flatMap(this::withoutKind).orElse(List.of()) : known.of(n, c));
    }

    /** «支付宝公司»: a kind behind somebody known. */
    private Optional<List<String>> withoutKind(String name) {
        Matcher word = companyWord.matcher(name);
        return word.matches() && known.isKnown(word.group(1))
                ? Optional.of(known.of(Optional.of(word.group(1)), Optional.empty()))
                : Optional.empty();
    }

    /** «快递公司（如顺丰）» is not Shunfeng: the policy names no one. A company's name in full does. */
    private boolean isKind(String name) {
        String bare = kindWithExamples.matcher(name).replaceAll("");
        Span whole = new Span(0, bare.length());
        return ends("recipient.kinds", bare, whole)
                && !ends("recipient.companies", bare, whole)
                && !known.isKnown(bare);
    }

    private boolean ends(String list, String name, Span whole) {
        return words.words(list).in(name, whole).stream().anyMatch(k -> k.span().end() == whole.end());
    }

    private static String tidy(String written) {
        String one = QUOTES.matcher(written.replaceAll("\\s+", " ").strip()).replaceAll("$1");
        boolean han = one.codePoints().anyMatch(Character::isIdeographic);
        return (han ? one.replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "") : one).replaceAll("[：:，,、；;。]+$", "");
    }

    public boolean isOwn(String company) {
        return own.contains(tidy(company));
    }

    public boolean isKnown(String name) {
        return known.isKnown(name);
    }

    /** Whether a sentence speaks of whom one before named: «该SDK», «它会收集», «向其提供». */
    public boolean speaksOfBefore(Span sentence) {
        return namesBefore(sentence) || pronoun(sentence) || goesOn(sentence);
    }

    /** «以及您的时区», «还会收集您的时区»: no subject of its own. */
    public boolean goesOn(Span sentence) {
        return words.words("recipient.goes_on").in(text, sentence).stream()
                .anyMatch(w -> w.span().start() == sentence.start());
    }

    /** By a word of his own, «该SDK», and not only by a pronoun. */
    public boolean namesBefore(Span sentence) {
        return words.words("recipient.anaphora").isIn(text, sentence);
    }

    /** A pronoun that does the collecting, or that something is given to; not the 其 of 其他. */
    private boolean pronoun(Span sentence) {
        return words.words("recipient.pronouns").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .filter(p -> !OTHERS.matcher(text)
                        .region(p.start(), sentence.end())
                        .useTransparentBounds(true)
                        .lookingAt())
                .anyMatch(p -> {
                    Span behind = new Span(p.end(), Math.min(sentence.end(), p.end() + CLOSE));
                    Span ahead = new Span(Math.max(sentence.start(), p.start() - 3), p.start());
                    return words.words("recipient.collects").isIn(text, behind)
                            || words.words("recipient.towards").in(text, ahead).stream()
                                    .anyMatch(t -> t.span().end() == p.start()
                                            || text.substring(t.span().end(), p.start())
                                                    .isBlank());
                });
    }

    public List<Group> in(Span span) {
        List<Named> all = new ArrayList<>(kits.in(span));
        for (Named kind : examples(span)) {
            if (all.removeIf(kit -> kind.span().holds(kit.span().start()))) {
                all.add(kind);
            }
        }
        headed(span).ifPresent(headed -> {
            all.removeIf(kit -> headed.span().holds(kit.span().start()));
            all.add(headed);
        });
        for (Named company : companies(span)) {
            attach(company, span, all);
        }
        for (Named subject : subjects.in(span)) {
            boolean taken = all.stream()
                    .anyMatch(n -> n.span().holds(subject.span().start())
                            || subject.span().holds(n.span().start()));
            if (!taken) {
                all.add(subject);
            }
        }
        if (all.isEmpty()) {
            all.addAll(labelled(span));
        }
        if (all.isEmpty()) {
            given.in(span).stream()
                    .filter(n -> n.name().filter(this::isOwn).isEmpty())
                    .forEach(all::add);
        }
        all.sort(Comparator.comparingInt(n -> n.span().start()));
        return groups(all);
    }

    /** «合作伙伴（如某某SDK、某某）»: kinds of recipients with examples behind them. */
    private List<Named> examples(Span span) {
        List<Named> out = new ArrayList<>();
        Matcher bracket = examples.matcher(text).region(span.start(), span.end());
        while (bracket.find()) {
            int start = names.start(span.start(), bracket.start(), false);
            names.kindIn(new Span(start, bracket.start()))
                    .map(kind -> new Span(kind.span().start(), bracket.end()))
                    .map(whole -> Named.byName(whole, whole.in(text)))
                    .ifPresent(out::add);
        }
        return out;
    }

    /** To the kit it stands beside, to the name before its bracket, or as one of its own. */
    private void attach(Named company, Span span, List<Named> all) {
        for (int i = 0; i < all.size(); i++) {
            Named kit = all.get(i);
            if (kit.name().isPresent() && kit.company().isEmpty() && belongTogether(kit.span(), company.span())) {
                Span both = new Span(
                        Math.min(kit.span().start(), company.span().start()),
                        Math.max(kit.span().end(), company.span().end()));
                all.set(i, new Named(both, kit.name(), company.company()));
                return;
            }
        }
        Optional<Named> before = namedBefore(span, company);
        boolean taken = all.stream().anyMatch(n -> n.span().holds(company.span().start()));
        if (before.isPresent()) {
            all.add(before.get());
        } else if (!taken && company.company().filter(this::isOwn).isEmpty()) {
            all.add(company);
        }
    }

    private List<Group> groups(List<Named> all) {
        List<Group> groups = new ArrayList<>();
        for (Named named : all) {
            List<Receiver> each = each(named);
            Group last =
                    groups.isEmpty() ? new Group(new Span(-9, -9), List.of(), false) : groups.get(groups.size() - 1);
            if (last.span().end() >= 0
                    && last.span().end() <= named.span().start()
                    && JOINED.matcher(
                                    afterBracket(last.span().end(), named.span().start()))
                            .matches()) {
                List<Receiver> more = new ArrayList<>(last.receivers());
                more.addAll(each);
                groups.set(
                        groups.size() - 1,
                        new Group(new Span(last.span().start(), named.span().end()), more, last.behind()));
            } else {
                groups.add(new Group(named.span(), each, named.behind()));
            }
        }
        return groups;
    }

    /** «三星/vivo/华为SDK» is the SDK of each; «友盟/U-App SDK» is one with two names. */
    private List<Receiver> each(Named named) {
        List<String> brands = named.name().stream()
                .filter(name -> named.company().isEmpty() && name.indexOf('/') > 0)
                .flatMap(name -> Stream.of(name.split("/")))
                .map(String::strip)
                .toList();
        List<Receiver> each = brands.stream()
                .map(brand -> of(Optional.of(brand), Optional.empty()))
                .toList();
        boolean known = brands.stream().allMatch(b -> this.known.isKnownBrand(b));
        long houses = each.stream()
                .map(b -> b.known().isEmpty()
                        ? b.names().get(0)
                        : this.known.companyOf(b.known().get(0)))
                .distinct()
                .count();
        return known && each.size() > 1 && houses == each.size() ? each : List.of(of(named.name(), named.company()));
    }

    /** «顺丰速运：收件人姓名», an item of a list of others. */
    public List<Group> leading(Span sentence) {
        Matcher key = LEADING.matcher(text).region(sentence.start(), sentence.end());
        if (!key.lookingAt()) {
            return List.of();
        }
        List<Named> behind = behind(key.end() + 1, sentence.end());
        if (!behind.isEmpty()) {
            return groups(behind);
        }
        Span span = new Span(key.start(1), key.end(1));
        return names.of(span.start(), span.end()).or(() -> names.kindIn(span)).stream()
                .map(n -> new Group(span, List.of(of(n.name(), n.company())), false))
                .toList();
    }

    /** «网易易盾 包名：com.example 集成…»: who is known, before a key of what is said of him. */
    public List<Group> heading(Span line) {
        Matcher begins = BEGINS.matcher(text).region(line.start(), line.end());
        if (!begins.lookingAt()) {
            return List.of();
        }
        Span name = new Span(begins.start(1), begins.end(1));
        boolean keyed =
                words.heading(text, new Span(begins.start(2), begins.end(2))).isPresent();
        Receiver receiver = of(Optional.of(name.in(text)), Optional.empty());
        return keyed && !receiver.known().isEmpty() ? List.of(new Group(name, List.of(receiver), false)) : List.of();
    }

    /** «第三方支付：微信支付，共享订单号»: who is known by name behind a label that says that it is somebody. */
    private List<Named> labelled(Span sentence) {
        Matcher key = LEADING.matcher(text).region(sentence.start(), sentence.end());
        if (!key.lookingAt()) {
            return List.of();
        }
        Span label = new Span(key.start(1), key.end(1));
        boolean ofOthers = words.words("recipient.names").isIn(text, label)
                || names.kindIn(label).isPresent();
        return ofOthers && !words.namesData(text, label) ? behind(key.end() + 1, sentence.end()) : List.of();
    }

    /** Names that are known, one behind the other, up to what is none. */
    private List<Named> behind(int from, int end) {
        List<Named> out = new ArrayList<>();
        int at = from;
        Matcher one = ONE_OF.matcher(text);
        while (at < end && one.region(at, end).lookingAt()) {
            Span name = new Span(one.start(1), one.end(1)).stripped(text);
            if (!names.isKnown(name)) {
                break;
            }
            out.add(Named.byName(name, name.in(text)));
            at = one.end() < end && "、和及".indexOf(text.charAt(one.end())) >= 0 ? one.end() + 1 : end;
        }
        return out;
    }

    /** «腾讯Bugly（深圳市腾讯计算机系统有限公司）». */
    private Optional<Named> namedBefore(Span span, Named company) {
        int bracket = company.span().start() - 1;
        if (bracket <= span.start() || "（(".indexOf(text.charAt(bracket)) < 0) {
            return Optional.empty();
        }
        int start = names.start(span.start(), bracket, false);
        return names.of(start, bracket)
                .map(n -> new Named(new Span(start, company.span().end()), n.name(), company.company()));
    }

    /** ““极光推送”：该SDK由“某某有限公司”提供”: what the sentence is headed with, if it goes on with whose that is. */
    private Optional<Named> headed(Span span) {
        Matcher label = headed.matcher(text).region(span.start(), span.end());
        if (!label.lookingAt()) {
            return Optional.empty();
        }
        int group = label.group(1) == null ? 2 : 1;
        return names.of(label.start(group), label.end(group))
                .map(n -> new Named(new Span(label.start(group), label.end(3)), n.name(), Optional.of(label.group(3))));
    }

    /** Whether a sentence begins with somebody's name and says whose that is: what follows in its paragraph is about him. */
    public boolean isHeaded(Span sentence) {
        return headed(sentence).isPresent();
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
        return madeBy.matcher(between).matches() && !between.isEmpty();
    }

    private List<Named> companies(Span span) {
        List<Named> out = new ArrayList<>();
        for (Lexicon.Found suffix : words.words("recipient.companies").in(text, span)) {
            int after = out.isEmpty()
                    ? span.start()
                    : out.get(out.size() - 1).span().end();
            int start = names.start(after, suffix.span().start(), true);
            char first = text.charAt(suffix.span().start());
            boolean word = first < 0x250 && !Character.isUpperCase(first);
            if (!word && suffix.span().start() - start >= 2) {
                Span whole = new Span(start, suffix.span().end());
                out.add(new Named(whole, Optional.empty(), Optional.of(whole.in(text))));
            }
        }
        return out;
    }
}
