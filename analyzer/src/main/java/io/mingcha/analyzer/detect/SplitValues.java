package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Finds known names and numbers that two fields side by side write in two pieces, in either order. */
final class SplitValues {
    private static final Set<String> TYPES =
            Set.of("person_name", "guardian_name", "phone_number", "guardian_phone", "emergency_contact");
    private static final int LONGEST = 40;
    private static final int WIDEST = 200;

    /** A value that may be split, as it stands in folded text. */
    record Split(String text, KnownValues.Known value) {

        /** Only of values that tell enough to be no coincidence. */
        static List<Split> of(KnownValues.Known value, String written) {
            if (!TYPES.contains(value.type()) || written.strip().length() > LONGEST) {
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

    private final List<Split> splits;
    private final BitSet firsts = new BitSet();

    SplitValues(List<Split> splits) {
        this.splits = List.copyOf(splits);
        this.splits.forEach(s -> firsts.set(s.text().charAt(0)));
    }

    void members(Node container, List<Hit> hits) {
        List<Node> members = container.children();
        if (splits.isEmpty() || members.size() < 2 || members.size() > WIDEST) {
            return;
        }
        for (int i = 1; i < members.size(); i++) {
            Node a = members.get(i - 1);
            Node b = members.get(i);
            if (isPiece(a) && isPiece(b) && (begins(a) || begins(b))) {
                pair(a, b, hits);
            }
        }
    }

    private void pair(Node a, Node b, List<Hit> hits) {
        for (Split split : splits) {
            if (isMadeOf(split.text(), a.text(), b.text()) || isMadeOf(split.text(), b.text(), a.text())) {
                KnownValues.Known value = split.value();
                hits.add(Hit.over(value.type(), a, b, Method.KNOWN_VALUE, 0.95, value.canonical()));
                return;
            }
        }
    }

    private static boolean isPiece(Node node) {
        return node.kind() == Node.Kind.TEXT
                && !node.text().isEmpty()
                && node.text().length() < LONGEST;
    }

    private boolean begins(Node node) {
        return firsts.get(Fold.of(node.text().charAt(0)));
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
