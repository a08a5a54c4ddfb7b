package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.ListShapes.Column;
import io.mingcha.analyzer.catalogue.ListShapes.Row;
import io.mingcha.analyzer.catalogue.ListShapes.Shape;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Recognises lists that are personal by their columns (messages, calls, networks around) and recordings by form and name. */
final class ListDetector {
    private static final int MOST_COLUMNS = 40;
    /** Of a person abroad or on a land line, or of a service, as messages come from; mobile numbers are told by themselves. */
    private static final Pattern OTHER_PHONE = Pattern.compile(
            "\\+[0-9][0-9 -]{6,18}|0[0-9]{2,3}-?[0-9]{7,8}|(?:10|12|95|96)[0-9]{3,10}|[48]00-?[0-9]{3}-?[0-9]{4}");

    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(?:\\.[0-9]{1,12})?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,6}\\.[0-9]{1,17}(?:[eE]-?[0-9]{1,2})?");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*){1,6}");
    private static final Pattern PATH =
            Pattern.compile("(?:/sdcard|/storage/emulated|/mnt/sdcard|content://media|/var/mobile)/\\S.*");
    private static final Pattern URL = Pattern.compile("https?://\\S{4,}");

    /** Names met are remembered; past this many the memory starts anew. */
    private static final int REMEMBERED = 20_000;

    /** A row of a shape; its columns are numbered through all shapes. */
    private record Make(Shape shape, Row row, BitSet columns) {}

    private final List<Make> makes = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<ListShapes.Recording> recordings;
    /** By the name of a field the columns that are called so. */
    private final Map<String, BitSet> called = new ConcurrentHashMap<>();

    ListDetector(ListShapes lists) {
        recordings = lists.recordings();
        for (Shape shape : lists.shapes()) {
            for (Row row : shape.rows()) {
                BitSet numbers = new BitSet();
                numbers.set(columns.size(), columns.size() + row.columns().size());
                columns.addAll(row.columns());
                makes.add(new Make(shape, row, numbers));
            }
        }
    }

    Optional<Hit> find(Node node) {
        return switch (node.kind()) {
            case ARRAY -> list(node);
            case MEDIA -> recording(node);
            default -> Optional.empty();
        };
    }

    private Optional<Hit> list(Node array) {
        List<Node> items = array.children();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        BitSet first = columnsOf(items.get(0));
        for (Make make : makes) {
            Shape shape = make.shape();
            if (items.size() >= shape.least()
                    && holdsAll(first, make)
                    && (!make.row().named() || shape.isCalled(array.key()))) {
                int count = 0;
                for (Node item : items) {
                    count += holdsAll(columnsOf(item), make) ? 1 : 0;
                }
                if (count >= shape.least() && count * 10 >= items.size() * 6) {
                    return Optional.of(
                            hit(shape.type(), array, make.row().named() ? 0.9 : 0.85, count, count + " entries"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holdsAll(BitSet held, Make make) {
        BitSet missing = (BitSet) make.columns().clone();
        missing.andNot(held);
        return missing.isEmpty();
    }

    /** The columns that an item of a list has: by name and form. */
    private BitSet columnsOf(Node item) {
        BitSet held = new BitSet();
        if (item.kind() == Node.Kind.TEXT) {
            add(held, called(""), item.text().strip());
        } else if (item.kind() == Node.Kind.OBJECT && item.members().size() <= MOST_COLUMNS) {
            for (Node member : item.members()) {
                if (member.kind() == Node.Kind.TEXT && !member.key().isEmpty()) {
                    add(held, called(member.key()), member.text().strip());
                }
            }
        }
        return held;
    }

    private void add(BitSet held, BitSet named, String text) {
        for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
            if (!held.get(i) && isOf(columns.get(i).form(), text)) {
                held.set(i);
            }
        }
    }

    private BitSet called(String name) {
        BitSet known = called.get(name);
        if (known == null) {
            known = new BitSet();
            for (int i = 0; i < columns.size(); i++) {
                known.set(i, columns.get(i).isCalled(name));
            }
            if (called.size() >= REMEMBERED) {
                called.clear();
            }
            called.put(name, known);
        }
        return known;
    }

    private static boolean isOf(ListShapes.Form form, String text) {
        if (text.isEmpty()) {
            return false;
        }
        return switch (form) {
            case ANY -> true;
            case TEXT -> !NUMBER.matcher(text).matches();
            case NUMBER -> NUMBER.matcher(text).matches();
            case DECIMAL -> DECIMAL.matcher(text).matches();
            case PHONE -> Checks.phone(text) || OTHER_PHONE.matcher(text).matches();
            case MAC -> MAC.matcher(text).matches();
            case PACKAGE -> PACKAGE.matcher(text).matches();
            case PATH -> PATH.matcher(text).matches();
            case URL -> URL.matcher(text).matches();
        };
    }

    private Optional<Hit> recording(Node media) {
        String name = media.key();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int size = size(media);
        return recordings.stream()
                .filter(r -> size >= r.least() && r.kinds().contains(media.layer()) && r.isCalled(name))
                .findFirst()
                .map(r -> hit(r.type(), media, 0.8, 1, media.layer() + ", " + size + " bytes"));
    }

    /** Its bytes, as far as the text that it is written in tells them; else those that were recorded of what it stands in. */
    private static int size(Node media) {
        Node layer = media;
        while (!layer.layer().isEmpty() && layer.parent().isPresent()) {
            Node above = layer.parent().get();
            if (!above.text().isEmpty()) {
                int letters = above.text().length();
                return layer.layer().startsWith("base64") ? letters * 3 / 4 : letters / 2;
            }
            layer = above;
        }
        return media.length();
    }

    private static Hit hit(String type, Node node, double confidence, int count, String told) {
        return new Hit(type, node, node.offset(), node.length(), Method.BULK_SHAPE, "plain", confidence, count, told);
    }
}
