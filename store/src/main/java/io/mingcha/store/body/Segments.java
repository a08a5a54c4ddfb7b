package io.mingcha.store.body;

import io.mingcha.flows.Body;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads bodies back from the segments of one session. */
public final class Segments implements Closeable {
    private static final int STEP = 1 << 20;

    private final Path folder;
    private final Map<Integer, FileChannel> open = new HashMap<>();

    public Segments(Path folder) {
        this.folder = folder;
    }

    /** The numbers of the segments that are there, ascending. */
    public static List<Integer> numbers(Path folder) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "bodies-*.seg")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                numbers.add(Integer.valueOf(name.substring("bodies-".length(), name.length() - ".seg".length())));
            }
        }
        numbers.sort(null);
        return numbers;
    }

    /** A body that is read when asked for. */
    public Body body(BodyRef ref) {
        return new Body() {
            @Override
            public long length() {
                return ref.length();
            }

            @Override
            public long kept() {
                return ref.kept();
            }

            @Override
            public byte[] bytes() {
                return read(ref.extents());
            }
        };
    }

    /** The bytes of all extents in order. */
    public byte[] read(List<Extent> extents) {
        long size = extents.stream().mapToLong(Extent::length).sum();
        if (size > Integer.MAX_VALUE - 8) {
            throw new UncheckedIOException(new IOException("a body of " + size + " bytes does not fit into memory"));
        }
        ByteBuffer all = ByteBuffer.allocate((int) size);
        forEach(extents, all::put);
        return all.array();
    }

    /** SHA-256 of the bytes of all extents in order, in hex; empty if there are none. */
    public String sha256(List<Extent> extents) {
        if (extents.isEmpty()) {
            return "";
        }
        MessageDigest digest = sha256();
        forEach(extents, digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the records that hold a body say themselves that they do. */
    public boolean holds(List<Extent> extents, int ordinal, RecordKind kind) throws IOException {
        long offset = 0;
        ByteBuffer header = ByteBuffer.allocate(SegmentFormat.RECORD_HEADER);
        for (Extent extent : extents) {
            header.clear();
            channel(extent.segment()).read(header, extent.position() - SegmentFormat.RECORD_HEADER);
            if (header.hasRemaining()
                    || header.getInt(0) != extent.length()
                    || header.getInt(8) != ordinal
                    || header.getInt(12) != kind.ordinal()
                    || header.getLong(16) != offset) {
                return false;
            }
            offset += extent.length();
        }
        return true;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void forEach(List<Extent> extents, Consumer<ByteBuffer> consumer) {
        try {
            for (Extent extent : extents) {
                FileChannel channel = channel(extent.segment());
                for (long done = 0; done < extent.length(); ) {
                    ByteBuffer step = ByteBuffer.allocate((int) Math.min(STEP, extent.length() - done));
                    while (step.hasRemaining()) {
                        if (channel.read(step, extent.position() + done + step.position()) < 0) {
                            throw new EOFException("segment " + extent.segment() + " ends before its records do");
                        }
                    }
                    done += step.position();
                    consumer.accept(step.flip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // an interrupted reader closes its channel: the next one opens it again
    private synchronized FileChannel channel(int segment) throws IOException {
        FileChannel channel = open.get(segment);
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(SegmentFormat.file(folder, segment), StandardOpenOption.READ);
            open.put(segment, channel);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }
}
