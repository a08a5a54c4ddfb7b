package io.mingcha.analyzer.detect.known;

import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds known names and numbers that two fields side by side write in two pieces, in either order. */
public final class SplitValues {
    private static final Set<Writing> SPLIT = EnumSet.of(Writing.NAME, Writing.PHONE);
    private static final int LONGEST = 40;
    private static final int WIDEST = 200;

    /** A value that may be split, as it stands in folded text. */
    record Split(String text, KnownValues.Known value) {

        /** Only of values that tell enough to be no coincidence. */
        static List<Split> of(KnownValues.Known value, String written) {
            if (!SPLIT.contains(value.writing()) || written.strip().length() > LONGEST) {
                return List.of();
            }
            List<Split> all = new ArrayList<>(2);
            String text = Fold.of(written.strip());
            all.add(new Split(text, value));
            String mobile = Spellings.mobile(written.strip());
            if (!mobile.isEmpty() && !mobile.equals(text)) {
                all.add(new Split(mobile, value));
            }
            return all;
        }
    }

    /** By first letter, last letter and length, so that a pair meets only those that it may be. */
    private final Map<Long, List<Split>> splits = new HashMap<>();

    private final BitSet firsts = new BitSet();
    private final BitSet lengths = new BitSet();

    public SplitValues(List<Split> all) {
        for (Split split : all) {
            String text = split.text();
            firsts.set(text.charAt(0));
            lengths.set(text.length());
            splits.computeIfAbsent(
                            key(text.charAt(0), text.charAt(text.length() - 1), text.length()), k -> new ArrayList<>(1))
                    .add(split);
        }
    }

    private static long key(char first, char last, int length) {
        return (long) length << 32 | (long) first << 16 | last;
    }

    public void members(Node container, List<Hit> hits) {
        List<Node> members = container.children();
        if (splits.isEmpty() || members.size() < 2 || members.size() > WIDEST) {
            return;
        }
        for (int i = 1; i < members.size(); i++) {
            Node a = members.get(i - 1);
            Node b = members.get(i);
            if (isPiece(a) && isPiece(b)) {
                pair(a, b, hits);
            }
        }
    }

    private void pair(Node a, Node b, List<Hit> hits) {
        int length = a.text().length() + b.text().length();
        for (int gap = 0; gap <= 1; gap++) {
            if (lengths.get(length + gap)
                    && (joined(a, b, a.text(), b.text(), length + gap, hits)
                            || joined(a, b, b.text(), a.text(), length + gap, hits))) {
                return;
            }
        }
    }

    private boolean joined(Node a, Node b, String first, String second, int length, List<Hit> hits) {
        char begin = Fold.of(first.charAt(0));
        char end = Fold.of(second.charAt(second.length() - 1));
        if (!firsts.get(begin)) {
            return false;
        }
        for (Split split : splits.getOrDefault(key(begin, end, length), List.of())) {
            if (isMadeOf(split.text(), first, second)) {
                KnownValues.Known value = split.value();
                hits.add(Hit.over(value.type(), a, b, Method.KNOWN_VALUE, 0.95, value.canonical()));
                return true;
            }
        }
        return false;
    }

    private static boolean isPiece(Node node) {
        return node.kind() == Node.Kind.TEXT
                && !node.text().isEmpty()
                && node.text().length() < LONGEST;
    }

    /** Whether the whole is the first and the second, with at most one space or dash between them. */
    private static boolean isMadeOf(String whole, String first, String second) {
        int between = whole.length() - first.length() - second.length();
        return (between == 0 || between == 1 && isGap(whole.charAt(first.length())))
                && isEnough(first)
                && isEnough(second)
                && isAt(whole, 0, first)
                && isAt(whole, first.length() + between, second);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-' || c == '·';
    }

    /** A single letter or digit is not what people write into a field of its own. */
    private static boolean isEnough(String piece) {
        return piece.length() >= 2 || piece.length() == 1 && Character.isIdeographic(piece.charAt(0));
    }

    private static boolean isAt(String whole, int at, String piece) {
        for (int i = 0; i < piece.length(); i++) {
            if (whole.charAt(at + i) != Fold.of(piece.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
