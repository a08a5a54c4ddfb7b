package io.mingcha.sessions.consent;

import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration as it is shipped. */
public final class Shipped {
    private static final ConsentTexts TEXTS = ConsentTexts.load(config().resolve("consent.yaml"));

    private Shipped() {}

    public static ConsentTexts texts() {
        return TEXTS;
    }

    /** {@code config/} of the repository, from whichever folder the build runs in. */
    public static Path config() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("config").resolve("schema"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "config/");
        }
        return folder.resolve("config");
    }
}
