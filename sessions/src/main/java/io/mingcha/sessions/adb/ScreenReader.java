package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Reads the screen, and takes pictures of it. */
final class ScreenReader {
    private static final String FILE = "/data/local/tmp/mingcha-screen.xml";
    /** Does not wait for rest, and leaves out what only lays others out. */
    private static final String COMPRESSED = "--compressed ";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int PATIENT_TRIES = 3;
    private static final int TRIES = 5;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final Shell shell;
    private final String serial;
    private Optional<String> last = Optional.empty();

    ScreenReader(Shell shell, String serial) {
        this.shell = shell;
        this.serial = serial;
    }

    /** Tries again while the screen moves: uiautomator waits for it to rest and gives up after some seconds. */
    Screen read() {
        String said = "";
        for (int i = 0; i < TRIES; i++) {
            Instant asked = Instant.now();
            Said dump = shell.run(dump(i < PATIENT_TRIES ? "" : COMPRESSED), LIMIT);
            Instant got = Instant.now();
            said = dump.error().strip();
            int start = dump.text().indexOf("<hierarchy");
            if (start >= 0) {
                String xml = dump.text().substring(dump.text().indexOf('<')).strip();
                try {
                    List<Node> roots = UiDump.parse(xml);
                    last = front(roots);
                    return new Screen(roots, asked, got, last, xml);
                } catch (XMLStreamException e) {
                    said = String.valueOf(e.getMessage());
                }
            }
        }
        throw Troubles.trouble(
                DeviceTrouble.Kind.TIMEOUT,
                serial,
                Text.of("屏幕一直在变化，无法读取：" + said, "The screen cannot be read, as when it never rests: " + said),
                Text.of(
                        "请在开发者选项中关闭动画缩放；若应用一直播放动画或视频，请改用 Appium 驱动",
                        "Switch the animation scales off in the developer options; for an app that always plays something"
                                + " use the Appium driver"));
    }

    /** Whose the screen was that was read last. */
    Optional<String> last() {
        return last;
    }

    private static String dump(String option) {
        return "rm -f " + FILE + "; uiautomator dump " + option + FILE + " >&2; cat " + FILE + "; rm -f " + FILE;
    }

    private static Optional<String> front(List<Node> roots) {
        return roots.isEmpty() ? Optional.empty() : roots.get(roots.size() - 1).app();
    }

    byte[] picture() {
        Said said = shell.run("screencap -p", LIMIT);
        byte[] bytes = said.bytes();
        if (!said.well() || bytes.length < PNG.length || !Arrays.equals(Arrays.copyOf(bytes, PNG.length), PNG)) {
            throw Troubles.refused(serial, "screencap", said.error().strip());
        }
        return bytes;
    }
}
