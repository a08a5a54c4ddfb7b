package io.mingcha.sessions.adb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose a user id is. The list is read again when an app turns up that is not on it. */
final class Uids {
    private static final Pattern LINE = Pattern.compile("package:(\\S+)\\s+uid:(\\d+(?:,\\d+)*)\\s*");
    private static final int FIRST_APP = 10_000;
    private static final int USER = 100_000;

    private final Shell shell;
    private Map<Integer, String> packages = Map.of();

    Uids(Shell shell) {
        this.shell = shell;
    }

    /** The packages are read again before the next question. */
    void forget() {
        packages = Map.of();
    }

    /** The package, or {@code uid:N} if there is none or several. */
    String owner(int uid) {
        String unnamed = "uid:" + uid;
        if (uid % USER < FIRST_APP) {
            return unnamed;
        }
        if (!packages.containsKey(uid) && !packages.containsKey(uid % USER)) {
            packages = read();
            packages.putIfAbsent(uid, packages.getOrDefault(uid % USER, unnamed));
        }
        return packages.getOrDefault(uid, packages.getOrDefault(uid % USER, unnamed));
    }

    /** Its number, if it shares it with nobody. */
    Optional<Integer> alone(String app) {
        packages = read();
        return packages.entrySet().stream()
                .filter(e -> e.getValue().equals(app))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<Integer, String> read() {
        Map<Integer, String> found = new HashMap<>();
        shell.text("pm list packages -U")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(m -> {
                    for (String uid : m.group(2).split(",")) {
                        int number = Integer.parseInt(uid);
                        found.merge(number, m.group(1), (a, b) -> "uid:" + number);
                    }
                });
        return found;
    }
}
