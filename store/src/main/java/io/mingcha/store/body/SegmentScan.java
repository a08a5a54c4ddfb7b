package io.mingcha.store.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Reads a segment from its beginning and says how far it is whole. */
public final class SegmentScan {
    private static final int STEP = 1 << 20;

    private SegmentScan() {}

    /** Is shown every whole record in order. */
    @FunctionalInterface
    public interface Visitor {
        void record(int ordinal, RecordKind kind, long offset, Extent extent);
    }

    /**
     * @param whole bytes up to the end of the last whole record; 0 if the header itself is damaged
     * @param length bytes of the file
     */
    public record Result(int segment, long whole, long length, long records) {
        public boolean isWhole() {
            return whole == length && whole >= SegmentFormat.HEADER;
        }
    }

    public static Result scan(Path folder, int segment, String session, Visitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(SegmentFormat.file(folder, segment), StandardOpenOption.READ)) {
            long length = channel.size();
            ByteBuffer header = ByteBuffer.allocate(SegmentFormat.HEADER);
            if (length < SegmentFormat.HEADER
                    || !readFully(channel, header, 0)
                    || !header.equals(SegmentFormat.header(segment, session))) {
                return new Result(segment, 0, length, 0);
            }
            long at = SegmentFormat.HEADER;
            long records = 0;
            CRC32C crc = new CRC32C();
            ByteBuffer window = ByteBuffer.allocate(STEP);
            ByteBuffer head = ByteBuffer.allocate(SegmentFormat.RECORD_HEADER);
            while (at + SegmentFormat.RECORD_HEADER <= length) {
                head.clear();
                readFully(channel, head, at);
                int size = head.getInt(0);
                int kind = head.getInt(12);
                long data = at + SegmentFormat.RECORD_HEADER;
                if (size < 0 || data + size > length || kind < 0 || kind >= RecordKind.values().length) {
                    break;
                }
                crc.reset();
                crc.update(head.array(), 0, 4);
                crc.update(head.array(), 8, SegmentFormat.RECORD_HEADER - 8);
                for (long done = 0; done < size; ) {
                    window.clear().limit((int) Math.min(STEP, size - done));
                    readFully(channel, window, data + done);
                    done += window.remaining();
                    crc.update(window);
                }
                if ((int) crc.getValue() != head.getInt(4)) {
                    break;
                }
                visitor.record(
                        head.getInt(8), RecordKind.values()[kind], head.getLong(16), new Extent(segment, data, size));
                records++;
                at = data + size;
            }
            return new Result(segment, at, length, records);
        }
    }

    /** Cuts a segment that was being written when its process died back to its last whole record. */
    public static Result cut(Path folder, int segment, String session, Visitor visitor) throws IOException {
        Result result = scan(folder, segment, session, visitor);
        if (!result.isWhole()) {
            try (FileChannel channel =
                    FileChannel.open(SegmentFormat.file(folder, segment), StandardOpenOption.WRITE)) {
                if (result.whole() == 0) {
                    channel.truncate(0);
                    channel.write(SegmentFormat.header(segment, session));
                } else {
                    channel.truncate(result.whole());
                }
                channel.force(true);
            }
        }
        return result;
    }

    private static boolean readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int n = channel.read(into, from);
            if (n < 0) {
                return false;
            }
            from += n;
        }
        into.flip();
        return true;
    }
}
