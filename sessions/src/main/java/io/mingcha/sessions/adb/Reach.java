package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Text;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** The way to one device: a connection through the server for each thing that is asked of it. */
final class Reach {
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_OUTPUT = 64 * 1024 * 1024;
    private static final int OUT = 1;
    private static final int ERROR = 2;
    private static final int EXIT = 3;
    private static final Pattern PRIVATE = Pattern.compile("(input text |--bind ).*", Pattern.DOTALL);
    private static final byte[] NO_INPUT = {4, 0, 0, 0, 0};

    private final AdbServer server;
    private final String serial;

    private final Duration most;

    Reach(AdbServer server, String serial) {
        this(server, serial, LONGEST);
    }

    /** @param most the longest that anything may take, whatever it is allowed otherwise */
    Reach(AdbServer server, String serial, Duration most) {
        this.server = server;
        this.serial = serial;
        this.most = most;
    }

    Duration limited(Duration time) {
        return time.compareTo(most) < 0 ? time : most;
    }

    AdbServer server() {
        return server;
    }

    String serial() {
        return serial;
    }

    /** Something that is said over a connection of its own. */
    interface Talk<T> {
        T over(Link link) throws IOException;
    }

    <T> T talk(String service, Duration limit, Talk<T> talk) {
        int starts = server.starts();
        try (Link link = server.open(Deadline.in(OPENING))) {
            if (server.starts() != starts) {
                // whatever led through the old one is broken: whoever has the device has to know
                throw new EOFException("started anew");
            }
            link.ask("host:transport:" + serial);
            link.ask(service);
            link.allow(limited(limit));
            return talk.over(link);
        } catch (IOException e) {
            throw server.starts() != starts
                    ? Troubles.ofServer(server, shortened(service), e)
                    : Troubles.of(server, serial, shortened(service), e);
        }
    }

    /** What is said in trouble about a command that may be long, and may hold what is somebody's. */
    static String shortened(String service) {
        String veiled = PRIVATE.matcher(service).replaceFirst("$1…");
        return veiled.length() <= 120 ? veiled : veiled.substring(0, 120) + "…";
    }

    /** @throws DeviceTrouble {@code UNSUPPORTED} for a device that does not tell how a command ended */
    void requireShell() {
        String features = ask("host-serial:" + serial + ":features");
        if (!(',' + features + ',').contains(",shell_v2,")) {
            throw Troubles.trouble(
                    DeviceTrouble.Kind.UNSUPPORTED,
                    serial,
                    Text.of("设备的 Android 版本过旧：不支持 shell v2", "The device's Android is too old: it has no shell v2"),
                    Text.of("请使用 Android 7 或更新的设备", "Use a device with Android 7 or later"));
        }
    }

    private String ask(String question) {
        try (Link link = server.open(Deadline.in(OPENING))) {
            link.ask(question);
            return link.readText();
        } catch (IOException e) {
            throw Troubles.of(server, serial, question, e);
        }
    }

    /** Runs a command without input. */
    Said shell(String command, Duration limit) {
        return talk("shell,v2,raw:" + command, limit, link -> {
            link.write(NO_INPUT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream error = new ByteArrayOutputStream();
            while (true) {
                ByteBuffer head = ByteBuffer.wrap(link.read(5)).order(ByteOrder.LITTLE_ENDIAN);
                int kind = head.get();
                int length = head.getInt();
                if (length < 0 || out.size() + (long) error.size() + length > MOST_OUTPUT) {
                    throw new Refusal("the command prints more than " + MOST_OUTPUT + " bytes");
                }
                byte[] data = link.read(length);
                switch (kind) {
                    case OUT -> out.write(data);
                    case ERROR -> error.write(data);
                    case EXIT -> {
                        return new Said(
                                out.toByteArray(), error.toString(StandardCharsets.UTF_8), Byte.toUnsignedInt(data[0]));
                    }
                    default -> {
                        // a kind that later versions add
                    }
                }
            }
        });
    }

    /** What a service of the daemon says until it ends. */
    String service(String name, Duration limit) {
        return talk(name, limit, link -> new String(link.readToEnd(64 * 1024), StandardCharsets.UTF_8));
    }
}
