package io.mingcha.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of a configuration document, with its place. Scalars keep the text as it was written ({@code 0571} stays
 * {@code 0571}); whoever reads one says what it must be. A reader that finds something else adds a problem and goes on
 * with a neutral value, so that one pass reports all there is.
 */
public final class Setting {
    private static final List<String> LANGUAGES = List.of("zh", "en");

    /** What a node is made of. */
    private sealed interface Content {}

    /** @param lines of the document that it stands in; none where only its beginning is told */
    private record Scalar(String text, boolean quoted, List<String> lines) implements Content {}

    private record Items(List<Setting> list) implements Content {}

    /** @param unshipped the id of an entry that somebody added to shipped ones; empty for any other */
    private record Members(Map<String, Setting> map, Map<String, Place> keys, String unshipped) implements Content {}

    private record Missing() implements Content {}

    private final Content content;
    private final Place place;
    private final Problems problems;

    private Setting(Content content, Place place, Problems problems) {
        this.content = content;
        this.place = place;
        this.problems = problems;
    }

    static Setting scalar(String text, boolean quoted, Place place, Problems problems) {
        return scalar(text, quoted, List.of(), place, problems);
    }

    /** @param lines of the document, shared by all that stand in it */
    static Setting scalar(String text, boolean quoted, List<String> lines, Place place, Problems problems) {
        return new Setting(new Scalar(text, quoted, lines), place, problems);
    }

    static Setting items(List<Setting> list, Place place, Problems problems) {
        return new Setting(new Items(List.copyOf(list)), place, problems);
    }

    static Setting members(Map<String, Setting> map, Map<String, Place> keys, Place place, Problems problems) {
        return new Setting(new Members(map, keys, ""), place, problems);
    }

    /** The same, which no shipped entry of its id stands behind: what it leaves out is nowhere else. */
    Setting unshipped(String id) {
        return content instanceof Members members
                ? new Setting(new Members(members.map(), members.keys(), id), place, problems)
                : this;
    }

    static Setting missing(Place place, Problems problems) {
        return new Setting(new Missing(), place, problems);
    }

    public Place place() {
        return place;
    }

    public Problems problems() {
        return problems;
    }

    public void problem(String zh, String en) {
        problems.add(place, zh, en);
    }

    /** A problem of a part of a text, which begins at this letter of it. */
    public void problem(int letter, String zh, String en) {
        Place at =
                content instanceof Scalar scalar ? Within.place(place, scalar.text(), scalar.lines(), letter) : place;
        problems.add(at, zh, en);
    }

    /** False for a key that is absent, empty or {@code null}. */
    public boolean isPresent() {
        return !(content instanceof Missing)
                && !(content instanceof Scalar s
                        && !s.quoted()
                        && Set.of("", "null", "~").contains(s.text()));
    }

    /** A key behind which nothing at all is written; {@code null}, written out, is not blank. */
    boolean isBlank() {
        return content instanceof Scalar s && !s.quoted() && s.text().isEmpty();
    }

    public boolean isMap() {
        return content instanceof Members;
    }

    public boolean isList() {
        return content instanceof Items;
    }

    public boolean isScalar() {
        return content instanceof Scalar;
    }

    /** Reports every key other than these, naming the nearest allowed one. */
    public Setting allow(String... keys) {
        if (content instanceof Members members) {
            List<String> allowed = Arrays.asList(keys);
            members.map().keySet().stream()
                    .filter(key -> !allowed.contains(key))
                    .forEach(key -> unknown(members.keys().getOrDefault(key, place), key, allowed));
        } else if (isPresent()) {
            problem("这里应为键值对", "expected keys with values here");
        }
        return this;
    }

    private void unknown(Place at, String key, List<String> allowed) {
        Optional<String> nearest = Nearest.to(key, allowed);
        problems.add(
                at,
                key + " 不是此处可用的键。" + nearest.map(n -> "是否想写 " + n + "？").orElse("可用：" + String.join("、", allowed)),
                key + " is not a key here. "
                        + nearest.map(n -> "Did you mean " + n + "?").orElse("Known: " + String.join(", ", allowed)));
    }

    /** The value of a key; a missing node if there is none. */
    public Setting get(String key) {
        if (content instanceof Members members) {
            Setting value = members.map().get(key);
            if (value != null) {
                return value;
            }
        }
        return missing(place, problems);
    }

    /** The value of a key that must be there. */
    public Setting require(String key) {
        Setting value = get(key);
        if (!value.isPresent()) {
            String id = content instanceof Members members ? members.unshipped() : "";
            problem(
                    "缺少必填项 " + key + (id.isEmpty() ? "" : "：默认配置中没有 " + id + "，新条目须写全"),
                    key + " is missing; it is required here"
                            + (id.isEmpty()
                                    ? ""
                                    : ", since " + id
                                            + " is not among the shipped ones and a new entry has to be whole"));
        }
        return value;
    }

    /** With the keys of another, each whole in place of its own; problems of either stay with its document. */
    public Setting with(Setting other) {
        Map<String, Setting> map = new LinkedHashMap<>(entries());
        Map<String, Place> keys = new LinkedHashMap<>();
        map.keySet().forEach(key -> keys.put(key, keyPlace(key)));
        other.entries().forEach((key, value) -> {
            map.put(key, value);
            keys.put(key, other.keyPlace(key));
        });
        return members(map, keys, other.place(), problems);
    }

    /** The place of a key itself, for problems with the key rather than the value. */
    public Place keyPlace(String key) {
        return content instanceof Members members ? members.keys().getOrDefault(key, place) : place;
    }

    /** Keys with their values in the order written; empty for anything but a map. */
    public Map<String, Setting> entries() {
        if (content instanceof Members members) {
            return new LinkedHashMap<>(members.map());
        }
        if (isPresent()) {
            problem("这里应为键值对", "expected keys with values here");
        }
        return Map.of();
    }

    /** The items of a list; a single scalar counts as a list of one. */
    public List<Setting> list() {
        if (content instanceof Items items) {
            return items.list();
        }
        if (!isPresent()) {
            return List.of();
        }
        if (content instanceof Scalar) {
            return List.of(this);
        }
        problem("这里应为列表", "expected a list here");
        return List.of();
    }

    /** A list of texts. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Setting item : list()) {
            item.text().ifPresent(texts::add);
        }
        return List.copyOf(texts);
    }

    /** The scalar as written. */
    public Optional<String> text() {
        if (!isPresent()) {
            return Optional.empty();
        }
        if (content instanceof Scalar scalar) {
            return Optional.of(scalar.text());
        }
        problem("这里应为单个值", "expected a single value here");
        return Optional.empty();
    }

    public String text(String otherwise) {
        return text().orElse(otherwise);
    }

    public OptionalLong integer(long least, long most) {
        @Nullable String text = text().orElse(null);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return OptionalLong.of(value);
            }
            problem(text + " 不在 " + least + " 到 " + most + " 之间", text + " is not between " + least + " and " + most);
        } catch (NumberFormatException e) {
            problem(text + " 不是整数", text + " is not a whole number");
        }
        return OptionalLong.empty();
    }

    public OptionalDouble decimal() {
        @Nullable String text = text().orElse(null);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            problem(text + " 不是数字", text + " is not a number");
            return OptionalDouble.empty();
        }
    }

    public boolean bool(boolean otherwise) {
        @Nullable String text = text().orElse(null);
        if (text == null) {
            return otherwise;
        }
        switch (text) {
            case "true", "yes", "True", "TRUE":
                return true;
            case "false", "no", "False", "FALSE":
                return false;
            default:
                problem(text + " 应为 true 或 false", text + " is neither true nor false");
                return otherwise;
        }
    }

    /** One of the given words. */
    public Optional<String> oneOf(List<String> words) {
        Optional<String> text = text();
        if (text.isPresent() && !words.contains(text.get())) {
            Optional<String> nearest = Nearest.to(text.get(), words);
            problem(
                    text.get() + " 不是可用的值。"
                            + nearest.map(n -> "是否想写 " + n + "？").orElse("可用：" + String.join("、", words)),
                    text.get() + " is not a value here. "
                            + nearest.map(n -> "Did you mean " + n + "?").orElse("Known: " + String.join(", ", words)));
            return Optional.empty();
        }
        return text;
    }

    /** The scalar read by {@code parser}; an {@link IllegalArgumentException} of it becomes a problem here, in both languages if it is {@link Malformed}. */
    public <T> Optional<T> parsed(Function<String, T> parser) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (Malformed e) {
            problem(e.text().zh(), e.text().en());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            problem(reason, reason);
            return Optional.empty();
        }
    }

    /** What is written, on one line, whatever places and notation; equal for equal content. */
    String flat() {
        if (content instanceof Scalar scalar) {
            return scalar.text();
        }
        if (content instanceof Items items) {
            return items.list().stream().map(Setting::flat).collect(Collectors.joining(", ", "[", "]"));
        }
        if (content instanceof Members members) {
            return members.map().entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue().flat())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return "null";
    }

    /**
     * A text with {@code zh} and {@code en}, or one scalar for both.
     *
     * @param beside what else the map may say
     */
    public Text bilingual(String... beside) {
        if (!isMap()) {
            return Text.same(text(""));
        }
        allow(Stream.concat(LANGUAGES.stream(), Arrays.stream(beside)).toArray(String[]::new));
        for (String language : LANGUAGES) {
            if (!get(language).isPresent()) {
                problem(
                        "缺少 " + language + "；两种语言用同一文本时，直接写文本而不写 zh、en",
                        language + " is missing; a text for both languages stands here without zh and en");
            }
        }
        return Text.of(get("zh").text(""), get("en").text(""));
    }
}
