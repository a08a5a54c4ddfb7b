package io.mingcha.analyzer;

import com.google.common.hash.Hashing;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds the bytes of a message that no layer explains and that look encrypted. */
final class OpaqueFields {
    /** So many values of one message are told apart. */
    private static final int MOST = 100;

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

    static List<Value> of(Decoded message, Configuration.CoverageLimits limits, Function<Node, String> shownPath) {
        List<Value> values = new ArrayList<>(0);
        Set<Span> spans = new HashSet<>();
        message.parts()
                .forEach(part -> part.walk(node -> {
                    if (node.kind() == Node.Kind.OPAQUE
                            && values.size() < MOST
                            && Entropy.isOpaque(node.text(), limits.opaqueBytes(), limits.opaqueEntropy())) {
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

    private static long content(String latin1) {
        return Hashing.murmur3_128()
                .hashBytes(latin1.getBytes(StandardCharsets.ISO_8859_1))
                .asLong();
    }
}
