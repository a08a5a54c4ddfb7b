package io.mingcha.analyzer.judge;

import io.mingcha.settings.Place;
import io.mingcha.settings.Setting;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers of a rule, which its conditions read as {@code thr.name}: one, or a number for each of some words. */
final class Thresholds {
    private static final Pattern THRESHOLD = Pattern.compile("\\bthr\\.([a-z_]+)");

    private final Map<String, String> literals = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> numbers = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Thresholds(Setting setting) {
        setting.entries().forEach((name, value) -> {
            Map<String, Double> byWord = new HashMap<>();
            literals.put(name, literal(value, "", byWord));
            numbers.put(name, byWord);
        });
    }

    /** The numbers under a name, each by its word; one that is for all stands under the empty word. */
    Map<String, Double> numbers(String name) {
        return numbers.getOrDefault(name, Map.of());
    }

    /** As CEL writes it: whole numbers stay whole. Each number is put under its word. */
    private static String literal(Setting value, String under, Map<String, Double> byWord) {
        if (value.isMap()) {
            return value.entries().entrySet().stream()
                    .map(e -> "'" + e.getKey().replace("'", "") + "': " + literal(e.getValue(), e.getKey(), byWord))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        var number = value.decimal();
        number.ifPresent(n -> byWord.put(under, n));
        String text = value.text("0");
        return text.matches("-?\\d+") ? text : String.valueOf(number.orElse(0));
    }

    /** Each as CEL writes it, in the order of the rule. */
    Map<String, String> literals() {
        return Collections.unmodifiableMap(literals);
    }

    /**
     * A part of an expression with its numbers; a name that is not among them is a problem.
     *
     * @param from where in the expression the part begins
     */
    String in(Setting expression, String part, int from) {
        return THRESHOLD.matcher(part).replaceAll(m -> {
            asked.add(m.group(1));
            String value = literals.get(m.group(1));
            if (value == null) {
                expression.problem(
                        from + m.start(),
                        m.group() + " 没有定义：请写在 thresholds 中",
                        m.group() + " is not among the thresholds; write it there");
                return "0";
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /**
     * A number that no condition asks for changes nothing, as after an upgrade that names it otherwise. That a change of the
     * conditions no longer asks for a shipped one is no mistake.
     */
    void tellUnasked(Setting rule) {
        Setting thresholds = rule.get("thresholds");
        literals.keySet().stream().filter(name -> !asked.contains(name)).forEach(name -> {
            Place at = thresholds.keyPlace(name);
            if (at.source().equals(rule.place().source())
                    || at.source().equals(rule.get("when").place().source())) {
                rule.problems().add(at, "没有条件使用 thr." + name, "no condition asks for thr." + name);
            }
        });
    }
}
