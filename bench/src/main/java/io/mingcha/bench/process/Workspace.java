package io.mingcha.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone after the run. */
public record Workspace(Path path) implements AutoCloseable {

    public static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("mingcha-bench-"));
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
