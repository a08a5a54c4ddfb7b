package io.mingcha.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of the command, kept as {@code scripts/build} keeps those of the distribution: hundreds of processes start in two
 * thirds of the time. Only what is in JAR files can be kept, so folders are packed first.
 */
final class KeptClasses {
    private static final KeptClasses OF_THESE_TESTS = make();

    private final String classPath;
    private final Path archive;

    private KeptClasses(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    /** What Java is told to run the command with them. */
    static List<String> options() {
        return OF_THESE_TESTS.with("-XX:SharedArchiveFile=");
    }

    private List<String> with(String archiveOption) {
        return List.of(
                archiveOption + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dmingcha.home=" + Command.home(),
                "-cp",
                classPath);
    }

    private static KeptClasses make() {
        try {
            Path folder =
                    Files.createDirectories(Path.of("target", "kept-classes").toAbsolutePath());
            KeptClasses kept = new KeptClasses(packed(folder), folder.resolve("command.jsa"));
            kept.fill(folder);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String packed(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : Command.classPath().split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                entries.add(entry);
            } else if (!path.endsWith("test-classes")) {
                entries.add(pack(path, folder.resolve(entries.size() + ".jar")));
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            entries.setLevel(0);
            for (Path file : files.filter(f -> !f.equals(classes)).sorted().toList()) {
                boolean folder = Files.isDirectory(file);
                entries.putNextEntry(new JarEntry(classes.relativize(file) + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(file, entries);
                }
                entries.closeEntry();
            }
        }
        return jar.toString();
    }

    /** By what loads most of them: the command that tries out all of it. */
    private void fill(Path folder) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        List<String> line = new ArrayList<>(List.of(Command.java()));
        line.addAll(with("-XX:ArchiveClassesAtExit="));
        line.addAll(List.of(Main.class.getName(), "doctor", "--listen", "127.0.0.1:0", "--data"));
        line.add(folder.resolve("data").toString());
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(RunningCommand.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        if (!Files.isRegularFile(archive)) {
            throw new AssertionError("no classes were kept by " + String.join(" ", line));
        }
    }
}
