package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.ListShapes.Column;
import io.mingcha.analyzer.catalogue.ListShapes.Row;
import io.mingcha.analyzer.catalogue.ListShapes.Shape;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.List;
import java.util.Optional;
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

    private final List<Shape> shapes;
    private final List<ListShapes.Recording> recordings;

    ListDetector(ListShapes lists) {
        shapes = lists.shapes();
        recordings = lists.recordings();
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
        Node first = items.get(0);
        for (Shape shape : shapes) {
            if (items.size() < shape.least()) {
                continue;
            }
            for (Row row : shape.rows()) {
                if (isOf(row, first) && (!row.named() || shape.isCalled(array.key()))) {
                    int count = 0;
                    for (Node item : items) {
                        count += isOf(row, item) ? 1 : 0;
                    }
                    if (count >= shape.least() && count * 10 >= items.size() * 6) {
                        return Optional.of(
                                hit(shape.type(), array, row.named() ? 0.9 : 0.85, count, count + " entries"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Row row, Node item) {
        if (item.kind() == Node.Kind.TEXT) {
            Column only = row.columns().get(0);
            return row.columns().size() == 1
                    && only.names().contains("")
                    && isOf(only.form(), item.text().strip());
        }
        List<Node> members = item.members();
        if (item.kind() != Node.Kind.OBJECT || members.size() < row.columns().size() || members.size() > MOST_COLUMNS) {
            return false;
        }
        for (Column column : row.columns()) {
            if (!holds(members, column)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(List<Node> members, Column column) {
        for (Node member : members) {
            if (member.kind() == Node.Kind.TEXT
                    && isOf(column.form(), member.text().strip())
                    && column.isCalled(member.key())) {
                return true;
            }
        }
        return false;
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
        int size = media.parent()
                .filter(p -> !p.text().isEmpty())
                .map(p -> p.text().length() * 3 / 4)
                .orElse(media.length());
        return recordings.stream()
                .filter(r -> size >= r.least() && r.kinds().contains(media.layer()) && r.isCalled(name))
                .findFirst()
                .map(r -> hit(r.type(), media, 0.8, 1, media.layer() + ", " + size + " bytes"));
    }

    private static Hit hit(String type, Node node, double confidence, int count, String told) {
        return new Hit(type, node, node.offset(), node.length(), Method.BULK_SHAPE, "plain", confidence, count, told);
    }
}
