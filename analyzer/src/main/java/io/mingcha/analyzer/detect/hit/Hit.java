package io.mingcha.analyzer.detect.hit;

import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Personal data found at a place of a message.
 *
 * @param offset and {@code length} in the recorded bytes of the outermost layer
 * @param transform {@code plain} or the digest it was written as
 * @param count items, for a bulk shape; a lower bound if the value says so
 * @param also where the other piece of a value stands that no one range can hold
 */
public record Hit(
        String type,
        Node node,
        int offset,
        int length,
        Method method,
        String transform,
        double confidence,
        int count,
        String value,
        Optional<Node> also) {
    private static final String ENTRIES = " entries";
    private static final String AT_LEAST = "at least ";
    private static final Pattern DEGREES = Pattern.compile("\\d+(?:\\.(\\d+))?");

    public Hit(
            String type,
            Node node,
            int offset,
            int length,
            Method method,
            String transform,
            double confidence,
            int count,
            String value) {
        this(type, node, offset, length, method, transform, confidence, count, value, Optional.empty());
    }

    /**
     * Digits behind the point of a position as it was sent, without the zeros at their end, which say nothing; whole numbers of
     * degrees × 10⁶ and the like included; else -1.
     */
    public int decimals() {
        if (!type.equals("precise_location") && !type.equals("coarse_location")) {
            return -1;
        }
        Matcher number = DEGREES.matcher(node.text());
        if (!number.find()) {
            return -1;
        }
        String fraction = number.group(1) == null ? number.group() : number.group(1);
        int telling = fraction.replaceFirst("0+$", "").length();
        return number.group(1) == null ? Math.max(0, telling - 3) : telling;
    }

    /** Whether its value is a number of entries. */
    public boolean isCounted() {
        return method == Method.BULK_SHAPE && value.endsWith(ENTRIES);
    }

    /** The same as another type. */
    public Hit as(String other) {
        return new Hit(other, node, offset, length, method, transform, confidence, count, value, also);
    }

    public Hit noSurerThan(double most) {
        return new Hit(type, node, offset, length, method, transform, Math.min(confidence, most), count, value, also);
    }

    /** The same of a list that was not read to its end. */
    public Hit orMore() {
        String told = value.startsWith(AT_LEAST) ? value : AT_LEAST + value;
        return new Hit(type, node, offset, length, method, transform, confidence, count, told, also);
    }

    /** What stands from one letter of a text to another: its own bytes, if the text was recorded as it is, else those of all of it. */
    public static Hit within(
            String type, Node leaf, int start, int end, Method method, double confidence, String value) {
        boolean exact = leaf.isVerbatim() && leaf.length() == leaf.text().length();
        return new Hit(
                type,
                leaf,
                exact ? leaf.offset() + start : leaf.offset(),
                exact ? end - start : leaf.length(),
                method,
                "plain",
                confidence,
                1,
                value);
    }

    /** So many entries of a list, none of which is told. */
    public static Hit entries(String type, Node node, double confidence, int count) {
        return new Hit(
                type,
                node,
                node.offset(),
                node.length(),
                Method.BULK_SHAPE,
                "plain",
                confidence,
                count,
                count + ENTRIES);
    }

    /** A value in two pieces. Headers are numbered each for itself: there no one range holds both. */
    public static Hit over(String type, Node first, Node second, Method method, double confidence, String value) {
        if (first.location() == Location.HEADER) {
            return new Hit(
                    type,
                    first,
                    first.offset(),
                    first.length(),
                    method,
                    "plain",
                    confidence,
                    1,
                    value,
                    Optional.of(second));
        }
        int start = Math.min(first.offset(), second.offset());
        int end = Math.max(first.offset() + first.length(), second.offset() + second.length());
        return new Hit(type, first, start, end - start, method, "plain", confidence, 1, value);
    }

    public static Hit whole(String type, Node node, Method method, String transform, double confidence, String value) {
        return new Hit(type, node, node.offset(), node.length(), method, transform, confidence, 1, value);
    }
}
