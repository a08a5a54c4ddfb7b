package io.mingcha.analyzer.decode;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** Decompression, bounded; a stream that is cut or broken yields what came before. */
final class Compression {
    /** What one attempt costs whatever becomes of it. */
    private static final int ATTEMPT = 4096;

    /** Most of what looks like a stream is none, so little is set aside at first. */
    private static final int LARGEST_FIRST = 64 << 10;

    private static final int LARGEST_CHUNK = 8 << 10;

    /**
     * @param name as the path shows it
     * @param whole false if the stream was broken, cut, or larger than allowed
     */
    record Expanded(String name, byte[] bytes, boolean whole, boolean tooLarge) {}

    private Compression() {}

    /** By magic: gzip (RFC 1952), zlib (RFC 1950), zstd (RFC 8878), LZ4, Snappy. */
    static Optional<Expanded> byMagic(byte[] b, int from, int to, Opening opening) {
        int length = to - from;
        if (length < 6) {
            return Optional.empty();
        }
        int first = b[from] & 0xFF;
        int second = b[from + 1] & 0xFF;
        if (first == 0x1F && second == 0x8B && b[from + 2] == 8) {
            return read("gzip", b, from, to, opening, GZIPInputStream::new);
        }
        if (first == 0x28 && second == 0xB5 && (b[from + 2] & 0xFF) == 0x2F && (b[from + 3] & 0xFF) == 0xFD) {
            return read("zstd", b, from, to, opening, ZstdInputStream::new);
        }
        if (Lz4.isFrame(b, from, to)) {
            return unpack("lz4", b, from, to, opening, Lz4::frame);
        }
        if (Lz4.isBlocks(b, from, to)) {
            return unpack("lz4", b, from, to, opening, Lz4::blocks);
        }
        if (Snappy.isFramed(b, from, to)) {
            return unpack("snappy", b, from, to, opening, Snappy::framed);
        }
        if (Snappy.isStream(b, from, to)) {
            return unpack("snappy", b, from, to, opening, Snappy::stream);
        }
        boolean zlib =
                (first & 0x0F) == 8 && first >> 4 <= 7 && (first << 8 | second) % 31 == 0 && (second & 0x20) == 0;
        return zlib ? inflate("zlib", b, from, to, opening, false) : Optional.empty();
    }

    /** Deflate without a header (RFC 1951): nothing marks it, so only a stream that ends well counts. */
    static Optional<Expanded> rawDeflate(byte[] b, int from, int to, Opening opening) {
        return mayBeDeflate(b, from, to)
                ? inflate("deflate", b, from, to, opening, true).filter(Expanded::whole)
                : Optional.empty();
    }

    /** Whether a first block may begin so (RFC 1951 §3.2.3 to 3.2.7): most bytes that are none are told by it. */
    private static boolean mayBeDeflate(byte[] b, int from, int to) {
        if (to - from < 3) {
            return false;
        }
        int kind = b[from] >> 1 & 3;
        if (kind == 2) {
            return (b[from] >> 3 & 31) <= 29 && (b[from + 1] & 31) <= 29;
        }
        return kind == 1
                || kind == 0 && to - from > 5 && (b[from + 1] ^ b[from + 3]) == -1 && (b[from + 2] ^ b[from + 4]) == -1;
    }

    /** The same where it is known that it begins there. */
    static Optional<Expanded> deflated(byte[] b, int from, int to, Opening opening) {
        return inflate("deflate", b, from, to, opening, true);
    }

    /** A raw block of Snappy: nothing marks it either, so only one as long as it says counts. */
    static Optional<Expanded> rawSnappy(byte[] b, int from, int to, Opening opening) {
        return Snappy.mayBeRaw(b, from, to)
                ? unpack("snappy", b, from, to, opening, Snappy::raw).filter(Expanded::whole)
                : Optional.empty();
    }

    /** Brotli (RFC 7932) has no magic either. */
    static Optional<Expanded> brotli(byte[] b, int from, int to, Opening opening) {
        if (!Brotli4jLoader.isAvailable()) {
            return Optional.empty();
        }
        return read("br", b, from, to, opening, BrotliInputStream::new);
    }

    /**
     * The same where nothing says so. One that ends with the bytes is no chance: of 328,000 runs of 4 to 400 random bytes none did.
     */
    static Optional<Expanded> rawBrotli(byte[] b, int from, int to, Opening opening) {
        return BrotliHeader.mayBegin(b, from, to)
                ? brotli(b, from, to, opening).filter(Expanded::whole)
                : Optional.empty();
    }

    private static Optional<Expanded> inflate(String name, byte[] b, int from, int to, Opening opening, boolean raw) {
        int room = opening.room();
        Inflater inflater = new Inflater(raw);
        ByteArrayOutputStream out = buffer(room, to - from);
        try {
            inflater.setInput(b, from, to - from);
            byte[] chunk = new byte[Math.max(32, Math.min(LARGEST_CHUNK, buffered(to - from)))];
            while (!inflater.finished() && out.size() < room) {
                int n = inflater.inflate(chunk);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                out.write(chunk, 0, Math.min(n, room - out.size()));
            }
            boolean tooLarge = !inflater.finished() && out.size() >= room;
            boolean whole = inflater.finished() && (!raw || inflater.getRemaining() == 0);
            return out.size() == 0
                    ? Optional.empty()
                    : Optional.of(new Expanded(name, out.toByteArray(), whole, tooLarge));
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
            opening.worked(ATTEMPT + out.size());
        }
    }

    private static ByteArrayOutputStream buffer(int room, int length) {
        return new ByteArrayOutputStream(Math.max(32, Math.min(room, buffered(length))));
    }

    private static int buffered(int length) {
        return (int) Math.min(LARGEST_FIRST, length * 4L);
    }

    private interface Unpacking {
        void run(Cursor from, Growing to) throws Malformed;
    }

    private static Optional<Expanded> unpack(
            String name, byte[] b, int from, int to, Opening opening, Unpacking unpacking) {
        Growing out = new Growing(opening.room(), buffered(to - from));
        boolean whole = true;
        try {
            unpacking.run(new Cursor(b, from, to), out);
        } catch (Malformed e) {
            whole = false;
        }
        opening.worked(ATTEMPT + out.size());
        boolean tooLarge = out.isFull();
        return out.size() == 0
                ? Optional.empty()
                : Optional.of(new Expanded(name, out.toByteArray(), whole && !tooLarge, tooLarge));
    }

    private interface Reader {
        InputStream over(InputStream in) throws IOException;
    }

    private static Optional<Expanded> read(String name, byte[] b, int from, int to, Opening opening, Reader reader) {
        int room = opening.room();
        ByteArrayOutputStream out = buffer(room, to - from);
        boolean whole = true;
        boolean tooLarge = false;
        try (InputStream in = reader.over(new ByteArrayInputStream(b, from, to - from))) {
            byte[] chunk = new byte[Math.max(32, Math.min(LARGEST_CHUNK, buffered(to - from)))];
            int n;
            while ((n = in.read(chunk)) > 0) {
                int kept = Math.min(n, room - out.size());
                out.write(chunk, 0, kept);
                if (out.size() >= room) {
                    tooLarge = in.read() >= 0;
                    whole = !tooLarge;
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            whole = false;
        }
        opening.worked(ATTEMPT + out.size());
        return out.size() == 0 ? Optional.empty() : Optional.of(new Expanded(name, out.toByteArray(), whole, tooLarge));
    }
}
