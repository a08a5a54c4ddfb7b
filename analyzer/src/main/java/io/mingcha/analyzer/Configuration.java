package io.mingcha.analyzer;

import io.mingcha.analyzer.adapter.Adapters;
import io.mingcha.analyzer.campaign.Campaign;
import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.decode.Limits;
import io.mingcha.analyzer.detect.Detectors;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.analyzer.judge.RuleBook;
import io.mingcha.analyzer.learn.Lessons;
import io.mingcha.analyzer.policy.words.PolicyWords;
import io.mingcha.analyzer.recipe.Recipes;
import io.mingcha.analyzer.signal.SignalReader;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.settings.Difference;
import io.mingcha.settings.Document;
import io.mingcha.settings.Overlay;
import io.mingcha.settings.Place;
import io.mingcha.settings.Problem;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All of {@code config/}, read and checked. */
public final class Configuration {
    /** The documents that make up the configuration. */
    public static final List<String> FILES = List.of(
            "data_types.yaml",
            "fields.yaml",
            "recipients.yaml",
            "clauses.yaml",
            "categories.yaml",
            "rules.yaml",
            "signals.yaml",
            "campaign.yaml",
            "discard.yaml",
            "learned.yaml",
            "limits.yaml",
            "recipes.yaml",
            "policy.yaml");

    /** Folders whose {@code *.yaml} are documents of one kind, each called {@code folder/file}. */
    public static final List<String> FOLDERS = List.of("adapters");

    private final Catalogue catalogue;
    private final RuleBook rules;
    private final Set<String> removedRules;
    private final Campaign campaign;
    private final SignalReader signals;
    private final Discard discard;
    private final Lessons lessons;
    private final Detectors detectors;
    private final Limits limits;
    private final Recipes recipes;
    private final Adapters adapters;
    private final PolicyWords policyWords;
    private final CoverageLimits coverage;
    private final String digest;

    /** When a capture may carry a verdict, and when bytes count as unreadable. */
    record CoverageLimits(int minimumExchanges, double maximumUnreadShare, int opaqueBytes, double opaqueEntropy) {}

    private Configuration(
            Catalogue catalogue,
            RuleBook rules,
            Set<String> removedRules,
            Campaign campaign,
            SignalReader signals,
            Discard discard,
            Lessons lessons,
            Limits limits,
            Recipes recipes,
            Adapters adapters,
            PolicyWords policyWords,
            CoverageLimits coverage,
            String digest) {
        this.catalogue = catalogue;
        this.rules = rules;
        this.removedRules = removedRules;
        this.campaign = campaign;
        this.signals = signals;
        this.discard = discard;
        this.lessons = lessons;
        this.detectors = new Detectors(catalogue, discard);
        this.limits = limits;
        this.recipes = recipes;
        this.adapters = adapters;
        this.policyWords = policyWords;
        this.coverage = coverage;
        this.digest = digest;
    }

    /**
     * Reads the documents, by name; {@link #FILES} names them, and {@link #FOLDERS} where there are as many as vendors.
     *
     * @throws io.mingcha.settings.InvalidDocument with every problem of every document
     */
    public static Configuration read(Map<String, String> documents) {
        return read(documents, Changes.NONE);
    }

    /**
     * Reads the documents with an analyst's changes laid over them.
     *
     * @throws io.mingcha.settings.InvalidDocument with every problem of every document
     */
    public static Configuration read(Map<String, String> documents, Changes changes) {
        return read(documents, changes, Map.of());
    }

    /**
     * As above.
     *
     * @param beside documents that others read, by name: they count for the digest alone
     */
    public static Configuration read(Map<String, String> documents, Changes changes, Map<String, String> beside) {
        Problems problems = new Problems();
        Map<String, Setting> shipped = shipped(documents, problems);
        Map<String, Setting> parsed = merged(shipped, changes, problems);
        List<Setting> endpoints = parsed.entrySet().stream()
                .filter(document -> isInFolder(document.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        Catalogue catalogue = Catalogue.read(
                of(parsed, "data_types.yaml"),
                of(parsed, "fields.yaml"),
                of(parsed, "recipients.yaml"),
                of(parsed, "clauses.yaml"),
                of(parsed, "categories.yaml"),
                Checks.BY_NAME);
        RuleBook rules = new RuleBook(of(parsed, "rules.yaml"), catalogue);
        Set<String> removed = ids(of(shipped, "rules.yaml").get("rules"));
        rules.rules().forEach(rule -> removed.remove(rule.id()));
        Campaign campaign = new Campaign(
                of(parsed, "campaign.yaml"),
                rules.rules().stream().map(Rule::id).toList(),
                removed,
                catalogue.categories().sectorIds(),
                catalogue.recipients().purposes());
        SignalReader signals = new SignalReader(
                of(parsed, "signals.yaml"), catalogue.recipients().purposes());
        Discard discard =
                new Discard(of(parsed, "discard.yaml"), catalogue.types().ids());
        Setting bounds = of(parsed, "limits.yaml")
                .allow("depth", "nodes", "bytes", "expanded_bytes", "nesting", "work", "coverage", "opaque", "learned");
        Limits limits = new Limits(
                whole(bounds, "depth", 64),
                whole(bounds, "nodes", 10_000_000),
                whole(bounds, "bytes", 1 << 30),
                whole(bounds, "expanded_bytes", 1 << 30),
                whole(bounds, "nesting", 10_000),
                whole(bounds, "work", Integer.MAX_VALUE));
        Lessons lessons = Lessons.read(
                of(parsed, "learned.yaml"),
                bounds.require("learned"),
                catalogue.types().ids(),
                catalogue.recipients().purposes());
        Setting carries = bounds.require("coverage").allow("minimum_exchanges", "maximum_unread_share");
        Setting opaque = bounds.require("opaque").allow("minimum_bytes", "entropy");
        CoverageLimits coverage = new CoverageLimits(
                whole(carries, "minimum_exchanges", 1_000_000),
                carries.require("maximum_unread_share").decimal().orElse(1),
                whole(opaque, "minimum_bytes", 1 << 30),
                opaque.require("entropy").decimal().orElse(8));
        Recipes recipes = Recipes.read(of(parsed, "recipes.yaml"));
        Adapters adapters = Adapters.read(endpoints, catalogue.types().ids());
        PolicyWords policyWords = new PolicyWords(of(parsed, "policy.yaml"), catalogue.types());
        problems.throwIfAny();
        return new Configuration(
                catalogue,
                rules,
                removed,
                campaign,
                signals,
                discard,
                lessons,
                limits,
                recipes,
                adapters,
                policyWords,
                coverage,
                digest(documents, changes, beside));
    }

    /**
     * What the changes make different, by document.
     *
     * @param wrong takes what of them has no effect, as after an upgrade
     * @throws io.mingcha.settings.InvalidDocument if a document cannot be parsed
     */
    public static Map<String, List<Difference>> differences(
            Map<String, String> documents, Changes changes, Consumer<Problem> wrong) {
        Problems problems = new Problems();
        Map<String, Setting> shipped = shipped(documents, problems);
        Map<String, Setting> merged = merged(shipped, changes, problems);
        problems.list().forEach(wrong);
        Map<String, List<Difference>> differences = new LinkedHashMap<>();
        Setting nothing = Document.parse("", "", problems);
        merged.forEach((file, whole) -> {
            List<Difference> found = Difference.between(shipped.getOrDefault(file, nothing), whole);
            if (!found.isEmpty()) {
                differences.put(file, found);
            }
        });
        return differences;
    }

    /** In order: first those that every configuration has. */
    private static Map<String, Setting> shipped(Map<String, String> documents, Problems problems) {
        Map<String, Setting> parsed = new LinkedHashMap<>();
        FILES.forEach(f -> parsed.put(f, Document.parse("config/" + f, documents.getOrDefault(f, ""), problems)));
        new TreeMap<>(documents).forEach((name, text) -> {
            if (isInFolder(name)) {
                parsed.put(name, Document.parse("config/" + name, text, problems));
            }
        });
        return parsed;
    }

    private static boolean isInFolder(String document) {
        return FOLDERS.stream().anyMatch(folder -> document.startsWith(folder + "/"));
    }

    private static Map<String, Setting> merged(Map<String, Setting> shipped, Changes changes, Problems problems) {
        Map<String, Setting> merged = new LinkedHashMap<>(shipped);
        Map<String, Setting> parsed = new TreeMap<>();
        boolean whole = problems.isEmpty();
        // what cannot even be parsed would only be followed by everything that then seems to be missing
        for (Map.Entry<String, String> change : changes.documents().entrySet()) {
            String file = change.getKey();
            if (FILES.contains(file) || isInFolder(file)) {
                int before = problems.list().size();
                Setting setting = Document.parse(changes.source(file), change.getValue(), problems);
                whole &= setting.isPresent() || problems.list().size() == before;
                parsed.put(file, setting);
            } else {
                problems.add(new Place(changes.source(file), 1, 1), changes.unknown(file, FILES));
            }
        }
        parsed.forEach((file, change) -> merged.merge(file, change, Overlay::merge));
        if (!whole) {
            problems.throwIfAny();
        }
        return merged;
    }

    private static Set<String> ids(Setting list) {
        return list.list().stream()
                .flatMap(entry -> entry.get("id").text().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Setting of(Map<String, Setting> documents, String name) {
        return Objects.requireNonNull(documents.get(name), name);
    }

    private static int whole(Setting parent, String key, long most) {
        return (int) parent.require(key).integer(0, most).orElse(1);
    }

    private static String digest(Map<String, String> documents, Changes changes, Map<String, String> beside) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Map<String, String> all = new TreeMap<>(documents);
            all.putAll(beside);
            changes.documents().forEach((name, text) -> all.put("changes/" + name, text));
            all.forEach((name, text) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public RuleBook rules() {
        return rules;
    }

    public Campaign campaign() {
        return campaign;
    }

    SignalReader signals() {
        return signals;
    }

    /** The words that a session file may use. */
    public Vocabulary vocabulary() {
        return new Vocabulary(
                catalogue.types().ids(),
                catalogue.categories().categoryIds(),
                catalogue.categories().sectorIds(),
                rules.notes());
    }

    Detectors detectors() {
        return detectors;
    }

    Discard discard() {
        return discard;
    }

    Lessons lessons() {
        return lessons;
    }

    public Limits limits() {
        return limits;
    }

    Recipes recipes() {
        return recipes;
    }

    /** What vendors publish of their endpoints. */
    public Adapters adapters() {
        return adapters;
    }

    /** The words by which policies say what they collect. */
    public PolicyWords policyWords() {
        return policyWords;
    }

    CoverageLimits coverage() {
        return coverage;
    }

    /** The ids of shipped rules that an analyst's changes took out. */
    public Set<String> removedRules() {
        return Collections.unmodifiableSet(removedRules);
    }

    /** SHA-256 over every document and every change, in hex. */
    public String digest() {
        return digest;
    }
}
