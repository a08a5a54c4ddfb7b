package io.mingcha.store.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The layout of a segment; big-endian. */
final class SegmentFormat {
    static final int HEADER = 64;
    static final int RECORD_HEADER = 24;
    private static final byte[] MAGIC = "MINGCHAB".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final byte NO_CIPHER = 0;
    private static final int SESSION = 44;

    private SegmentFormat() {}

    static Path file(Path folder, int number) {
        return folder.resolve("bodies-%05d.seg".formatted(number));
    }

    static ByteBuffer header(int number, String session) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put(MAGIC).putShort(VERSION).put(NO_CIPHER).put((byte) 0).putInt(number);
        header.put(Arrays.copyOf(session.getBytes(StandardCharsets.US_ASCII), SESSION));
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, HEADER - 4);
        header.putInt((int) crc.getValue());
        return header.flip();
    }

    /** Writes the header of a record; {@code data} keeps its position. */
    static void putRecordHeader(ByteBuffer to, CRC32C crc, int ordinal, RecordKind kind, long offset, ByteBuffer data) {
        int start = to.position();
        to.putInt(data.remaining())
                .putInt(0)
                .putInt(ordinal)
                .putInt(kind.ordinal())
                .putLong(offset);
        to.putInt(start + 4, checksum(crc, to, start, data));
    }

    /** The checksum of a record whose header stands at {@code start}: everything but the checksum itself. */
    static int checksum(CRC32C crc, ByteBuffer header, int start, ByteBuffer data) {
        crc.reset();
        crc.update(header.duplicate().limit(start + 4).position(start));
        crc.update(header.duplicate().limit(start + RECORD_HEADER).position(start + 8));
        crc.update(data.duplicate());
        return (int) crc.getValue();
    }
}
