package io.mingcha.analyzer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped configuration, read once for all tests. */
public final class TestConfiguration {
    public static final Configuration SHIPPED = Configuration.read(documents());

    private TestConfiguration() {}

    public static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        try {
            for (String name : Configuration.FILES) {
                documents.put(name, Files.readString(Path.of("..", "config", name)));
            }
            for (String name : Configuration.FOLDERS) {
                try (Stream<Path> files = Files.list(Path.of("..", "config", name))) {
                    for (Path file : files.sorted().toList()) {
                        documents.put(name + "/" + file.getFileName(), Files.readString(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }
}
