package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.settings.Setting;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of privacy policies, {@code config/policy.yaml}. */
public final class PolicyWords {
    static final String IGNORED = "";
    static final String BROAD = "~";
    private static final Pattern QUOTED = Pattern.compile("《[^《》]{1,60}》|“[^“”]{1,40}”|「[^「」]{1,40}」|\"[^\"]{1,40}\"");
    private static final String WE = "我们";

    private final Lexicon types = new Lexicon();
    private final Lexicon alone = new Lexicon();
    private final Lexicon collects = new Lexicon();
    private final Lexicon columns = new Lexicon();
    private final Map<String, Lexicon> others = new HashMap<>();
    private final Map<String, List<String>> written = new HashMap<>();
    private static final char FIRST_RADICAL = '\u2e80';
    private static final char LAST_RADICAL = '\u2fdf';

    private final Map<Character, Character> simplified = new HashMap<>();
    private final List<Otherwise> otherwise = new ArrayList<>();
    private final List<String> openers;

    /** Words that name another kind of data in a sentence with one of those that stand beside them. */
    private record Otherwise(String type, Lexicon words, Lexicon beside) {}

    /** @param known the kinds of data that there are */
    public PolicyWords(Setting root, DataTypes known) {
        root.allow(
                "types",
                "broad",
                "ignored",
                "alike",
                "collects",
                "unrelated",
                "negations",
                "negators",
                "negated",
                "refusals",
                "jurisdiction",
                "negation_ends",
                "negation_goes_on",
                "same",
                "same_item",
                "others",
                "from_others",
                "acts",
                "only_used",
                "supplies",
                "users",
                "wording",
                "ourselves",
                "insists",
                "except",
                "alone",
                "collecting",
                "to_user",
                "works_out",
                "permission",
                "asks",
                "functions",
                "heads",
                "examples",
                "rest",
                "elsewhere",
                "defined",
                "otherwise",
                "means",
                "local",
                "purpose",
                "scene",
                "recipient",
                "traditional",
                "details",
                "columns");
        Map<String, String> seen = new HashMap<>();
        root.require("types").entries().forEach((type, list) -> types(type, list, "", known, seen));
        root.get("broad").entries().forEach((type, list) -> types(type, list, BROAD, known, seen));
        root.get("alone").entries().forEach((type, list) -> alone(type, list, known));
        root.require("otherwise").entries().forEach((type, words) -> otherwise(type, words, known));
        List<String> ignored = root.get("ignored").texts();
        types.addAll(ignored, IGNORED);
        ignored.forEach(word -> seen.put(Lexicon.compact(word), IGNORED));
        root.get("alike").list().forEach(group -> alike(group.texts(), seen));
        collects.addAll(root.require("collects").texts(), "collects");
        collects.addAll(ignored, IGNORED);
        for (String key : List.of(
                "unrelated",
                "negations",
                "negators",
                "negated",
                "negation_ends",
                "negation_goes_on",
                "same",
                "same_item",
                "others",
                "from_others",
                "acts",
                "only_used",
                "supplies",
                "ourselves",
                "insists",
                "except",
                "collecting",
                "to_user",
                "works_out",
                "permission",
                "asks",
                "functions",
                "heads",
                "examples",
                "rest",
                "elsewhere",
                "details",
                "defined")) {
            other(key, root.require(key));
        }
        List<String> ourselves = root.require("ourselves").texts();
        add("ourselves", List.of(WE));
        List.of("insists", "collecting").forEach(name -> asOurselves(name, ourselves));
        Setting local =
                root.require("local").allow("only", "at", "never", "unless", "conditional", "reads", "all", "place");
        local.require("place");
        Setting users = section(root, "users", "are", "may", "to", "gives");
        Setting wording =
                section(root, "wording", "includes", "such_as", "leads", "below", "defines", "begins", "nothing");
        Setting refusals = section(root, "refusals", "says", "of");
        Setting jurisdiction = section(root, "jurisdiction", "places", "behind");
        Setting means = root.require("means").allow("through", "found", "with", "of_user", "gathers", "reaches");
        Setting purpose = root.require("purpose").allow("before", "never", "leading", "goes_on", "after", "lists");
        Setting scene = root.require("scene").allow("before", "after", "if", "never");
        List.of("if", "never").forEach(scene::require);
        Setting recipient = root.require("recipient")
                .allow(
                        "suffixes",
                        "companies",
                        "shares",
                        "gives",
                        "kinds",
                        "uses",
                        "names",
                        "own",
                        "within",
                        "openers",
                        "anaphora",
                        "pronouns",
                        "collects",
                        "towards",
                        "goes_on",
                        "lists",
                        "nobody",
                        "any",
                        "nobody_begins",
                        "nobody_ends",
                        "products",
                        "latin",
                        "machines",
                        "may",
                        "does",
                        "title",
                        "things",
                        "verbs",
                        "back",
                        "examples",
                        "makes",
                        "made_by",
                        "tasks",
                        "company_words",
                        "service_words",
                        "leads",
                        "takes");
        List.of(
                        "any",
                        "nobody_begins",
                        "nobody_ends",
                        "may",
                        "does",
                        "title",
                        "products",
                        "examples",
                        "makes",
                        "made_by",
                        "tasks",
                        "within",
                        "company_words",
                        "service_words",
                        "leads",
                        "takes")
                .forEach(recipient::require);
        Setting latin = recipient.require("latin").allow("gives", "to", "articles", "may", "products", "done");
        List.of("gives", "to", "articles", "may", "products", "done")
                .forEach(key -> other("recipient.latin." + key, latin.require(key)));
        Map.of(
                        "local.",
                        local,
                        "users.",
                        users,
                        "wording.",
                        wording,
                        "refusals.",
                        refusals,
                        "jurisdiction.",
                        jurisdiction,
                        "means.",
                        means,
                        "purpose.",
                        purpose,
                        "scene.",
                        scene,
                        "recipient.",
                        recipient)
                .forEach((name, section) -> section.entries().forEach((key, list) -> {
                    if (!key.equals("latin")) {
                        other(name + key, list);
                    }
                }));
        openers = recipient.require("openers").texts().stream()
                .map(Lexicon::compact)
                .sorted(Comparator.comparingInt((String w) -> -w.length()))
                .toList();
        root.get("traditional").list().forEach(this::traditional);
        Setting headings = root.require("columns");
        List<String> names = new ArrayList<>();
        for (Column column : Column.values()) {
            names.add(column.label());
            columns.addAll(headings.get(column.label()).texts(), column.name());
        }
        headings.allow(names.toArray(String[]::new));
        headings.require("data");
        headings.require("name");
    }

    private void types(String type, Setting list, String mark, DataTypes known, Map<String, String> seen) {
        isKnown(type, list, known);
        for (Setting item : list.list()) {
            item.text().ifPresent(word -> {
                String before = seen.put(Lexicon.compact(word), mark + type);
                if (before != null) {
                    String of = before.replace(BROAD, "");
                    item.problem(word + " 已用于 " + of, word + " is a word of " + of + " already");
                }
                types.add(word, mark + type);
            });
        }
    }

    /** Words of the lists that stand for one another within a word: 交易信息 is 交易资料; what is written out goes before it. */
    private void alike(List<String> group, Map<String, String> seen) {
        List<Map.Entry<String, String>> all = List.copyOf(seen.entrySet());
        for (Map.Entry<String, String> word : all) {
            for (String one : group) {
                if (!word.getKey().endsWith(one) || word.getKey().length() < one.length() + 2) {
                    continue;
                }
                String stem = word.getKey().substring(0, word.getKey().length() - one.length());
                for (String other : group) {
                    if (seen.putIfAbsent(stem + other, word.getValue()) == null) {
                        types.add(stem + other, word.getValue());
                    }
                }
            }
        }
    }

    private void otherwise(String type, Setting said, DataTypes known) {
        isKnown(type, said, known);
        said.allow("words", "beside");
        Lexicon words = new Lexicon();
        words.addAll(said.require("words").texts(), type);
        Lexicon beside = new Lexicon();
        beside.addAll(said.require("beside").texts(), type);
        otherwise.add(new Otherwise(type, words, beside));
    }

    /** What kind of data a word names in a sentence, which may be another than it names elsewhere. */
    String meant(String type, String text, Span word, Span sentence) {
        return otherwise.stream()
                .filter(o ->
                        o.words().in(text, word).stream().anyMatch(w -> w.span().equals(word))
                                && o.beside().isIn(text, sentence))
                .map(Otherwise::type)
                .findFirst()
                .orElse(type);
    }

    private static void isKnown(String type, Setting at, DataTypes known) {
        if (known.find(type).isEmpty()) {
            at.problem(type + " 不是数据类型", type + " is not a data type");
        }
    }

    private void alone(String type, Setting list, DataTypes known) {
        isKnown(type, list, known);
        alone.addAll(list.texts(), type);
    }

    private void traditional(Setting pair) {
        String written = pair.text().orElse("");
        if (written.length() == 2) {
            simplified.put(written.charAt(0), written.charAt(1));
        } else {
            pair.problem("须是一个繁体字和一个简体字", "must be a traditional character and a simplified one");
        }
    }

    /** A text in simplified characters, of the same length; radicals that only look like characters, as PDFs have, are those. */
    public String simplified(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) >= FIRST_RADICAL && out.charAt(i) <= LAST_RADICAL) {
                out.setCharAt(i, character(out.charAt(i)));
            }
            Character one = simplified.get(out.charAt(i));
            if (one != null) {
                out.setCharAt(i, one);
            }
        }
        return out.toString();
    }

    private static char character(char radical) {
        String character = Normalizer.normalize(String.valueOf(radical), Normalizer.Form.NFKC);
        return character.length() == 1 ? character.charAt(0) : radical;
    }

    /** A part of the document of which every list is there. */
    private static Setting section(Setting root, String name, String... lists) {
        Setting section = root.require(name).allow(lists);
        List.of(lists).forEach(section::require);
        return section;
    }

    private void other(String name, Setting list) {
        add(name, list.texts());
    }

    private void add(String name, List<String> texts) {
        written.computeIfAbsent(name, k -> new ArrayList<>()).addAll(texts);
        others.computeIfAbsent(name, k -> new Lexicon()).addAll(texts, name);
    }

    /** «我行会收集» is «我们会收集». */
    private void asOurselves(String name, List<String> ourselves) {
        List<String> more = new ArrayList<>();
        for (String word : written.getOrDefault(name, List.of())) {
            if (word.startsWith(WE)) {
                ourselves.forEach(we -> more.add(we + word.substring(WE.length())));
            }
        }
        words(name).addAll(more, name);
    }

    public Lexicon types() {
        return types;
    }

    public boolean namesData(String text, Span span) {
        return types.in(text, span).stream().anyMatch(word -> !word.meaning().equals(IGNORED));
    }

    /** Words that mean a kind of data only as an item of their own in a list. */
    Lexicon alone() {
        return alone;
    }

    public Lexicon words(String name) {
        return others.getOrDefault(name, new Lexicon());
    }

    /** The words of a list as the alternatives of a pattern, longest first; without words it never matches. */
    public String oneOf(String name) {
        return written.getOrDefault(name, List.of()).stream()
                .sorted(Comparator.comparingInt((String w) -> -w.length()))
                .map(Pattern::quote)
                .reduce((a, b) -> a + "|" + b)
                .map(all -> "(?:" + all + ")")
                .orElse("(?!)");
    }

    public boolean collects(String text, Span span) {
        return !collecting(text, span).isEmpty();
    }

    private static boolean isQuoted(String text, Span span, Span word) {
        Matcher quoted = QUOTED.matcher(text).region(span.start(), span.end());
        while (quoted.find()) {
            if (quoted.start() < word.start() && word.end() < quoted.end()) {
                return true;
            }
        }
        return false;
    }

    /** Words of collecting, but neither those in the name of a law or a button, nor those within a kind of data, as in 浏览记录. */
    List<Lexicon.Found> collecting(String text, Span span) {
        List<Lexicon.Found> named = types.in(text, span);
        return collects.in(text, span).stream()
                .filter(f -> !f.meaning().equals(IGNORED))
                .filter(f -> !isQuoted(text, span, f.span()))
                .filter(f -> named.stream()
                        .noneMatch(n -> n.span().holds(f.span().start())
                                && n.span().holds(f.span().end() - 1)
                                && f.span().length() < n.span().length()))
                .toList();
    }

    /** Words that stand before a name and are not part of it, longest first. */
    public List<String> openers() {
        return openers;
    }

    /** What a heading is about; empty if it is none. */
    public Optional<Column> heading(String text, Span span) {
        Span bare = withoutDetails(text, span);
        return isHeading(text, bare) ? column(text, bare) : Optional.empty();
    }

    private Span withoutDetails(String text, Span heading) {
        return words("details").in(text, heading).stream()
                .map(Lexicon.Found::span)
                .filter(d -> d.end() == heading.stripped(text).end() && d.start() > heading.start())
                .findFirst()
                .map(d -> new Span(heading.start(), d.start()))
                .orElse(heading);
    }

    /** What a heading is about: its last word tells, except that a purpose goes before a scene. */
    Optional<Column> column(String text, Span heading) {
        List<Lexicon.Found> words = columns.in(text, heading);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Column> found =
                words.stream().map(f -> Column.valueOf(f.meaning())).toList();
        Column last = last(
                text,
                new Span(heading.start(), words.get(words.size() - 1).span().end()));
        return Optional.of(last == Column.SCENE && found.contains(Column.PURPOSE) ? Column.PURPOSE : last);
    }

    /** Of all words that a heading ends with the longest: «所属公司名称» is 公司名称 and not 名称. */
    private Column last(String text, Span heading) {
        for (int start = heading.start(); start < heading.end(); start++) {
            Span ending = new Span(start, heading.end());
            List<Lexicon.Found> whole = columns.in(text, ending);
            if (whole.size() == 1 && whole.get(0).span().equals(ending)) {
                return Column.valueOf(whole.get(0).meaning());
            }
        }
        return Column.OTHER;
    }

    /** Whether most of the text is the words of a heading. */
    public boolean isHeading(String text, Span heading) {
        int covered = columns.in(text, heading).stream()
                .mapToInt(f -> f.span().letters(text))
                .sum();
        return covered > 0 && covered * 2 >= heading.letters(text);
    }
}
