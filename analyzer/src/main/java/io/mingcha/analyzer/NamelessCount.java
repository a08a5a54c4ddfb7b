package io.mingcha.analyzer;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.learn.Constancy;
import io.mingcha.analyzer.learn.Learning;
import io.mingcha.analyzer.learn.Lessons;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.flows.Coverage.Limit;
import io.mingcha.flows.Coverage.Nameless;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts values in the form of an identifier that are sent again and again and that nothing says what they are: what detection may
 * have missed. A value that is not met again for very long is taken for a new one.
 */
final class NamelessCount {
    private static final int MOST = 20_000;
    private static final int MET_BITS = 16;
    private static final int NAMED = 5;
    /** So many are written to the report. */
    private static final int MOST_LISTED = 100;

    private static final Comparator<Nameless> TELLING = Comparator.comparingInt(Nameless::values)
            .thenComparing(
                    Comparator.comparingInt((Nameless n) -> n.recipients().size())
                            .reversed())
            .thenComparing(Comparator.comparingInt(Nameless::exchanges).reversed())
            .thenComparing(n -> String.join(" ", n.recipients()))
            .thenComparing(Nameless::field);

    private final Lessons lessons;
    /**
     * What was met last, by some bits of its print, since most values are never met again: the print, then the exchange in the upper
     * and the recipient in the lower half.
     */
    private final long[] met = new long[2 << MET_BITS];

    private final List<String> recipients = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Long, Value> again = new HashMap<>();
    /** By other bits of the print whether it may be among these. */
    private final BitSet mayBeAgain = new BitSet(1 << MET_BITS);

    private int identifiers;
    private boolean left;
    private int unlisted;

    private static final class Value {
        static final Value NO_IDENTIFIER = new Value("", 0);

        private final String field;
        private final int first;
        private final TreeSet<String> recipients = new TreeSet<>();
        private int last;
        private int exchanges;

        Value(String field, int first) {
            this.field = field;
            this.first = first;
        }

        void sent(int flow, String recipient) {
            recipients.add(recipient);
            if (exchanges == 0 || flow != last) {
                exchanges++;
                last = flow;
            }
        }
    }

    /** One place of a recipient's requests. */
    private record Place(String field, List<String> recipients) {}

    NamelessCount(Lessons lessons) {
        this.lessons = lessons;
    }

    /** Takes a request; they come in their order. */
    void add(int flow, String recipient, Sent sent) {
        ImmutableLongArray prints = sent.untold();
        List<Node> fields = sent.nameless();
        if (fields.isEmpty()) {
            return;
        }
        int number = number(recipient);
        for (int i = 0; i < fields.size(); i++) {
            long print = prints.get(i);
            Value value = mayBeAgain.get(low(print)) ? again.get(print) : null;
            if (value == null) {
                value = metAgain(flow, number, print, fields.get(i), sent);
            }
            if (value != null && value != Value.NO_IDENTIFIER) {
                value.sent(flow, recipient);
            }
        }
    }

    private int number(String recipient) {
        Integer known = numbers.get(recipient);
        if (known == null) {
            known = recipients.size();
            recipients.add(recipient);
            numbers.put(recipient, known);
        }
        return known;
    }

    private static int low(long print) {
        return (int) print & (1 << MET_BITS) - 1;
    }

    private @Nullable Value metAgain(int flow, int recipient, long print, Node field, Sent sent) {
        int at = (int) (print >>> Long.SIZE - MET_BITS) << 1;
        if (met[at] != print) {
            met[at] = print;
            met[at + 1] = (long) flow << Integer.SIZE | recipient;
            return null;
        }
        int before = (int) (met[at + 1] >>> Integer.SIZE);
        if (before == flow) {
            return null;
        }
        if (!lessons.isNamelessId(field.key(), field.text())) {
            if (again.size() < 2 * MOST) {
                keep(print, Value.NO_IDENTIFIER);
            }
            return Value.NO_IDENTIFIER;
        }
        if (identifiers == MOST) {
            left = true;
            return null;
        }
        identifiers++;
        Value value = new Value(Node.unnumbered(sent.path().apply(field)), before);
        keep(print, value);
        value.sent(before, recipients.get((int) met[at + 1]));
        return value;
    }

    private void keep(long print, Value value) {
        again.put(print, value);
        mayBeAgain.set(low(print));
    }

    /** Those of one value first, then those that most learn. Without what a server said first, and what was named elsewhere. */
    List<Nameless> finish(Learning learning, Constancy constancy) {
        Set<Long> constant = constancy.prints(learning);
        Map<Place, List<Value>> places = new HashMap<>();
        again.forEach((print, value) -> {
            boolean often = value.exchanges >= lessons.namelessExchanges() || value.recipients.size() > 1;
            if (often && !learning.isAccountedFor(print, value.first) && !constant.contains(print)) {
                places.computeIfAbsent(new Place(value.field, List.copyOf(value.recipients)), p -> new ArrayList<>())
                        .add(value);
            }
        });
        unlisted = Math.max(0, places.size() - MOST_LISTED);
        return places.entrySet().stream()
                .map(e -> new Nameless(
                        e.getKey().recipients(),
                        e.getKey().field(),
                        e.getValue().size(),
                        e.getValue().stream().mapToInt(v -> v.exchanges).sum()))
                .sorted(TELLING)
                .limit(MOST_LISTED)
                .toList();
    }

    /** The first of them for people. */
    Optional<Limit> limit(List<Nameless> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int more = all.size() - NAMED + unlisted;
        String zh = all.stream()
                .limit(NAMED)
                .map(n -> String.join("、", n.recipients()) + " 的 " + n.field() + "（"
                        + (n.values() == 1 ? "" : n.values() + " 个取值，") + n.exchanges() + " 个请求）")
                .collect(Collectors.joining("；"));
        String en = all.stream()
                .limit(NAMED)
                .map(n -> String.join(", ", n.recipients()) + ": " + n.field() + " ("
                        + (n.values() == 1 ? "" : n.values() + " values, ") + n.exchanges() + " requests)")
                .collect(Collectors.joining("; "));
        return Optional.of(new Limit(
                "nameless_identifiers",
                Text.of(
                        "有形似标识符的取值反复发送，既不是服务器先给出的，也没有任何字段表明它是什么，因此没有据此作出结论：" + zh
                                + (more > 0 ? "；……另有 " + more + " 处" : "")
                                + (left ? "；取值太多，未全部计数" : "")
                                + "。用另一个测试身份再运行一次并用 mingcha diff-personas 比较，可知它们是否因人或设备而异",
                        "values in the form of an identifier were sent again and again; no server gave them first and no"
                                + " field says what they are, so nothing was concluded from them: " + en
                                + (more > 0 ? "; … and " + more + " more" : "")
                                + (left ? "; there were too many to count them all" : "")
                                + ". A run with another persona and mingcha diff-personas tell whether they follow the"
                                + " person or the device")));
    }
}
