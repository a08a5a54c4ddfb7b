package io.mingcha.sessions.adb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Copies files to and from the device. */
final class Sync {
    private static final int CHUNK = 64 * 1024;
    private static final int REGULAR = 0100000;
    private static final int FORMAT = 0170000;
    private static final int MOST = 256 * 1024 * 1024;

    private final Reach reach;

    Sync(Reach reach) {
        this.reach = reach;
    }

    /** A file there: how long it is, and its mode with its type. */
    record Stat(int mode, long size) {
        boolean isFile() {
            return (mode & FORMAT) == REGULAR;
        }
    }

    /** Nothing if there is no such file. */
    Optional<Stat> stat(String path) {
        return reach.talk("sync:", Shell.USUAL, link -> {
            request(link, "STAT", path);
            ByteBuffer answer = answer(link, "STAT", 12);
            int mode = answer.getInt();
            long size = Integer.toUnsignedLong(answer.getInt());
            return mode == 0 ? Optional.<Stat>empty() : Optional.of(new Stat(mode, size));
        });
    }

    void push(InputStream from, String to, int mode, Duration limit) {
        reach.talk("sync:", limit, link -> {
            request(link, "SEND", to + "," + (REGULAR | mode));
            try {
                send(link, from);
            } catch (IOException e) {
                throw whyNot(link, e);
            }
            answer(link, "OKAY", 4);
            return true;
        });
    }

    private static void send(Link link, InputStream from) throws IOException {
        byte[] chunk = from.readNBytes(CHUNK);
        while (chunk.length > 0) {
            link.write(head("DATA", chunk.length), chunk);
            chunk = from.readNBytes(CHUNK);
        }
        link.write(head("DONE", (int) Instant.now().getEpochSecond()));
    }

    /** A device that takes no more says why before it lets go. */
    private static IOException whyNot(Link link, IOException e) {
        try {
            answer(link, "OKAY", 4);
        } catch (Refusal refusal) {
            return refusal;
        } catch (IOException unsaid) {
            e.addSuppressed(unsaid);
        }
        return e;
    }

    byte[] pull(String path) {
        return reach.talk("sync:", Duration.ofMinutes(2), link -> {
            request(link, "RECV", path);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (true) {
                ByteBuffer head = head(link);
                String id = id(head);
                int length = head.getInt();
                switch (id) {
                    case "DATA" -> {
                        if (length < 0 || all.size() + (long) length > MOST) {
                            throw new Refusal("the file has more than " + MOST + " bytes");
                        }
                        all.write(link.read(length));
                    }
                    case "DONE" -> {
                        return all.toByteArray();
                    }
                    case "FAIL" -> throw new Refusal(new String(link.read(length), StandardCharsets.UTF_8));
                    default -> throw new IOException("not an answer: " + id);
                }
            }
        });
    }

    private static void request(Link link, String id, String path) throws IOException {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        link.write(head(id, bytes.length), bytes);
    }

    private static byte[] head(String id, int number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(number)
                .array();
    }

    private static ByteBuffer head(Link link) throws IOException {
        return ByteBuffer.wrap(link.read(8)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String id(ByteBuffer head) {
        byte[] id = new byte[4];
        head.get(id);
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** What follows the name of an answer. */
    private static ByteBuffer answer(Link link, String expected, int length) throws IOException {
        String id = new String(link.read(4), StandardCharsets.US_ASCII);
        if (id.equals("FAIL")) {
            int said =
                    ByteBuffer.wrap(link.read(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
            throw new Refusal(new String(link.read(said), StandardCharsets.UTF_8));
        }
        if (!id.equals(expected)) {
            throw new IOException("not an answer: " + id);
        }
        return ByteBuffer.wrap(link.read(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
