package io.mingcha.testkit.phone;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is installed, as whom it runs, and what it may do. */
final class Packages {
    private static final int FIRST_UID = 10_100;
    private static final String APK = "fake apk of ";

    private final Map<String, Installed> installed = new LinkedHashMap<>();
    private final Map<String, PhoneApp> offered = new HashMap<>();
    private final Map<String, Integer> uids = new HashMap<>();

    /**
     * @param granted permissions that it has now
     */
    record Installed(PhoneApp app, int uid, Set<String> granted) {}

    /** A file from which it can be installed. */
    synchronized byte[] apk(PhoneApp app) {
        offered.put(app.packageName(), app);
        return (APK + app.packageName()).getBytes(StandardCharsets.UTF_8);
    }

    synchronized Optional<PhoneApp> ofApk(String content) {
        return content.startsWith(APK)
                ? Optional.ofNullable(offered.get(content.substring(APK.length())))
                : Optional.empty();
    }

    synchronized void install(PhoneApp app) {
        String user = app.sharedUser().isEmpty() ? app.packageName() : app.sharedUser();
        int uid = uids.computeIfAbsent(user, u -> FIRST_UID + uids.size());
        installed.put(app.packageName(), new Installed(app, uid, new TreeSet<>()));
    }

    synchronized boolean uninstall(String name) {
        return installed.remove(name) != null;
    }

    synchronized Optional<Installed> get(String name) {
        return Optional.ofNullable(installed.get(name));
    }

    synchronized Collection<Installed> all() {
        return List.copyOf(installed.values());
    }
}
