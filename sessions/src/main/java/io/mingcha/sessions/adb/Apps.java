package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apps on the device: starting, ending, installing, permissions. */
final class Apps {
    private static final String STAGED = "/data/local/tmp/mingcha-install.apk";
    private static final Duration INSTALLING = Duration.ofMinutes(5);
    private static final Duration STARTING = Duration.ofSeconds(45);
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9_.]+/[A-Za-z0-9_.$]+");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)+");
    private static final Pattern PERMISSION = Pattern.compile("[A-Za-z0-9_.]+");
    private static final Pattern FAILURE = Pattern.compile("Failure\\s*\\[(?:-?\\d+: )?([A-Z_]+)?:?\\s*([^\\]]*)");
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s*versionName=(.*)$");
    private static final Map<String, Text> REMEDIES = Map.of(
            "INSTALL_FAILED_UPDATE_INCOMPATIBLE",
            Text.of("已装版本的签名不同：请先卸载它", "The installed one is signed by someone else: uninstall it first"),
            "INSTALL_FAILED_VERSION_DOWNGRADE",
            Text.of("已装的版本更新：请先卸载它", "A later version is installed: uninstall it first"),
            "INSTALL_FAILED_NO_MATCHING_ABIS",
            Text.of(
                    "安装包不含本设备的处理器架构：请换一个安装包或设备",
                    "The package is not for this processor: take another package or device"),
            "INSTALL_FAILED_OLDER_SDK",
            Text.of("应用需要更新的 Android：请换一台设备", "The app needs a later Android: take another device"),
            "INSTALL_FAILED_DEPRECATED_SDK_VERSION",
            Text.of("应用面向的 Android 过旧：请换一台旧设备", "The app is made for too old an Android: take an older device"),
            "INSTALL_FAILED_USER_RESTRICTED",
            Text.of(
                    "请在开发者选项中打开“USB 安装”并在手机上确认",
                    "Allow «Install via USB» in the developer options and confirm it on the phone"),
            "INSTALL_FAILED_VERIFICATION_FAILURE",
            Text.of("请在开发者选项中关闭“通过 USB 验证应用”", "Switch «Verify apps over USB» off in the developer options"));

    private final Shell shell;
    private final Sync sync;
    private final Journal journal;
    private final String serial;

    Apps(Shell shell, Sync sync, Journal journal, String serial) {
        this.shell = shell;
        this.sync = sync;
        this.journal = journal;
        this.serial = serial;
    }

    void launch(String app) {
        requireInstalled(app);
        String resolved = shell.text("cmd package resolve-activity --brief -a android.intent.action.MAIN"
                + " -c android.intent.category.LAUNCHER " + app);
        String component = resolved.lines().reduce("", (a, b) -> b).strip();
        // of several activities Android resolves to its own chooser
        Said said = COMPONENT.matcher(component).matches() && component.startsWith(app + "/")
                ? shell.run("am start -W -n " + Shell.quoted(component), STARTING)
                : shell.run("monkey -p " + app + " -c android.intent.category.LAUNCHER 1", STARTING);
        if (!said.well() || said.all().contains("Error") || said.all().contains("monkey aborted")) {
            throw refused("am start " + app, said);
        }
    }

    void stop(String app) {
        must("am force-stop " + named(app));
    }

    void open(String url) {
        Said said = shell.run("am start -a android.intent.action.VIEW -d " + Shell.quoted(url), STARTING);
        if (!said.well() || said.all().contains("Error")) {
            throw refused("am start -a android.intent.action.VIEW", said);
        }
    }

    Optional<String> version(String app) {
        Matcher version = VERSION.matcher(shell.text("dumpsys package " + named(app)));
        return version.find() ? Optional.of(version.group(1).strip()) : Optional.empty();
    }

    void install(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            sync.push(in, STAGED, 0644, INSTALLING);
        } catch (IOException e) {
            throw new DeviceTrouble(Kind.REFUSED, Fault.unreadable(file, e), e);
        }
        Said said;
        try {
            said = shell.run("pm install -r -t " + STAGED, INSTALLING);
        } finally {
            shell.run("rm -f " + STAGED);
        }
        if (!said.all().contains("Success")) {
            throw failed("pm install " + file.getFileName(), said);
        }
    }

    void uninstall(String app) {
        requireInstalled(app);
        succeed("pm uninstall " + app);
    }

    void clear(String app) {
        requireInstalled(app);
        succeed("pm clear " + app);
    }

    void permission(String app, String permission, boolean granted) {
        requireInstalled(app);
        if (!PERMISSION.matcher(permission).matches()) {
            throw Troubles.refused(serial, "permission", "not a permission: " + permission);
        }
        boolean was = Pattern.compile("(?m)^\\s*" + Pattern.quote(permission) + ": granted=true")
                .matcher(shell.text("dumpsys package " + app))
                .find();
        if (was == granted) {
            return;
        }
        journal.before(Change.ofShell("permission " + app + " " + permission, grant(app, permission, was)));
        must(grant(app, permission, granted));
    }

    private static String grant(String app, String permission, boolean granted) {
        return "pm " + (granted ? "grant " : "revoke ") + app + " " + permission;
    }

    private void must(String command) {
        Said said = shell.run(command);
        if (!said.well() || said.all().contains("Exception")) {
            throw refused(command, said);
        }
    }

    private void succeed(String command) {
        Said said = shell.run(command, STARTING);
        if (!said.all().contains("Success")) {
            throw failed(command, said);
        }
    }

    private String named(String app) {
        if (!PACKAGE.matcher(app).matches()) {
            throw notInstalled(app);
        }
        return app;
    }

    private void requireInstalled(String app) {
        if (!shell.text("pm path " + named(app)).startsWith("package:")) {
            throw notInstalled(app);
        }
    }

    private DeviceTrouble notInstalled(String app) {
        return Troubles.trouble(
                Kind.NOT_INSTALLED,
                serial,
                Text.of("应用未安装：" + app, "The app is not installed: " + app),
                Text.of("请先安装它，或检查包名", "Install it first, or check the package's name"));
    }

    private DeviceTrouble failed(String command, Said said) {
        Matcher failure = FAILURE.matcher(said.all());
        String reason = failure.find() && failure.group(1) != null ? failure.group(1) : "";
        if (reason.contains("INSUFFICIENT_STORAGE") || said.all().contains("not enough space")) {
            return Troubles.full(serial);
        }
        if (said.all().contains("not installed for")) {
            return notInstalled(command.substring(command.lastIndexOf(' ') + 1));
        }
        Text remedy = REMEDIES.get(reason);
        return remedy == null
                ? refused(command, said)
                : Troubles.trouble(
                        Kind.REFUSED,
                        serial,
                        Text.of("被拒绝：" + command + "：" + reason, "Refused: " + command + ": " + reason),
                        remedy);
    }

    private DeviceTrouble refused(String command, Said said) {
        String why = said.all().isEmpty() ? "exit code " + said.code() : firstLines(said.all());
        return Troubles.refused(serial, command, why);
    }

    private static String firstLines(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
