package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Party;
import io.mingcha.flows.Phase;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Setting;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that facts can be. A condition that asks for another never holds, which nobody would notice. */
final class Words {
    private static final String TEXT = "'([^'\"]*)'|\"([^'\"]*)\"";
    private static final Pattern WORD = Pattern.compile(TEXT);
    private static final Pattern COMPARED =
            Pattern.compile("([a-z][a-z_]*(?:\\.[a-z_]+)+)\\s*[!=]=\\s*(?:" + TEXT + ")");
    private static final Pattern AMONG =
            Pattern.compile("([a-z][a-z_]*(?:\\.[a-z_]+)+)(?:\\s+in\\s*|\\.shares\\(\\s*)\\[([^\\]]*)\\]");
    private static final Pattern HOLDS = Pattern.compile("(?:" + TEXT + ")\\s+in\\s+([a-z][a-z_]*(?:\\.[a-z_]+)+)");

    static final Words ANY = new Words(Map.of());

    private final Map<String, Collection<String>> of;

    private Words(Map<String, Collection<String>> of) {
        this.of = of;
    }

    static Words of(Catalogue catalogue) {
        Map<String, Collection<String>> of = new LinkedHashMap<>();
        of.put("field.type", catalogue.types().ids());
        of.put("field.beside", catalogue.types().ids());
        of.put(
                "field.group",
                catalogue.types().all().stream().map(DataType::group).distinct().toList());
        of.put("field.direction", labels(Direction.values(), Direction::label));
        of.put("field.location", labels(Location.values(), Location::label));
        of.put("field.owner", List.of("persona", "other", "unknown"));
        of.put("recipient.party", labels(Party.values(), Party::label));
        of.put("recipient.purposes", catalogue.recipients().purposes());
        of.put("profile.category", catalogue.categories().categoryIds());
        of.put("profile.sector", catalogue.categories().sectorIds());
        of.put("app.phase", labels(Phase.values(), Phase::label));
        return new Words(of);
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label).toList();
    }

    /** Whether each word is one that its fact can be; if not, it is told. */
    boolean check(Setting setting, int from, String expression) {
        boolean good = true;
        Matcher compared = COMPARED.matcher(expression);
        while (compared.find()) {
            int group = compared.group(2) == null ? 3 : 2;
            good &= check(setting, from + compared.start(group), compared.group(1), compared.group(group));
        }
        Matcher holds = HOLDS.matcher(expression);
        while (holds.find()) {
            int group = holds.group(1) == null ? 2 : 1;
            good &= check(setting, from + holds.start(group), holds.group(3), holds.group(group));
        }
        Matcher among = AMONG.matcher(expression);
        while (among.find()) {
            Matcher word = WORD.matcher(among.group(2));
            while (word.find()) {
                int group = word.group(1) == null ? 2 : 1;
                good &= check(setting, from + among.start(2) + word.start(group), among.group(1), word.group(group));
            }
        }
        return good;
    }

    private boolean check(Setting setting, int letter, String fact, String word) {
        Collection<String> words = of.getOrDefault(fact, List.of());
        if (words.isEmpty() || word.isEmpty() || words.contains(word)) {
            return true;
        }
        var nearest = Nearest.to(word, words);
        setting.problem(
                letter,
                fact + " 没有 " + word + " 这个值。"
                        + nearest.map(n -> "是否想写 " + n + "？").orElse(""),
                (fact + " is never " + word + ". "
                                + nearest.map(n -> "Did you mean " + n + "?").orElse(""))
                        .strip());
        return false;
    }
}
