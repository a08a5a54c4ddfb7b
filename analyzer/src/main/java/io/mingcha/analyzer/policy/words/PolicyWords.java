package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of privacy policies, {@code config/policy.yaml}. */
public final class PolicyWords {
    private static final Pattern QUOTED = Pattern.compile("《[^《》]{1,60}》|“[^“”]{1,40}”|「[^「」]{1,40}」|\"[^\"]{1,40}\"");
    private static final String WE = "我们";

    private static final List<String> LISTS = List.of(
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
            "defined");

    /** Parts that have lists of their own. */
    private static final SortedMap<String, List<String>> PARTS = new TreeMap<>(Map.of(
            "users",
            List.of("are", "may", "to", "gives"),
            "wording",
            List.of("includes", "such_as", "leads", "below", "defines", "begins", "nothing"),
            "refusals",
            List.of("says", "of"),
            "jurisdiction",
            List.of("places", "behind"),
            "means",
            List.of("through", "found", "with", "of_user", "gathers", "reaches"),
            "local",
            List.of("only", "at", "never", "unless", "conditional", "reads", "all", "place"),
            "purpose",
            List.of("before", "never", "leading", "goes_on", "after", "lists"),
            "scene",
            List.of("before", "after", "if", "never"),
            "recipient",
            List.of(
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
                    "takes"),
            "recipient.latin",
            List.of("gives", "to", "articles", "may", "products", "done")));

    private final Lexicon collects = new Lexicon();
    private final DataWords data;
    private final HeadingWords headings;
    private final Map<String, Lexicon> others = new HashMap<>();
    private final Map<String, List<String>> written = new HashMap<>();
    private final SimplifiedText simplified;
    private final List<String> openers;

    /** @param known the kinds of data that there are */
    public PolicyWords(Setting root, DataTypes known) {
        List<String> keys = new ArrayList<>(LISTS);
        PARTS.keySet().stream().filter(part -> part.indexOf('.') < 0).forEach(keys::add);
        keys.addAll(List.of(
                "types", "broad", "ignored", "alike", "alone", "otherwise", "collects", "traditional", "columns"));
        root.allow(keys.toArray(String[]::new));
        data = new DataWords(root, known);
        collects.addAll(root.require("collects").texts(), "collects");
        collects.addAll(root.get("ignored").texts(), DataWords.IGNORED);
        LISTS.forEach(name -> add(name, root.require(name).texts()));
        add("ourselves", List.of(WE));
        List<String> ourselves = root.require("ourselves").texts();
        List.of("insists", "collecting").forEach(name -> asOurselves(name, ourselves));
        PARTS.forEach((part, lists) -> part(root, part, lists));
        openers = written.getOrDefault("recipient.openers", List.of()).stream()
                .map(Lexicon::compact)
                .sorted(Comparator.comparingInt((String w) -> -w.length()))
                .toList();
        simplified = new SimplifiedText(root.get("traditional"));
        headings = new HeadingWords(root.require("columns"), words("details"));
    }

    /** A part with its lists, all of which are there, and perhaps parts below it. */
    private void part(Setting root, String name, List<String> lists) {
        Setting part = root;
        for (String step : name.split("\\.")) {
            part = part.require(step);
        }
        Setting at = part;
        List<String> keys = new ArrayList<>(lists);
        PARTS.keySet().stream()
                .filter(below -> below.startsWith(name + "."))
                .forEach(below -> keys.add(below.substring(name.length() + 1)));
        at.allow(keys.toArray(String[]::new));
        lists.forEach(list -> add(name + "." + list, at.require(list).texts()));
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
        List<Lexicon.Found> named = data.types().in(text, span);
        return collects.in(text, span).stream()
                .filter(f -> !f.meaning().equals(DataWords.IGNORED))
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

    /** The text as it is read: in simplified characters, of the same length. */
    public String simplified(String text) {
        return simplified.of(text);
    }

    public Lexicon types() {
        return data.types();
    }

    public boolean namesData(String text, Span span) {
        return data.areIn(text, span);
    }

    /** What a heading is about; empty if it is none. */
    public Optional<Column> heading(String text, Span span) {
        return headings.column(text, span);
    }

    /** Whether most of the text is the words of a heading. */
    public boolean isHeading(String text, Span heading) {
        return headings.isHeading(text, heading);
    }

    DataWords data() {
        return data;
    }
}
