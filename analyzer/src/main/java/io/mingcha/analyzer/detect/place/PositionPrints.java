package io.mingcha.analyzer.detect.place;

import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a position is known again: its two numbers, in whatever order, with as many digits as two places do not share by chance. What
 * was rounded to a street or a town is known again by nobody.
 */
public final class PositionPrints {
    /** Ten metres. */
    private static final int LEAST_DECIMALS = 4;
    /** Objects with more numbers than this say no place. */
    private static final int MOST_NUMBERS = 8;
    /** Of one message. */
    private static final int MOST = 20_000;

    private static final int LONGEST_PAIR = 80;
    private static final Pattern PAIR =
            Pattern.compile("\\s*(-?\\d{1,3}\\.\\d{4,16})\\s*[,;|_ ]\\s*(-?\\d{1,3}\\.\\d{4,16})\\s*");

    private PositionPrints() {}

    /** Of all positions that a message says, whatever it calls them. */
    public static ImmutableLongArray in(Decoded message) {
        ImmutableLongArray.Builder prints = ImmutableLongArray.builder(0);
        int[] left = {MOST};
        message.parts()
                .forEach(part -> part.walk(node -> {
                    if (left[0] > 0) {
                        left[0] -= add(node, prints);
                    }
                }));
        return prints.build();
    }

    private static int add(Node node, ImmutableLongArray.Builder prints) {
        if (node.kind() == Node.Kind.TEXT) {
            OptionalLong print = node.text().length() > LONGEST_PAIR ? OptionalLong.empty() : of(node.text());
            print.ifPresent(prints::add);
            return print.isPresent() ? 1 : 0;
        }
        double[] numbers = new double[MOST_NUMBERS];
        int found = 0;
        for (Node child : node.members()) {
            double value = precise(child);
            if (!Double.isNaN(value)) {
                if (found == MOST_NUMBERS) {
                    return 0;
                }
                numbers[found++] = value;
            }
        }
        int added = 0;
        for (int i = 0; i < found; i++) {
            for (int j = i + 1; j < found; j++) {
                prints.add(print(numbers[i], numbers[j]));
                added++;
            }
        }
        return added;
    }

    private static double precise(Node node) {
        // hardly any number has so many
        double value = decimals(node.text()) < LEAST_DECIMALS ? Double.NaN : Degrees.read(node);
        return Math.abs(value) <= 180 ? value : Double.NaN;
    }

    /** Without the zeros at their end, which say nothing. */
    private static int decimals(String text) {
        int point = text.indexOf('.');
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        return point < 0 ? 0 : Math.max(0, end - point - 1);
    }

    /** Of a position that is written as two numbers; empty if it is too coarse, or something else. */
    public static OptionalLong of(String pair) {
        if (pair.indexOf('.') < 0) {
            return OptionalLong.empty();
        }
        Matcher m = PAIR.matcher(pair);
        return m.matches() && decimals(m.group(1)) >= LEAST_DECIMALS && decimals(m.group(2)) >= LEAST_DECIMALS
                ? OptionalLong.of(print(Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))))
                : OptionalLong.empty();
    }

    private static long print(double one, double other) {
        return Hashing.murmur3_128()
                .newHasher(16)
                .putDouble(Math.min(one, other))
                .putDouble(Math.max(one, other))
                .hash()
                .asLong();
    }
}
