package io.mingcha.sessions.adb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The proxy that Android tells its apps. */
final class ProxySetting {
    private static final String MAIN = "http_proxy";
    /** What Android derives from the main one, and what may stand beside it. */
    private static final List<String> DERIVED =
            List.of("global_http_proxy_host", "global_http_proxy_port", "global_http_proxy_exclusion_list");

    private static final String ABSENT = "null";
    /** Takes effect at once; deleting the setting alone does so only after a restart. */
    private static final String NONE = ":0";

    private final Shell shell;
    private final Journal journal;

    ProxySetting(Shell shell, Journal journal) {
        this.shell = shell;
        this.journal = journal;
    }

    /** Whether the device has it now. */
    boolean set(String address) {
        Map<String, String> before = new LinkedHashMap<>();
        before.put(MAIN, get(MAIN));
        DERIVED.forEach(key -> before.put(key, get(key)));
        journal.before(Change.ofShell("setting global " + MAIN, undo(before).toArray(String[]::new)));
        shell.run("settings put global " + MAIN + " " + Shell.quoted(address));
        return get(MAIN).equals(address);
    }

    private String get(String key) {
        return shell.text("settings get global " + key);
    }

    private static List<String> undo(Map<String, String> before) {
        List<String> commands = new ArrayList<>();
        String main = before.getOrDefault(MAIN, ABSENT);
        commands.add(put(MAIN, main.equals(ABSENT) ? NONE : main));
        DERIVED.forEach(key -> commands.add(put(key, before.getOrDefault(key, ABSENT))));
        if (main.equals(ABSENT)) {
            commands.add(put(MAIN, ABSENT));
        }
        return commands;
    }

    private static String put(String key, String value) {
        return value.equals(ABSENT)
                ? "settings delete global " + key
                : "settings put global " + key + " " + Shell.quoted(value);
    }
}
