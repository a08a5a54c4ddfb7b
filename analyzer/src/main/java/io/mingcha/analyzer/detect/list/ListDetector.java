package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.ListShapes.Column;
import io.mingcha.analyzer.catalogue.ListShapes.Row;
import io.mingcha.analyzer.catalogue.ListShapes.Shape;
import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises lists that are personal by their columns (messages, calls, networks around) and recordings by form and name. */
public final class ListDetector {
    private static final int MOST_COLUMNS = 40;
    private static final int LONGEST_HELD = 60;
    /** Of a person abroad or on a land line, or of a service, as messages come from; mobile numbers are told by themselves. */
    private static final Pattern OTHER_PHONE = Pattern.compile(
            "\\+[0-9][0-9 -]{6,18}|0[0-9]{2,3}-?[0-9]{7,8}|100(?:00|10|86)[0-9]{0,6}|106[0-9]{5,17}|12[0-9]{3}|95[0-9]{3,10}|96[0-9]{3,6}|[48]00-?[0-9]{3}-?[0-9]{4}");

    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(?:\\.[0-9]{1,12})?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,6}\\.[0-9]{1,17}(?:[eE]-?[0-9]{1,2})?");
    private static final Pattern PACKAGE =
            Pattern.compile("(?:com|org|net|cn|vnd|io|me|tv|app)(?:\\.[A-Za-z][A-Za-z0-9_]*){1,6}");
    private static final Pattern PATH = Pattern.compile(
            "(?:/sdcard|/storage/emulated|/mnt/sdcard|content://media|/var/mobile)/(?!(?:0/)?Android/(?:data|obb)/)\\S.*");
    private static final Pattern URL = Pattern.compile("https?://\\S{4,}");

    private static final BitSet NONE = new BitSet();

    /**
     * A row of a shape; columns are numbered through all shapes.
     *
     * @param from its first column
     * @param to behind its last one
     */
    private record Make(Shape shape, Row row, int from, int to) {
        boolean isIn(BitSet columns) {
            return columns.nextClearBit(from) >= to;
        }
    }

    private final List<Make> makes = new ArrayList<>();
    /** What counts in one row already, whatever the list is called. */
    private final List<Make> singles = new ArrayList<>();

    private final List<Column> columns = new ArrayList<>();
    /** By what a column may be called its number. */
    private final Map<String, BitSet> byName = new HashMap<>();

    /**
     * What names side by side may be.
     *
     * @param makes whose columns are all called so
     * @param singles those of them that one row alone may be
     */
    private record Named(List<Make> makes, List<Make> singles) {}

    private final NamesBeside<Named> namedBeside = new NamesBeside<>(this::named);
    private final Named unnamed;
    private final ToldBy toldBy;
    private final FieldNames fields;
    /** By the name of a field the columns that are called so. */
    private final Remembered<BitSet> called = new Remembered<>(this::columnsCalled);

    public ListDetector(FieldNames fields) {
        this.fields = fields;
        ListShapes lists = fields.lists();
        toldBy = new ToldBy(lists);
        for (Shape shape : lists.shapes()) {
            for (Row row : shape.rows()) {
                int from = columns.size();
                for (Column column : row.columns()) {
                    int number = columns.size();
                    columns.add(column);
                    column.names()
                            .forEach(name -> byName.computeIfAbsent(name, n -> new BitSet())
                                    .set(number));
                }
                Make make = new Make(shape, row, from, columns.size());
                makes.add(make);
                if (shape.least() == 1
                        && !row.named()
                        && row.columns().stream().allMatch(c -> c.form() == ListShapes.Form.NUMBER)) {
                    singles.add(make);
                }
            }
        }
        unnamed = named(called.of(""));
    }

    public Optional<Hit> find(Node node, Decoded message, Witness witness) {
        return switch (node.kind()) {
            case ARRAY -> list(node, witness);
            case OBJECT -> single(node, witness);
            case MEDIA -> recording(node, message);
            default -> Optional.empty();
        };
    }

    private Optional<Hit> list(Node array, Witness witness) {
        List<Node> items = array.children();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        @Nullable BitSet first = null;
        for (Make make : namedIn(items.get(0)).makes()) {
            Shape shape = make.shape();
            if (items.size() < shape.least()) {
                continue;
            }
            first = first == null ? columnsOf(items.get(0)) : first;
            if (make.isIn(first) && (!make.row().named() || fields.lists().isCalled(shape, array.key()))) {
                int count = 0;
                for (Node item : items) {
                    count += make.isIn(columnsOf(item)) ? 1 : 0;
                }
                boolean enough = count >= shape.least() && count * 10 >= items.size() * 6;
                boolean told = make.row().named() && !shape.always();
                if (enough && (told || isOfPeople(make, items) && isHeld(array, shape))) {
                    Hit hit = Hit.entries(shape.type(), array, make.row().named() ? 0.9 : 0.85, count);
                    if (isSomebodys(hit, shape, witness)) {
                        return Optional.of(hit);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** One row that stands alone, of what a single one is told of: the cell that a phone is in. */
    private Optional<Hit> single(Node object, Witness witness) {
        if (singles.isEmpty() || object.members().size() < 2 || object.isIn(Node.Kind.ARRAY)) {
            return Optional.empty();
        }
        List<Make> named = namedIn(object).singles();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        BitSet held = columnsOf(object);
        return named.stream()
                .filter(make -> make.isIn(held)
                        && isSomebodys(Hit.entries(make.shape().type(), object, 0.85, 1), make.shape(), witness))
                .findFirst()
                .map(make -> Hit.entries(make.shape().type(), object, 0.85, 1));
    }

    private boolean isSomebodys(Hit hit, Shape shape, Witness witness) {
        if (!Things.isWithin(hit.node(), fields) && !Things.isNobodys(hit.node(), shape.unless(), fields)) {
            return true;
        }
        witness.dropped(hit.node(), hit.type(), hit.value(), Dropped.Why.OF_OTHERS);
        return false;
    }

    /** Whether the list is called what it should be, or what its rows hold tells that it is: blood is tested of people, water of nobody. */
    private static boolean isHeld(Node array, Shape shape) {
        if (shape.holding().isEmpty() || !shape.always() && shape.isCalled(array.key())) {
            return true;
        }
        List<Node> items = array.children();
        long held = items.stream()
                .filter(item -> item.members().stream()
                        .limit(MOST_COLUMNS)
                        .anyMatch(m -> m.text().length() <= LONGEST_HELD && shape.isHolding(m.text())))
                .count();
        return held > 0 && held * 4 >= items.size();
    }

    /** Numbers of services stand in lists of services too; of somebody's calls and messages one at least is a mobile. */
    private static boolean isOfPeople(Make make, List<Node> items) {
        return make.row().columns().stream().noneMatch(c -> c.form() == ListShapes.Form.PHONE)
                || items.stream()
                        .flatMap(item -> item.members().stream())
                        .anyMatch(member -> Checks.phone(member.text().strip()));
    }

    /** What an item of a list may be by the names in it, whatever they stand for. */
    private Named namedIn(Node item) {
        boolean bare = item.kind() == Node.Kind.TEXT || item.kind() == Node.Kind.ARRAY && isVector(item.children());
        return bare ? unnamed : namedBeside.of(item.members());
    }

    private Named named(List<String> names) {
        BitSet named = new BitSet(columns.size());
        for (String name : names) {
            if (!name.isEmpty()) {
                named.or(called.of(name));
            }
        }
        return named(named);
    }

    private Named named(BitSet columns) {
        return new Named(
                makes.stream().filter(make -> make.isIn(columns)).toList(),
                singles.stream().filter(make -> make.isIn(columns)).toList());
    }

    /** The columns that an item of a list has: by name and form. */
    private BitSet columnsOf(Node item) {
        BitSet held = new BitSet();
        if (item.kind() == Node.Kind.TEXT) {
            add(held, called.of(""), item.text().strip());
        } else if (item.kind() == Node.Kind.ARRAY && isVector(item.children())) {
            add(held, called.of(""), item.children().get(0).text().strip());
        } else if (item.kind() == Node.Kind.OBJECT && item.members().size() <= MOST_COLUMNS) {
            for (Node member : item.members()) {
                if (member.key().isEmpty()) {
                    continue;
                }
                if (member.kind() == Node.Kind.TEXT) {
                    add(held, called.of(member.key()), member.text().strip());
                } else if (!member.children().isEmpty()) {
                    addParts(held, called.of(member.key()));
                }
            }
        }
        return held;
    }

    /** As sensors tell their axes: {@code [0.12, 9.79, 0.31]}. */
    private static boolean isVector(List<Node> items) {
        return items.size() >= 2
                && items.size() <= 4
                && items.stream()
                        .allMatch(i -> i.kind() == Node.Kind.TEXT
                                && DECIMAL.matcher(i.text()).matches());
    }

    private void add(BitSet held, BitSet named, String text) {
        for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
            if (!held.get(i) && isOf(columns.get(i).form(), text)) {
                held.set(i);
            }
        }
    }

    private void addParts(BitSet held, BitSet named) {
        for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
            if (columns.get(i).form() == ListShapes.Form.PARTS) {
                held.set(i);
            }
        }
    }

    private BitSet columnsCalled(String name) {
        BitSet called = new BitSet();
        for (String ending : name.isEmpty() ? List.of("") : NameWords.called(name)) {
            called.or(byName.getOrDefault(ending, NONE));
        }
        return called;
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
            case POSITION -> PlainCells.isPosition(text);
            case PARTS -> false;
        };
    }

    /** A number of a land line, from abroad or of a service. */
    static boolean isOtherPhone(String text) {
        return OTHER_PHONE.matcher(text).matches();
    }

    static boolean isMac(String text) {
        return MAC.matcher(text).matches();
    }

    static boolean isPackage(String text) {
        return PACKAGE.matcher(text).matches();
    }

    private Optional<Hit> recording(Node media, Decoded message) {
        if (Things.isWithin(media, fields)) {
            return Optional.empty();
        }
        int size = size(media);
        return toldBy.of(media, size, message).map(r -> hit(r.type(), media, media.layer() + ", " + size + " bytes"));
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

    private static Hit hit(String type, Node media, String told) {
        return Hit.whole(type, media, Method.BULK_SHAPE, "plain", 0.8, told);
    }
}
