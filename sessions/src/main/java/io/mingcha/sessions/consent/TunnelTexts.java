package io.mingcha.sessions.consent;

import io.mingcha.settings.Setting;
import java.util.Set;

/** How the system's dialog about a VPN is worded. */
record TunnelTexts(Set<String> apps, Patterns allow, Patterns deny) {

    static TunnelTexts read(Setting s) {
        s.allow("apps", "allow", "deny");
        return new TunnelTexts(
                Set.copyOf(s.get("apps").texts()), Patterns.read(s.get("allow")), Patterns.read(s.get("deny")));
    }
}
