package io.mingcha.flows.har;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Bytes as a JSON string can hold them. */
final class Payload {
    /** What unpacks to more than this is left packed. */
    private static final int LARGEST = 64 << 20;

    private Payload() {}

    /** The text that these bytes are, unless they are no text that survives the way there and back. */
    static Optional<String> text(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Standard or URL-safe, with or without padding and line breaks; empty if it is not base64. */
    static Optional<byte[]> fromBase64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(isStandard(text) ? text : standard(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isStandard(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '-' || c == '_' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String standard(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                clean.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        return clean.toString();
    }

    /**
     * The bytes of a text that some tool wrote. Several write binary bodies as one character a byte: such a text has
     * control characters and nothing beyond U+00FF.
     */
    static byte[] fromForeignText(String text) {
        boolean narrow = true;
        boolean control = false;
        for (int i = 0; i < text.length() && narrow; i++) {
            char c = text.charAt(i);
            narrow = c <= 0xFF;
            control |= c < ' ' && c != '\t' && c != '\r' && c != '\n';
        }
        return text.getBytes(narrow && control ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** The content without its coding; empty if there is none that the JDK undoes, or it cannot be undone. */
    static Optional<byte[]> unpacked(byte[] wire, String coding) {
        try {
            return switch (coding.strip().toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> drain(new GZIPInputStream(new ByteArrayInputStream(wire)));
                case "deflate" -> inflate(wire);
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // servers send deflate with the zlib wrapper, or without it
    private static Optional<byte[]> inflate(byte[] wire) throws IOException {
        try {
            return drain(new InflaterInputStream(new ByteArrayInputStream(wire)));
        } catch (IOException e) {
            Inflater raw = new Inflater(true);
            try {
                return drain(new InflaterInputStream(new ByteArrayInputStream(wire), raw));
            } finally {
                raw.end();
            }
        }
    }

    private static Optional<byte[]> drain(InputStream in) throws IOException {
        try (in) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] step = new byte[16 << 10];
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                if (out.size() + n > LARGEST) {
                    return Optional.empty();
                }
                out.write(step, 0, n);
            }
            return Optional.of(out.toByteArray());
        }
    }
}
