package io.mingcha.store.body;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Appends records to the segments of one session. One thread writes; {@link #force} may be called from another. */
public final class SegmentWriter implements Closeable {
    private static final int BUFFER = 1 << 20;
    private static final int COPIED = 64 << 10;

    private final Path folder;
    private final String session;
    private final long rollAt;
    private final SegmentOpener opener;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final CRC32C crc = new CRC32C();
    private int number;
    private volatile SegmentOpener.@Nullable Output output;
    private long written;

    /** @param next the number of the first segment to write */
    public SegmentWriter(Path folder, String session, int next, long rollAt, SegmentOpener opener) {
        this.folder = folder;
        this.session = session;
        this.number = next - 1;
        this.rollAt = rollAt;
        this.opener = opener;
    }

    /**
     * Appends one record; it is in the file once {@link #flush} has returned.
     *
     * @param offset of the first byte in its body
     */
    public Extent append(int ordinal, RecordKind kind, long offset, ByteBuffer data) throws IOException {
        SegmentOpener.Output out = output;
        if (out == null
                || (written + buffer.position() + data.remaining() > rollAt && written > SegmentFormat.HEADER)) {
            out = roll();
        }
        if (buffer.remaining() < SegmentFormat.RECORD_HEADER + Math.min(data.remaining(), COPIED)) {
            flush();
        }
        int length = data.remaining();
        SegmentFormat.putRecordHeader(buffer, crc, ordinal, kind, offset, data);
        long position = written + buffer.position();
        if (length <= COPIED) {
            buffer.put(data.duplicate());
        } else {
            buffer.flip();
            ByteBuffer[] both = {buffer, data.duplicate()};
            while (both[1].hasRemaining()) {
                written += out.channel().write(both);
            }
            buffer.clear();
        }
        return new Extent(number, position, length);
    }

    private SegmentOpener.Output roll() throws IOException {
        SegmentOpener.Output last = output;
        if (last != null) {
            flush();
            last.force().run();
            last.channel().close();
            output = null;
        }
        number++;
        SegmentOpener.Output next = opener.create(SegmentFormat.file(folder, number));
        output = next;
        written = 0;
        buffer.clear().put(SegmentFormat.header(number, session));
        return next;
    }

    /** Hands everything appended to the operating system. */
    public void flush() throws IOException {
        SegmentOpener.Output out = output;
        if (out == null || buffer.position() == 0) {
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += out.channel().write(buffer);
        }
        buffer.clear();
    }

    /** Whether a record is in its file as a whole. */
    public boolean isWritten(Extent extent) {
        return extent.segment() < number
                || extent.segment() == number && extent.position() + extent.length() <= written;
    }

    /** Waits until the device has what was flushed. */
    public void force() throws IOException {
        SegmentOpener.Output out = output;
        if (out != null && out.channel().isOpen()) {
            out.force().run();
        }
    }

    @Override
    public void close() throws IOException {
        SegmentOpener.Output out = output;
        if (out != null) {
            output = null;
            out.channel().close();
        }
    }
}
