package io.mingcha.analyzer.detect.known;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an app is known to mix into its digests: texts that stand beside a value, and keys. */
public final class Salts {
    public static final Salts NONE = new Salts(List.of(), List.of());

    private static final int LONGEST_TEXT = 64;

    private final List<String> texts;
    private final List<byte[]> keys;

    private Salts(List<String> texts, List<byte[]> keys) {
        this.texts = List.copyOf(texts);
        this.keys = List.copyOf(keys);
    }

    /**
     * From names, such as the package of the app, and secrets, each of which may be the key of an HMAC and, if it is text, stand
     * beside a value.
     */
    public static Salts of(Collection<String> names, Collection<byte[]> secrets) {
        List<String> texts = new ArrayList<>(names);
        List<byte[]> keys = new ArrayList<>();
        for (byte[] secret : secrets) {
            if (secret.length > 0) {
                keys.add(secret.clone());
                text(secret).filter(t -> !texts.contains(t)).ifPresent(texts::add);
            }
        }
        return new Salts(texts, keys);
    }

    private static Optional<String> text(byte[] secret) {
        if (secret.length > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(secret))
                    .toString();
            return text.chars().noneMatch(Character::isISOControl) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    List<String> texts() {
        return texts;
    }

    List<byte[]> keys() {
        return keys;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salts that
                && texts.equals(that.texts)
                && wrapped().equals(that.wrapped());
    }

    @Override
    public int hashCode() {
        return Objects.hash(texts, wrapped());
    }

    private List<ByteBuffer> wrapped() {
        return keys.stream().map(ByteBuffer::wrap).toList();
    }
}
