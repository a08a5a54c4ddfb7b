package io.mingcha.testkit.phone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Copies files in and out. */
record SyncService(FakePhone phone) implements Service {
    private static final int CHUNK = 64 * 1024;
    private static final int MODE = 0100644;

    @Override
    public void serve(Channel channel) throws IOException, InterruptedException {
        while (true) {
            ByteBuffer head = ByteBuffer.wrap(channel.read(8)).order(ByteOrder.LITTLE_ENDIAN);
            String ask = id(head);
            int length = head.getInt();
            switch (ask) {
                case "STAT" -> stat(channel, text(channel, length));
                case "SEND" -> {
                    String target = text(channel, length);
                    take(channel, target.substring(0, target.lastIndexOf(',')));
                }
                case "RECV" -> give(channel, text(channel, length));
                default -> {
                    return;
                }
            }
        }
    }

    private void stat(Channel channel, String path) throws IOException, InterruptedException {
        Optional<byte[]> file = phone.files().read(path);
        channel.write(answer("STAT", 12)
                .putInt(file.isPresent() ? MODE : 0)
                .putInt(file.map(f -> f.length).orElse(0))
                .putInt(0)
                .array());
    }

    private void take(Channel channel, String path) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer head = ByteBuffer.wrap(channel.read(8)).order(ByteOrder.LITTLE_ENDIAN);
            String id = id(head);
            int length = head.getInt();
            if (id.equals("DONE")) {
                break;
            }
            all.writeBytes(channel.read(length));
        }
        if (phone.faults().isFull()) {
            fail(channel, "write failed: No space left on device");
        } else if (!phone.files().write(path, all.toByteArray(), phone.shellUid())) {
            fail(channel, "couldn't create file: Permission denied");
        } else {
            channel.write(answer("OKAY", 4).putInt(0).array());
        }
    }

    private void give(Channel channel, String path) throws IOException, InterruptedException {
        Optional<byte[]> file = phone.files().read(path);
        if (file.isEmpty()) {
            fail(channel, "open failed: No such file or directory");
            return;
        }
        byte[] bytes = file.get();
        for (int from = 0; from < bytes.length; from += CHUNK) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
            channel.write(answer("DATA", 4 + part.length)
                    .putInt(part.length)
                    .put(part)
                    .array());
        }
        channel.write(answer("DONE", 4).putInt(0).array());
    }

    private static void fail(Channel channel, String why) throws IOException, InterruptedException {
        byte[] bytes = why.getBytes(StandardCharsets.UTF_8);
        channel.write(
                answer("FAIL", 4 + bytes.length).putInt(bytes.length).put(bytes).array());
    }

    private static ByteBuffer answer(String id, int more) {
        return ByteBuffer.allocate(4 + more).order(ByteOrder.LITTLE_ENDIAN).put(id.getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(ByteBuffer head) {
        byte[] id = new byte[4];
        head.get(id);
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static String text(Channel channel, int length) throws IOException, InterruptedException {
        return new String(channel.read(length), StandardCharsets.UTF_8);
    }
}
