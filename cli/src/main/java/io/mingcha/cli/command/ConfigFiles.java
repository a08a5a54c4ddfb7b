package io.mingcha.cli.command;

import io.mingcha.analyzer.Changes;
import io.mingcha.analyzer.Configuration;
import io.mingcha.proxy.config.StandIn;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.settings.Document;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Overlay;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of the configuration: those of the installation, and over them what an analyst changed. */
public final class ConfigFiles {
    /** Which hosts are opened, left alone or blocked. */
    public static final String INTERCEPT = "intercept.yaml";

    private static final String CAPTIVE = "captive.yaml";
    private static final String CONSENT = "consent.yaml";
    private static final Set<String> READ_BY_OTHERS = Set.of(INTERCEPT, CAPTIVE, CONSENT);

    /** What this process read last: the same documents give the same configuration again. */
    private static @Nullable LastRead lastRead;

    private final Path changes;
    private @Nullable Configuration configuration;

    private record LastRead(
            Map<String, String> documents,
            Changes changes,
            Map<String, String> screenWords,
            Configuration configuration) {}

    ConfigFiles(Path changes) {
        this.changes = changes;
    }

    /** The shipped configuration with what the analyst changed, read once. */
    public synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = read(documents(), changes(), screenWords());
        }
        return configuration;
    }

    private static Configuration read(Map<String, String> documents, Changes changes, Map<String, String> screenWords) {
        synchronized (LastRead.class) {
            if (lastRead == null
                    || !lastRead.documents().equals(documents)
                    || !lastRead.changes().equals(changes)
                    || !lastRead.screenWords().equals(screenWords)) {
                Configuration read = Configuration.read(documents, changes, screenWords);
                lastRead = new LastRead(documents, changes, screenWords, read);
            }
            return lastRead.configuration();
        }
    }

    /** What the analysis does not read, but what it was told by the screen hangs on. */
    private Map<String, String> screenWords() {
        Map<String, String> words =
                new TreeMap<>(Map.of(CONSENT, TextFile.read(shippedFolder().resolve(CONSENT))));
        Path own = changes.resolve(CONSENT);
        if (Files.exists(own)) {
            words.put("changes/" + CONSENT, TextFile.read(own));
        }
        return words;
    }

    /** What reads screens, by {@code config/consent.yaml}. */
    public Recogniser recogniser() {
        return new Recogniser(read(CONSENT, ConsentTexts::read));
    }

    /** What is answered in the place of the servers that phones ask whether there is an internet. */
    public List<StandIn> captiveAnswers() {
        return read(CAPTIVE, StandIn::readAll);
    }

    private <T> T read(String name, Function<Setting, T> reader) {
        Problems problems = new Problems();
        Setting setting = parse(shippedFolder().resolve(name), problems);
        Path own = changes.resolve(name);
        T read = reader.apply(Files.exists(own) ? Overlay.merge(setting, parse(own, problems)) : setting);
        problems.throwIfAny();
        return read;
    }

    private static Setting parse(Path file, Problems problems) {
        return Document.parse(file.toString(), TextFile.read(file), problems);
    }

    /** Where an analyst changes the configuration: {@code config/} of the data folder, which no upgrade touches. */
    public Path changesFolder() {
        return changes;
    }

    /** What is there. */
    public Changes changes() {
        Map<String, String> documents = new TreeMap<>();
        for (Path file : yaml(changes)) {
            String name = String.valueOf(file.getFileName());
            if (!READ_BY_OTHERS.contains(name)) {
                documents.put(name, TextFile.read(file));
            }
        }
        for (String folder : Configuration.FOLDERS) {
            for (Path file : yaml(changes.resolve(folder))) {
                documents.put(folder + "/" + file.getFileName(), TextFile.read(file));
            }
        }
        return documents.isEmpty() ? Changes.NONE : new Changes(changes.toString(), documents);
    }

    /**
     * The documents of a folder, which need not be there.
     *
     * @throws io.mingcha.settings.FaultException if something there looks like a document and would not be read
     */
    public static List<Path> yaml(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.sorted().toList();
            files.forEach(ConfigFiles::checkIsRead);
            return files.stream().filter(ConfigFiles::isYaml).toList();
        } catch (NotDirectoryException e) {
            throw new Fault(
                            Text.of(
                                    "这里应是文件夹，却是文件，其内容不会被读取",
                                    "This is a file, its content would not be read; a folder belongs here"),
                            folder.toString(),
                            Text.of(
                                    "建立文件夹 " + folder.getFileName() + "，把文件移入其中",
                                    "Make a folder " + folder.getFileName() + " and move the file into it"))
                    .asException(e);
        } catch (IOException e) {
            throw Fault.unreadable(folder, e).asException(e);
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    /** What is called almost like something that is read is told, not passed over. */
    private static void checkIsRead(Path file) {
        String name = String.valueOf(file.getFileName());
        String meant = name.toLowerCase(Locale.ROOT);
        boolean document = !isYaml(file) && isYaml(Path.of(meant));
        boolean folder = Configuration.FOLDERS.contains(meant) && !meant.equals(name);
        if (document || folder) {
            String right = document
                    ? name.substring(0, name.lastIndexOf('.')) + meant.substring(meant.lastIndexOf('.'))
                    : meant;
            throw new Fault(
                            Text.of("名称的大小写不对，不会被读取", "It is not read, because of the capitals in its name"),
                            file.toString(),
                            Text.of("改名为 " + right, "Rename it to " + right))
                    .asException();
        }
    }

    /** What the analysis reads of the installation. */
    public static Map<String, String> documents() {
        Path folder = shippedFolder();
        Map<String, String> documents = new LinkedHashMap<>();
        for (String name : Configuration.FILES) {
            documents.put(name, TextFile.read(folder.resolve(name)));
        }
        for (String name : Configuration.FOLDERS) {
            for (Path file : yamlIn(folder.resolve(name))) {
                documents.put(name + "/" + file.getFileName(), TextFile.read(file));
            }
        }
        return documents;
    }

    private static List<Path> yamlIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Fault.unreadable(folder, e).asException(e);
        }
    }

    /** {@code MINGCHA_CONFIG}, else {@code config/} of the installation. */
    public static Path shippedFolder() {
        String variable = System.getenv("MINGCHA_CONFIG");
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable);
        }
        return Path.of(System.getProperty("mingcha.home", "."), "config");
    }
}
