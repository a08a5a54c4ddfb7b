package io.mingcha.analyzer.learn;

import com.google.common.collect.Sets;
import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.settings.Setting;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What names say where somebody signs in. Those met are remembered: each field is asked about. Safe for several threads. */
final class SignInNames {
    enum Says {
        /** The id of an account. */
        ACCOUNT("accounts"),
        /** The id of what it stands in. */
        ID("ids"),
        /** What it names is a person's. */
        PERSON("people"),
        /** What it names may stand around a person's. */
        WRAPS("around"),
        /** It is said of a person only. */
        BESIDE_A_PERSON("beside"),
        /** What who signed in is given. */
        TOKEN("tokens"),
        /** How long that lasts, or what renews it. */
        LASTS("lasting"),
        /** What somebody signs in with. */
        SECRET("secrets"),
        /** An app may send the id of an account back under it. */
        BACK("back"),
        /** It says what is asked where one path answers everything. */
        ASKED("operations"),
        /** It says of whom something is asked. */
        SOMEBODY("");

        private final String list;

        Says(String list) {
            this.list = list;
        }
    }

    private static final int LONGEST = 64;

    private final Set<String> asks;
    private final Map<Says, Set<String>> listed = new EnumMap<>(Says.class);
    private final Remembered<Set<Says>> met = new Remembered<>(this::read);

    SignInNames(Setting root) {
        asks = normal(root.get("asks"));
        for (Says says : Says.values()) {
            if (!says.list.isEmpty()) {
                listed.put(says, normal(root.get(says.list)));
            }
        }
    }

    static Set<String> normal(Setting list) {
        return list.texts().stream().map(NameWords::normal).collect(Collectors.toUnmodifiableSet());
    }

    Set<Says> of(String name) {
        return name.length() > LONGEST ? Set.of() : met.of(name);
    }

    private Set<Says> read(String name) {
        Set<Says> says = EnumSet.noneOf(Says.class);
        String whole = NameWords.normal(name);
        listed.forEach((meaning, names) -> {
            if (names.contains(whole)) {
                says.add(meaning);
            }
        });
        List<String> called = NameWords.called(name);
        says.remove(Says.BACK);
        if (called.stream().anyMatch(this::isSentBack)) {
            says.add(Says.BACK);
        }
        // what GraphQL answers is called as what was asked
        if (NameWords.holdsOneOf(name, asks)) {
            says.add(Says.WRAPS);
        }
        if (says.contains(Says.ID) || says.contains(Says.BACK)) {
            says.add(Says.SOMEBODY);
        }
        return Sets.immutableEnumSet(says);
    }

    private boolean isSentBack(String ending) {
        return List.of(Says.ACCOUNT, Says.BACK).stream()
                .anyMatch(says -> listed.getOrDefault(says, Set.of()).contains(ending));
    }
}
