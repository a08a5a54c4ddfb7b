package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Names that fields carry, {@code config/fields.yaml}. Safe for use by several threads. */
public final class FieldNames {
    /** Names met are remembered; past this many the memory starts anew. */
    private static final int REMEMBERED = 20_000;

    /** Longer names are no names of fields. */
    private static final int LONGEST = 100;

    /** By detectors of their own. */
    private static final Set<String> FOUND_OTHERWISE = Set.of("contacts", "app_list", "precise_location");

    /** A rule that a name points to. */
    public record Match(FieldRule rule, boolean strong) {}

    /**
     * What a name says of its value.
     *
     * @param whole the name however it is written
     * @param digest hex length and name of the digest that the name announces
     * @param organisation the name speaks of a shop, a service or a company, whose number is public
     * @param unlike the name speaks of orders, times and the like, where digits are no person's
     * @param place the name speaks of a place on a map: a shop, a destination, a corner of the view
     * @param person the name speaks of the person or the device at hand
     * @param track the name is of what a receiver of positions adds to each: when, how exact, how fast
     */
    public record Meaning(
            String whole,
            List<Match> matches,
            Optional<Map.Entry<String, Integer>> digest,
            boolean latitude,
            boolean longitude,
            boolean pair,
            boolean contacts,
            boolean unlike,
            boolean organisation,
            boolean place,
            boolean person,
            boolean track) {

        public boolean isNothing() {
            return matches.isEmpty() && !latitude && !longitude && !pair && !contacts;
        }

        /** Whether the name is one of the type's, strong or weak. */
        public boolean names(String type) {
            for (int i = 0; i < matches.size(); i++) {
                if (matches.get(i).rule().type().equals(type)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Names of what a thing itself is, within something that is named for it. */
    private static final Set<String> CONTENT = Set.of("value", "val");

    private static final Set<String> SHELL = Set.of("info", "data", "detail", "details", "list", "dto", "vo", "bean");

    private static final Meaning NOTHING =
            new Meaning("", List.of(), Optional.empty(), false, false, false, false, false, false, false, false, false);

    private final List<FieldRule> rules = new ArrayList<>();
    private final Map<String, List<Match>> byName = new HashMap<>();
    /** Last words of listed names. */
    private final Set<String> inners = new HashSet<>();

    private final Map<String, Integer> digests = new LinkedHashMap<>();
    private final Set<String> latitude = new HashSet<>();
    private final Set<String> longitude = new HashSet<>();
    private final Set<String> pair = new HashSet<>();
    private final Set<String> contacts = new HashSet<>();
    private final Set<String> unlike = new HashSet<>();
    private final Set<String> organisation = new HashSet<>();
    private final Set<String> place = new HashSet<>();
    private final Set<String> person = new HashSet<>();
    private final Set<String> track = new HashSet<>();
    private final Set<String> holders = new HashSet<>();
    private final Set<String> beside = new HashSet<>();
    private final Set<String> persons = new HashSet<>();
    private final Set<String> mailboxes = new HashSet<>();
    private final Business business;
    private final ListShapes lists;
    private final Map<String, Meaning> met = new ConcurrentHashMap<>();
    private final Map<String, String> outers = new ConcurrentHashMap<>();

    FieldNames(Setting root, DataTypes types, Set<String> checks) {
        root.allow(
                "digest_suffixes",
                "position",
                "contacts",
                "unlike",
                "organisation",
                "business",
                "mailboxes",
                "things",
                "lists",
                "media",
                "fields");
        root.require("digest_suffixes")
                .entries()
                .forEach((name, length) ->
                        digests.put(name, (int) length.integer(8, 256).orElse(32)));
        Setting position = root.require("position")
                .allow("latitude", "longitude", "latitude_zh", "longitude_zh", "pair", "place", "person", "track");
        collect(position.get("latitude"), latitude);
        collect(position.get("latitude_zh"), latitude);
        collect(position.get("longitude"), longitude);
        collect(position.get("longitude_zh"), longitude);
        collect(position.get("pair"), pair);
        collect(position.get("place"), place);
        collect(position.get("person"), person);
        collect(position.get("track"), track);
        collect(root.require("contacts"), contacts);
        collect(root.require("unlike"), unlike);
        collect(root.require("organisation"), organisation);
        Setting things = root.require("things").allow("holder", "beside", "person");
        collect(things.get("holder"), holders);
        collect(things.get("beside"), beside);
        collect(things.get("person"), persons);
        root.get("mailboxes").texts().forEach(domain -> mailboxes.add(domain.toLowerCase(Locale.ROOT)));
        business = new Business(root.get("business"), types);
        lists = new ListShapes(root.require("lists"), root.require("media"), types);
        for (Setting field : root.require("fields").list()) {
            field.allow("type", "keys", "keys_zh", "weak", "check", "pattern", "known_only", "soft", "unless");
            add(field, types, checks);
        }
        checkEachIsFound(root.get("fields"), types);
    }

    /** Every type is found by something, or says why it is not. */
    private void checkEachIsFound(Setting at, DataTypes types) {
        Set<String> found = new HashSet<>(FOUND_OTHERWISE);
        rules.stream().filter(rule -> !rule.knownOnly()).map(FieldRule::type).forEach(found::add);
        lists.shapes().forEach(shape -> found.add(shape.type()));
        lists.recordings().forEach(recording -> found.add(recording.type()));
        types.all().stream()
                .filter(type -> type.unobservable().isEmpty() && !found.contains(type.id()))
                .forEach(type -> at.problem(
                        "没有任何办法发现 " + type.id() + "：需要名称与校验、列表形式，或在 data_types.yaml 中写 observable: no",
                        "nothing finds " + type.id()
                                + ": give it names with a check, or a list, or observable: no in data_types.yaml"));
    }

    public Business business() {
        return business;
    }

    /** Whether people have their mailboxes in this domain. */
    public boolean isMailboxProvider(String domain) {
        return mailboxes.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** Whether what stands in something of this name is about a thing and nobody: an article, a job, a filter. */
    public boolean holdsThings(String name) {
        return holdsOneOf(name, holders) && !holdsOneOf(name, persons);
    }

    /** Whether what stands in something of this name is about a person. */
    public boolean holdsPerson(String name) {
        return holdsOneOf(name, persons);
    }

    /** Whether a field of this name is one of a thing, such as its price. */
    public boolean isOfThings(String name) {
        return beside.contains(of(name).whole());
    }

    /** What lists and recordings are personal by their shape. */
    public ListShapes lists() {
        return lists;
    }

    static void collect(Setting list, Set<String> into) {
        list.texts().forEach(name -> into.add(normal(name)));
    }

    private void add(Setting field, DataTypes types, Set<String> checks) {
        Optional<String> type = field.require("type").oneOf(types.ids());
        Optional<String> check = field.get("check").oneOf(List.copyOf(checks));
        Optional<Pattern> pattern = pattern(field.get("pattern"));
        if (type.isEmpty()) {
            return;
        }
        boolean knownOnly = field.get("known_only").bool(false);
        if (check.isEmpty() && pattern.isEmpty() && !knownOnly) {
            field.problem("需要 check 或 pattern", "needs a check or a pattern: a name alone is no evidence");
        }
        FieldRule rule = new FieldRule(
                type.get(),
                field.get("keys").texts(),
                field.get("keys_zh").texts(),
                field.get("weak").texts(),
                check,
                pattern,
                knownOnly,
                field.get("soft").bool(false),
                unless(field.get("unless")));
        rules.add(rule);
        rule.keys().forEach(key -> index(key, new Match(rule, true)));
        rule.keysZh().forEach(key -> index(key, new Match(rule, true)));
        rule.weak().forEach(key -> index(key, new Match(rule, false)));
    }

    private static Optional<Pattern> pattern(Setting setting) {
        try {
            return setting.text().map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            setting.problem("正则错误：" + e.getDescription(), "not a pattern: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static Optional<FieldRule.Unless> unless(Setting setting) {
        if (!setting.isPresent()) {
            return Optional.empty();
        }
        setting.allow("beside", "pattern");
        Set<String> beside = new HashSet<>();
        collect(setting.require("beside"), beside);
        return pattern(setting.require("pattern")).map(p -> new FieldRule.Unless(beside, p));
    }

    private void index(String key, Match match) {
        List<String> words = words(key);
        if (match.strong() && words.size() > 1) {
            inners.add(words.get(words.size() - 1));
        }
        byName.computeIfAbsent(normal(key), k -> new ArrayList<>()).add(match);
    }

    public List<FieldRule> rules() {
        return List.copyOf(rules);
    }

    /** What a field's name says; the same object for the same name. */
    public Meaning of(String name) {
        Meaning meaning = met.get(name);
        if (meaning == null) {
            if (met.size() >= REMEMBERED) {
                met.clear();
            }
            meaning = work(name);
            met.put(name, meaning);
        }
        return meaning;
    }

    private Meaning work(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return NOTHING;
        }
        List<String> words = words(name);
        if (words.size() > 1 && (name.startsWith("X-") || name.startsWith("x-"))) {
            words = words.subList(1, words.size());
        }
        String whole = String.join("", words);
        Optional<Map.Entry<String, Integer>> digest = Optional.empty();
        for (Map.Entry<String, Integer> suffix : digests.entrySet()) {
            String last = words.get(words.size() - 1);
            if (last.equals(suffix.getKey()) && words.size() > 1) {
                words = words.subList(0, words.size() - 1);
                digest = Optional.of(suffix);
                break;
            }
            if (last.endsWith(suffix.getKey())
                    && last.length() > suffix.getKey().length()) {
                words = new ArrayList<>(words);
                words.set(
                        words.size() - 1,
                        last.substring(0, last.length() - suffix.getKey().length()));
                digest = Optional.of(suffix);
                break;
            }
        }
        List<String> endings = endings(words);
        List<String> parts = parts(words);
        List<Match> matches = lookup(endings);
        List<Match> announced = byName.getOrDefault(whole, List.of());
        if (digest.isPresent() && isStrong(announced)) {
            matches = announced;
        }
        return new Meaning(
                whole,
                matches,
                digest,
                isAmong(endings, latitude),
                isAmong(endings, longitude),
                isAmong(endings, pair),
                isAmong(endings, contacts),
                words.stream().anyMatch(unlike::contains),
                !isListed(words) && isAmong(parts, organisation),
                isAmong(parts, place),
                isAmong(parts, person),
                isAmong(parts, track));
    }

    private boolean isListed(List<String> words) {
        return isStrong(byName.getOrDefault(String.join("", words), List.of()));
    }

    private static boolean isStrong(List<Match> matches) {
        return matches.stream().anyMatch(m -> m.strong() && !m.rule().knownOnly());
    }

    /**
     * What a name says within something of another name: {@code name} within {@code patient} is a {@code patient_name}, {@code value}
     * within {@code phone} a {@code phone}. Nothing unless the two together are a listed name.
     */
    public Meaning within(String holder, String name) {
        if (holder.isEmpty() || holder.length() > LONGEST) {
            return NOTHING;
        }
        String inner = of(name).whole();
        if (CONTENT.contains(inner)) {
            Meaning outer = of(holder);
            return isStrong(outer.matches()) ? outer : NOTHING;
        }
        if (!inners.contains(inner)) {
            return NOTHING;
        }
        String outer = outers.computeIfAbsent(holder, FieldNames::holders);
        if (outers.size() > REMEMBERED) {
            outers.clear();
        }
        return isStrong(byName.getOrDefault(outer + inner, List.of())) ? of(outer + inner) : NOTHING;
    }

    /** What something is called by, without the words that only say that it is something: {@code patientInfo}, {@code patients}. */
    private static String holders(String name) {
        List<String> words = words(name);
        int end = words.size();
        while (end > 1 && SHELL.contains(words.get(end - 1))) {
            end--;
        }
        String outer = String.join("", words.subList(0, end));
        return outer.endsWith("s") && !outer.endsWith("ss") ? outer.substring(0, outer.length() - 1) : outer;
    }

    /** Each word, and each two that follow each other as one. */
    private static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>(2 * words.size());
        for (int i = 0; i < words.size(); i++) {
            parts.add(words.get(i));
            if (i + 1 < words.size()) {
                parts.add(words.get(i) + words.get(i + 1));
            }
        }
        return parts;
    }

    /** Whether a name is one of these, written in any way. */
    public static boolean isOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && names.contains(normal(name));
    }

    /** The rules of every ending of the name, longest first; weak names count only whole. */
    private List<Match> lookup(List<String> endings) {
        List<Match> all = new ArrayList<>(0);
        for (int i = 0; i < endings.size(); i++) {
            String ending = endings.get(i);
            boolean whole = i == 0;
            if (whole || ending.length() > 2) {
                for (Match match : byName.getOrDefault(ending, List.of())) {
                    if (whole || match.strong()) {
                        all.add(match);
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private static boolean isAmong(List<String> endings, Set<String> names) {
        for (int i = 0; i < endings.size(); i++) {
            if (names.contains(endings.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** All words of a name as one, then without the first, and so on to the last alone. */
    private static List<String> endings(List<String> words) {
        String whole = String.join("", words);
        List<String> endings = new ArrayList<>(words.size());
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            endings.add(whole.substring(start));
            start += words.get(i).length();
        }
        return endings;
    }

    /** What of a name may be called: the whole, and its last words if they are more than two letters. */
    public static List<String> called(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        List<String> endings = endings(words(name));
        return endings.stream()
                .filter(ending -> ending.equals(endings.get(0)) || ending.length() > 2)
                .toList();
    }

    /** Whether the whole name or its last words are among these; names of up to two letters must stand alone. */
    static boolean isCalled(String name, Set<String> names) {
        return called(name).stream().anyMatch(names::contains);
    }

    /** Whether the whole name or its last words are among these. */
    static boolean endsWithOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && isAmong(endings(words(name)), names);
    }

    /** Whether one word of the name, or two that follow each other, are among these. */
    static boolean holdsOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && isAmong(parts(words(name)), names);
    }

    static String normal(String name) {
        return String.join("", words(name));
    }

    /** The words of a name: {@code bindPhone_no} has three. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(word, words);
                continue;
            }
            boolean hump = Character.isUpperCase(c)
                    && i > 0
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || i + 1 < name.length()
                                    && Character.isUpperCase(name.charAt(i - 1))
                                    && Character.isLowerCase(name.charAt(i + 1)));
            if (hump) {
                flush(word, words);
            }
            word.append(c);
        }
        flush(word, words);
        return words.isEmpty() ? new ArrayList<>(List.of("")) : words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }
}
