package io.mingcha.cli.command;

import io.mingcha.analyzer.Changes;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.proxy.config.StandIn;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.settings.Document;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Language;
import io.mingcha.settings.Overlay;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.SessionStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the commands of one command line share. */
public final class Context {
    /** Runs a command line. */
    public interface Shell {
        /** @return the exit code */
        int run(Context context, List<String> args);
    }

    private static final String CAPTIVE = "captive.yaml";
    private static final String CONSENT = "consent.yaml";

    private final PrintWriter out;
    private final PrintWriter err;
    private final Path workingFolder;
    private final Shell shell;
    private Language language;
    private @Nullable Path data;
    private @Nullable Configuration configuration;
    private Instant typed = Instant.now();
    private Optional<OwnCapture> capture = Optional.empty();

    /**
     * @param shell what runs a command line that comes from another process
     */
    public Context(PrintWriter out, PrintWriter err, Path workingFolder, Language language, Shell shell) {
        this.out = out;
        this.err = err;
        this.workingFolder = workingFolder;
        this.language = language;
        this.shell = shell;
    }

    /** For a command that another process asked this one to run on the session it records. */
    public static Context within(Context outer, OwnCapture capture, PrintWriter out, Path folder, Language language) {
        Context context = new Context(out, out, folder, language, outer.shell);
        context.data = outer.data();
        context.configuration = outer.configuration();
        context.capture = Optional.of(capture);
        return context;
    }

    /** Runs a command line with what is shared here. */
    public int run(List<String> args) {
        return shell.run(this, args);
    }

    /** When the user gave the command. */
    public Instant typed() {
        return typed;
    }

    public void setTyped(Instant when) {
        typed = when;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    public Language language() {
        return language;
    }

    public void setLanguage(String tag) {
        language = Language.parse(tag)
                .orElseThrow(() -> new Fault(
                                Text.of("没有这种语言：" + tag, "There is no such language: " + tag),
                                "--lang",
                                Text.of("可用 zh 或 en", "Use zh or en"))
                        .asException());
    }

    public void setData(Path folder) {
        data = resolve(folder);
    }

    /** The data folder: {@code --data}, else {@code MINGCHA_DATA}, else {@code ~/.mingcha}. */
    public Path data() {
        if (data == null) {
            String variable = System.getenv("MINGCHA_DATA");
            data = variable == null || variable.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".mingcha")
                    : resolve(Path.of(variable));
        }
        return data;
    }

    public Path authorityFolder() {
        return data().resolve("ca");
    }

    public SessionStore sessions() {
        return SessionStore.at(data());
    }

    /** A path as the user means it. */
    public Path resolve(Path path) {
        return workingFolder.resolve(path).normalize();
    }

    public Path workingFolder() {
        return workingFolder;
    }

    /** The capture of this very process, if it was asked to run the command. */
    public Optional<OwnCapture> capture() {
        return capture;
    }

    /** Its recording. */
    public Optional<RecordingSession> recording() {
        return capture.map(OwnCapture::recording);
    }

    public void say(String line) {
        out.println(line);
    }

    public void say(String zh, String en) {
        out.println(Text.of(zh, en).in(language));
    }

    public void complain(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    /** The shipped configuration with what the analyst changed, read once. */
    public synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = Configuration.read(documents(), changes(), screenWords());
        }
        return configuration;
    }

    /** What the analysis does not read, but what it was told by the screen hangs on. */
    private Map<String, String> screenWords() {
        Map<String, String> words =
                new TreeMap<>(Map.of(CONSENT, readText(configFolder().resolve(CONSENT))));
        Path own = changesFolder().resolve(CONSENT);
        if (Files.exists(own)) {
            words.put("changes/" + CONSENT, readText(own));
        }
        return words;
    }

    /** What reads screens, by {@code config/consent.yaml} with what the analyst changed. */
    public Recogniser recogniser() {
        Problems problems = new Problems();
        Path file = configFolder().resolve(CONSENT);
        Setting shipped = Document.parse(file.toString(), readText(file), problems);
        Path own = changesFolder().resolve(CONSENT);
        ConsentTexts texts = ConsentTexts.read(
                Files.exists(own)
                        ? Overlay.merge(shipped, Document.parse(own.toString(), readText(own), problems))
                        : shipped);
        problems.throwIfAny();
        return new Recogniser(texts);
    }

    public Text typeName(String id) {
        return configuration().catalogue().types().find(id).map(DataType::name).orElse(Text.same(id));
    }

    /** What is answered in the place of the servers that phones ask whether there is an internet. */
    public List<StandIn> captiveAnswers() {
        Problems problems = new Problems();
        Path file = configFolder().resolve(CAPTIVE);
        Setting shipped = Document.parse(file.toString(), readText(file), problems);
        Path own = changesFolder().resolve(CAPTIVE);
        return StandIn.readAll(
                Files.exists(own)
                        ? Overlay.merge(shipped, Document.parse(own.toString(), readText(own), problems))
                        : shipped);
    }

    /** Reads a session file. */
    public SessionSpec sessionFile(Path path) {
        Text remedy =
                Text.of("请检查路径，或运行 mingcha init 生成会话文件", "Check the path, or write a session file with: mingcha init");
        return sessionFile(path.toString(), readText(resolve(path), remedy));
    }

    /** Reads the text of a session file. */
    public SessionSpec sessionFile(String source, String text) {
        return SessionFile.parse(source, text, configuration().vocabulary());
    }

    public static String readText(Path file) {
        return readText(file, Text.of("请检查路径", "Check the path"));
    }

    /** @param remedy what to do if the file is not there */
    public static String readText(Path file, Text remedy) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new Fault(Text.of("文件不存在", "The file does not exist"), file.toString(), remedy).asException(e);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }

    /** Where an analyst changes the configuration: {@code config/} of the data folder, which no upgrade touches. */
    public Path changesFolder() {
        return data().resolve("config");
    }

    /** What is there. */
    public Changes changes() {
        Map<String, String> documents = new TreeMap<>();
        for (Path file : yaml(changesFolder())) {
            String name = String.valueOf(file.getFileName());
            if (!name.equals(CAPTIVE) && !name.equals(CONSENT) && !name.equals(InterceptFile.NAME)) {
                documents.put(name, readText(file));
            }
        }
        for (String folder : Configuration.FOLDERS) {
            for (Path file : yaml(changesFolder().resolve(folder))) {
                documents.put(folder + "/" + file.getFileName(), readText(file));
            }
        }
        return new Changes(changesFolder().toString(), documents);
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
            files.forEach(Context::checkIsRead);
            return files.stream().filter(Context::isYaml).toList();
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

    public static Map<String, String> documents() {
        Path folder = configFolder();
        Map<String, String> documents = new LinkedHashMap<>();
        for (String name : Configuration.FILES) {
            documents.put(name, readText(folder.resolve(name)));
        }
        for (String name : Configuration.FOLDERS) {
            for (Path file : yamlIn(folder.resolve(name))) {
                documents.put(name + "/" + file.getFileName(), readText(file));
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
    public static Path configFolder() {
        String variable = System.getenv("MINGCHA_CONFIG");
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable);
        }
        return Path.of(System.getProperty("mingcha.home", "."), "config");
    }
}
