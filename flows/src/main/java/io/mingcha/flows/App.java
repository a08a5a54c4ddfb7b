package io.mingcha.flows;

import java.util.List;
import java.util.Optional;

/**
 * The app under test.
 *
 * @param packageName such as {@code com.example.app}
 * @param category one of the 39 categories, {@code C01} to {@code C39}
 * @param sector a sector profile id
 * @param firstParty domains of the app's own company; each stands for itself and everything below it
 */
public record App(
        String packageName,
        Optional<String> name,
        Optional<String> version,
        Optional<String> category,
        Optional<String> sector,
        List<String> firstParty) {
    /** Of which nobody said what it is. */
    public static final App UNKNOWN = of("unknown");

    public App {
        firstParty = List.copyOf(firstParty);
    }

    public static App of(String packageName) {
        return new App(packageName, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Whether somebody said which it is. */
    public boolean isKnown() {
        return !packageName.isEmpty() && !packageName.equals(UNKNOWN.packageName);
    }
}
