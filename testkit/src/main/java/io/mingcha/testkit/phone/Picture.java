package io.mingcha.testkit.phone;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A picture of the screen: a grey surface, each view a shade of its own. */
final class Picture {
    private static final int WIDTH = 108;
    private static final int HEIGHT = 192;
    private static final int SCALE = 10;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Picture() {}

    static byte[] of(View view) {
        byte[] rows = new byte[HEIGHT * (WIDTH + 1)];
        paint(view, rows, 0);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put((byte) 8)
                        .put(new byte[4])
                        .array());
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] packed = new byte[rows.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        chunk(png, "IDAT", Arrays.copyOf(packed, length));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void paint(View view, byte[] rows, int depth) {
        byte shade = (byte) (240 - 40 * depth - Math.floorMod(view.text().hashCode(), 30));
        for (int y = view.top() / SCALE; y < Math.min(HEIGHT, view.bottom() / SCALE); y++) {
            for (int x = view.left() / SCALE; x < Math.min(WIDTH, view.right() / SCALE); x++) {
                rows[y * (WIDTH + 1) + 1 + x] = shade;
            }
        }
        view.children().forEach(child -> paint(child, rows, depth + 1));
    }

    private static void chunk(ByteArrayOutputStream png, String kind, byte[] data) {
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(kind.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
