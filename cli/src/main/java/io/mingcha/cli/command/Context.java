package io.mingcha.cli.command;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.SessionStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands of one command line share. */
public final class Context {
    /** Runs a command line. */
    public interface Shell {
        /** @return the exit code */
        int run(Context context, List<String> args);
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final Path workingFolder;
    private final Shell shell;
    private Language language;
    private @Nullable Path data;
    private @Nullable ConfigFiles config;
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
        context.config = outer.config();
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

    /** The documents of the configuration, each read once. */
    public synchronized ConfigFiles config() {
        if (config == null) {
            config = new ConfigFiles(data().resolve("config"));
        }
        return config;
    }

    /** What the analysis reads of them. */
    public Configuration configuration() {
        return config().configuration();
    }

    public Text typeName(String id) {
        return configuration().catalogue().types().find(id).map(DataType::name).orElse(Text.same(id));
    }

    /** Reads a session file. */
    public SessionSpec sessionFile(Path path) {
        Text remedy =
                Text.of("请检查路径，或运行 mingcha init 生成会话文件", "Check the path, or write a session file with: mingcha init");
        return sessionFile(path.toString(), TextFile.read(resolve(path), remedy));
    }

    /** Reads the text of a session file. */
    public SessionSpec sessionFile(String source, String text) {
        return SessionFile.parse(source, text, configuration().vocabulary());
    }
}
