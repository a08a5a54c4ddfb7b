package io.mingcha.sessions.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Geolocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What pages may do and where they believe to be; kept over a restart of the browser. */
final class Grants {
    /** Names of Android's permissions and of the web's, and what Chromium calls them. */
    private static final Map<String, String> NAMES = Map.of(
            "access_fine_location", "geolocation",
            "access_coarse_location", "geolocation",
            "record_audio", "microphone",
            "post_notifications", "notifications",
            "read_clipboard", "clipboard-read");

    private final Set<String> granted = new TreeSet<>();
    private Optional<Geolocation> position = Optional.empty();

    void set(String permission, boolean grant) {
        String last = permission.substring(permission.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String name = NAMES.getOrDefault(last, last);
        if (grant) {
            granted.add(name);
        } else {
            granted.remove(name);
        }
    }

    void locate(double latitude, double longitude) {
        position = Optional.of(new Geolocation(latitude, longitude));
    }

    void apply(BrowserContext context) {
        context.clearPermissions();
        if (!granted.isEmpty()) {
            context.grantPermissions(List.copyOf(granted));
        }
        position.ifPresent(context::setGeolocation);
    }
}
