package io.mingcha.analyzer;

import io.mingcha.flows.Coverage.Opaque;
import io.mingcha.flows.Coverage.Opaque.Change;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what each recipient was sent that nobody could read, field by field. */
final class OpaqueCount {
    /** An app may name fields without end. */
    private static final int MOST_FIELDS = 2_000;

    private static final int MOST_CONTENTS = 1_000;
    private static final int NAMED = 5;

    private static final class Field {
        private final Set<Long> contents = new HashSet<>();
        private int exchanges;
        private int values;
        private long bytes;

        Change change() {
            if (values == 1) {
                return Change.ONCE;
            }
            if (contents.size() == 1) {
                return Change.STABLE;
            }
            return contents.size() >= Math.min(values, MOST_CONTENTS) ? Change.CHANGING : Change.MIXED;
        }
    }

    private final Map<String, Map<String, Field>> fields = new TreeMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private int count;

    /** @param bytes of the whole request, readable or not */
    void add(String recipient, long bytes, List<OpaqueFields.Value> values) {
        sent.merge(recipient, bytes, Long::sum);
        Set<Field> met = new HashSet<>();
        for (OpaqueFields.Value value : values) {
            Map<String, Field> ofRecipient = fields.computeIfAbsent(recipient, r -> new TreeMap<>());
            Field field = ofRecipient.get(value.path());
            if (field == null) {
                if (count >= MOST_FIELDS) {
                    continue;
                }
                count++;
                field = new Field();
                ofRecipient.put(value.path(), field);
            }
            field.exchanges += met.add(field) ? 1 : 0;
            field.values++;
            field.bytes += value.bytes();
            if (field.contents.size() < MOST_CONTENTS) {
                field.contents.add(value.content());
            }
        }
    }

    /** By recipient, then by field. */
    List<Opaque> finish() {
        List<Opaque> all = new ArrayList<>();
        fields.forEach((recipient, ofRecipient) -> {
            long whole = Math.max(1, sent.getOrDefault(recipient, 0L));
            ofRecipient.forEach((path, field) -> all.add(new Opaque(
                    recipient,
                    path,
                    field.exchanges,
                    field.bytes,
                    (int) Math.min(100, Math.round(100.0 * field.bytes / whole)),
                    field.change())));
        });
        return all;
    }

    /** The largest of them for people. */
    static Text described(List<Opaque> all) {
        List<Opaque> largest = all.stream()
                .sorted(java.util.Comparator.comparingLong(Opaque::bytes).reversed())
                .limit(NAMED)
                .toList();
        int more = all.size() - largest.size();
        String zh = largest.stream()
                .map(o -> o.recipient() + " 的 " + o.field() + "（" + o.bytes() + " 字节，占发往它的 " + o.percent() + "%，"
                        + zh(o.change()) + "）")
                .collect(Collectors.joining("；"));
        String en = largest.stream()
                .map(o -> o.recipient() + ": " + o.field() + " (" + o.bytes() + " bytes, " + o.percent()
                        + " % of what it was sent, " + en(o.change()) + ")")
                .collect(Collectors.joining("; "));
        return Text.of(
                zh + (more > 0 ? "；……另有 " + more + " 个字段" : ""), en + (more > 0 ? "; … and " + more + " more" : ""));
    }

    private static String zh(Change change) {
        return switch (change) {
            case ONCE -> "仅一次";
            case STABLE -> "每次相同";
            case CHANGING -> "每次不同";
            case MIXED -> "有时重复";
        };
    }

    private static String en(Change change) {
        return switch (change) {
            case ONCE -> "sent once";
            case STABLE -> "the same each time";
            case CHANGING -> "another each time";
            case MIXED -> "repeated at times";
        };
    }
}
