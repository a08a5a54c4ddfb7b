package io.mingcha.analyzer;

import com.google.common.base.CharMatcher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.nobody.Discard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Finds the bytes of a message that no layer explains and that look encrypted. */
final class OpaqueFields {
    /** So many values of one message are told apart. */
    private static final int MOST = 100;

    /** Servers know a session again by less. */
    private static final int LONGEST_COOKIE = 1_000;

    private static final int LONGEST_GIVEN = 16_000;
    private static final int LEAST_WRITTEN = 256;
    /** Of six; 256 letters drawn by chance have 5.8, letters and digits of one case 5.2 at most. */
    private static final double LEAST_BITS_A_LETTER = 5.6;

    private static final CharMatcher BASE64 = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("+/=_-"))
            .precomputed();
    /** RFC 9110, 11.6 and 11.7. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");

    /**
     * One such value.
     *
     * @param path of the field as it may be shown, places in lists left out
     * @param bytes of the recorded message that it stands on
     * @param content tells equal values from others
     */
    record Value(String path, long bytes, long content) {}

    /** Where a value stands in the recorded message. */
    private record Span(int offset, int length) {}

    private OpaqueFields() {}

    static List<Value> of(
            Decoded message, Configuration.CoverageLimits limits, Discard discard, Function<Node, String> shownPath) {
        List<Value> values = new ArrayList<>(0);
        Set<Span> spans = new HashSet<>();
        message.parts()
                .forEach(part -> part.walk(node -> {
                    if (values.size() < MOST && isOpaque(node, limits) && !isToken(node, discard)) {
                        // values of one compressed body stand on the same bytes, which count once
                        boolean first = spans.add(new Span(node.offset(), node.length()));
                        values.add(new Value(
                                Node.unnumbered(shownPath.apply(node)),
                                first ? node.length() : 0,
                                content(node.text())));
                    }
                }));
        return values;
    }

    /** What an answer gives that an app can send back as it is. */
    static ImmutableLongArray given(Decoded message, Configuration.CoverageLimits limits) {
        ImmutableLongArray.Builder given = ImmutableLongArray.builder(0);
        message.parts()
                .forEach(part -> part.walk(node -> {
                    if (node.text().length() <= LONGEST_GIVEN && isOpaque(node, limits)) {
                        given.add(content(node.text()));
                    }
                }));
        return given.build();
    }

    private static boolean isOpaque(Node node, Configuration.CoverageLimits limits) {
        return node.kind() == Node.Kind.OPAQUE
                ? Entropy.isOpaque(node.text(), limits.opaqueBytes(), limits.opaqueEntropy())
                : node.kind() == Node.Kind.TEXT && node.children().isEmpty() && isWrittenCipher(node.text());
    }

    /**
     * Whether it is what base64 writes and yet no base64, as a letter or a key that stands before what was encrypted leaves it: too
     * long for a token, and drawn from all letters alike, as no words, no numbers and no hexadecimal digits are.
     */
    private static boolean isWrittenCipher(String text) {
        return text.length() >= LEAST_WRITTEN && BASE64.matchesAllOf(text) && Entropy.bits(text) >= LEAST_BITS_A_LETTER;
    }

    /** By which a server knows a session, an app, a request or the place in a list again: such are no data that an app encrypts. */
    private static boolean isToken(Node node, Discard discard) {
        return switch (node.location()) {
            case COOKIE -> node.text().length() <= LONGEST_COOKIE;
            case HEADER -> CREDENTIALS.contains(node.key().toLowerCase(Locale.ROOT)) || discard.isState(node.key());
            default -> discard.isState(node.key());
        };
    }

    private static long content(String latin1) {
        return Hashing.murmur3_128()
                .hashBytes(latin1.getBytes(StandardCharsets.ISO_8859_1))
                .asLong();
    }
}
