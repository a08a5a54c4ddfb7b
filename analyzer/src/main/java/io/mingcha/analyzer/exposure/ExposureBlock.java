package io.mingcha.analyzer.exposure;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Party;
import io.mingcha.flows.Phase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Exposures as bytes, for this process alone. A text that comes again, as most do, is written as its number. */
final class ExposureBlock {
    private static final int ABSENT = 2;

    private ExposureBlock() {}

    static byte[] encode(List<Exposure> exposures) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast)))) {
            Writer writer = new Writer(out);
            out.writeInt(exposures.size());
            for (Exposure exposure : exposures) {
                writer.exposure(exposure);
            }
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    static List<Exposure> decode(byte[] block) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(block))))) {
            Reader reader = new Reader(in);
            int count = in.readInt();
            List<Exposure> exposures = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                exposures.add(reader.exposure());
            }
            return exposures;
        }
    }

    private static final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> known = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void exposure(Exposure e) throws IOException {
            out.writeInt(e.flow());
            out.writeByte(e.direction().ordinal());
            text(e.host());
            text(e.recipient());
            out.writeByte(e.party().ordinal());
            out.writeByte(e.phase().ordinal());
            out.writeByte(e.foreground().map(in -> in ? 1 : 0).orElse(ABSENT));
            text(e.dataType());
            text(e.path());
            text(e.location());
            out.writeInt(e.offset());
            out.writeInt(e.length());
            out.writeByte(e.method().ordinal());
            text(e.transform());
            out.writeDouble(e.confidence());
            out.writeInt(e.count());
            text(e.masked());
            text(e.digest());
            text(e.value());
            out.writeLong(e.at().getEpochSecond());
            out.writeInt(e.at().getNano());
            out.writeInt(e.also().size());
            for (Exposure.Piece piece : e.also()) {
                text(piece.path());
                out.writeInt(piece.offset());
                out.writeInt(piece.length());
            }
            out.writeBoolean(e.sameAs().isPresent());
            if (e.sameAs().isPresent()) {
                out.writeInt(e.sameAs().get().flow());
                text(e.sameAs().get().path());
            }
        }

        private void text(String text) throws IOException {
            Integer number = known.putIfAbsent(text, known.size());
            if (number != null) {
                out.writeInt(number);
            } else {
                out.writeInt(known.size() - 1);
                out.writeInt(text.length());
                out.writeChars(text);
            }
        }
    }

    private static final class Reader {
        private static final Direction[] DIRECTIONS = Direction.values();
        private static final Party[] PARTIES = Party.values();
        private static final Phase[] PHASES = Phase.values();
        private static final Exposure.Method[] METHODS = Exposure.Method.values();

        private final DataInputStream in;
        private final List<String> known = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        Exposure exposure() throws IOException {
            return new Exposure(
                    in.readInt(),
                    DIRECTIONS[in.readByte()],
                    text(),
                    text(),
                    PARTIES[in.readByte()],
                    PHASES[in.readByte()],
                    foreground(),
                    text(),
                    text(),
                    text(),
                    in.readInt(),
                    in.readInt(),
                    METHODS[in.readByte()],
                    text(),
                    in.readDouble(),
                    in.readInt(),
                    text(),
                    text(),
                    text(),
                    Instant.ofEpochSecond(in.readLong(), in.readInt()),
                    pieces(),
                    sameAs());
        }

        private Optional<Exposure.Place> sameAs() throws IOException {
            return in.readBoolean() ? Optional.of(new Exposure.Place(in.readInt(), text())) : Optional.empty();
        }

        private Optional<Boolean> foreground() throws IOException {
            int foreground = in.readByte();
            return foreground == ABSENT ? Optional.empty() : Optional.of(foreground == 1);
        }

        private List<Exposure.Piece> pieces() throws IOException {
            int count = in.readInt();
            List<Exposure.Piece> pieces = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                pieces.add(new Exposure.Piece(text(), in.readInt(), in.readInt()));
            }
            return pieces;
        }

        private String text() throws IOException {
            int number = in.readInt();
            if (number < known.size()) {
                return known.get(number);
            }
            char[] text = new char[in.readInt()];
            for (int i = 0; i < text.length; i++) {
                text[i] = in.readChar();
            }
            known.add(new String(text));
            return known.get(number);
        }
    }
}
