package io.mingcha.sessions.consent;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the systems' own dialogs are worded that ask for a permission. */
record PermissionTexts(
        Set<String> apps, Set<String> alerts, Map<Role, Patterns> labels, Map<Role, Set<String>> ids, List<Ask> asks) {

    /** One permission, or several that are asked for together. */
    record Ask(List<String> names, Patterns texts) {}

    private static final Map<String, Role> CHOICES = choices();

    private static Map<String, Role> choices() {
        Map<String, Role> choices = new LinkedHashMap<>();
        choices.put("allow", Role.ALLOW);
        choices.put("allow_in_use", Role.ALLOW_IN_USE);
        choices.put("allow_once", Role.ALLOW_ONCE);
        choices.put("allow_some", Role.ALLOW_SOME);
        choices.put("deny", Role.DENY);
        return choices;
    }

    static PermissionTexts read(Setting s) {
        s.allow("apps", "alerts", "ids", "allow", "allow_in_use", "allow_once", "allow_some", "deny", "asks");
        Setting ids = s.get("ids").allow(CHOICES.keySet().toArray(String[]::new));
        Map<Role, Patterns> labels = new LinkedHashMap<>();
        Map<Role, Set<String>> known = new LinkedHashMap<>();
        CHOICES.forEach((key, role) -> {
            labels.put(role, Patterns.read(s.get(key)));
            known.put(role, Set.copyOf(ids.get(key).texts()));
        });
        List<Ask> asks = new ArrayList<>();
        for (Setting ask : s.get("asks").list()) {
            ask.allow("names", "texts");
            asks.add(new Ask(ask.require("names").texts(), Patterns.read(ask.require("texts"))));
        }
        return new PermissionTexts(
                Set.copyOf(s.get("apps").texts()),
                Set.copyOf(s.get("alerts").texts()),
                labels,
                known,
                List.copyOf(asks));
    }
}
