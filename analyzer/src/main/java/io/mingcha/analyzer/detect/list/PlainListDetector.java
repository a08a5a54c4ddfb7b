package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes.Cell;
import io.mingcha.analyzer.catalogue.ListShapes.Plain;
import io.mingcha.analyzer.catalogue.ListShapes.Shape;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Things;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Recognises lists that are personal by what the cells of their rows look like, which have no names. */
public final class PlainListDetector {
    /** Degrees between the farthest points of what one person walks or drives while an app listens. */
    private static final double WIDEST = 4;

    /** So many rows are asked for the places of their cells. */
    private static final int ASKED = 8;

    private final FieldNames fields;
    private final List<Make> makes = new ArrayList<>();

    private record Make(Shape shape, Plain plain) {
        boolean needs(Cell cell) {
            return plain.cells().contains(cell);
        }
    }

    public PlainListDetector(FieldNames fields) {
        this.fields = fields;
        for (Shape shape : fields.lists().shapes()) {
            shape.plain().forEach(plain -> makes.add(new Make(shape, plain)));
        }
    }

    public Optional<Hit> find(Node node) {
        if (node.kind() != Node.Kind.ARRAY && node.kind() != Node.Kind.TEXT) {
            return Optional.empty();
        }
        if (isOfObjects(node) && !mayBeAny(node)) {
            return Optional.empty();
        }
        List<List<String>> rows =
                PlainRows.of(node, row -> makes.stream().anyMatch(make -> isOf(make, row) && mayBe(make, node)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return makes.stream()
                .filter(make -> mayBe(make, node))
                .map(make -> of(make, node, rows))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean mayBeAny(Node node) {
        for (int i = 0; i < makes.size(); i++) {
            if (mayBe(makes.get(i), node)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBe(Make make, Node node) {
        return (!make.plain().named() || fields.lists().isCalled(make.shape(), node.key()))
                && (make.plain().objects() || !isOfObjects(node));
    }

    private static boolean isOfObjects(Node node) {
        return node.kind() == Node.Kind.ARRAY
                && !node.children().isEmpty()
                && node.children().get(0).kind() == Node.Kind.OBJECT;
    }

    private static boolean isOf(Make make, List<String> row) {
        return PlainCells.places(make.plain().cells(), row).length > 0;
    }

    private Optional<Hit> of(Make make, Node node, List<List<String>> rows) {
        Optional<int[]> common = commonPlaces(make.plain().cells(), rows);
        if (common.isEmpty()) {
            return Optional.empty();
        }
        int[] places = common.get();
        List<List<String>> like = like(make.plain().cells(), rows, places);
        boolean enough = like.size() >= make.shape().least() && like.size() * 10 >= rows.size() * 7;
        if (!enough
                || !isOfPeople(make, like, places)
                || make.needs(Cell.POSITION) && !isOfOne(make, like, places)
                || Things.isWithin(node, fields)
                || Things.isNobodys(node, make.shape().unless(), fields)) {
            return Optional.empty();
        }
        return Optional.of(Hit.entries(make.shape().type(), node, make.plain().named() ? 0.9 : 0.8, like.size()));
    }

    /** Where rows have each of the cells: as one of the first has them, so that most are like it. */
    private static Optional<int[]> commonPlaces(List<Cell> wanted, List<List<String>> rows) {
        return rows.stream()
                .limit(ASKED)
                .map(row -> PlainCells.places(wanted, row))
                .filter(places -> places.length > 0)
                .max(Comparator.comparingInt(places -> like(
                                wanted, rows.subList(0, Math.min(ASKED, rows.size())), places)
                        .size()));
    }

    private static List<List<String>> like(List<Cell> wanted, List<List<String>> rows, int[] places) {
        return rows.stream()
                .filter(row -> PlainCells.areAt(wanted, row, places))
                .toList();
    }

    /**
     * Somebody's calls, messages and friends are of several people, one at least with a mobile number; what is called messages and has
     * its times may be of services alone.
     */
    private static boolean isOfPeople(Make make, List<List<String>> rows, int[] places) {
        int phone = make.plain().cells().indexOf(Cell.PHONE);
        if (phone < 0) {
            return true;
        }
        boolean services = make.plain().named() && make.needs(Cell.WORDS) && make.needs(Cell.TIME);
        List<String> numbers =
                rows.stream().map(row -> row.get(places[phone])).distinct().toList();
        return numbers.size() >= 2 && (services || numbers.stream().anyMatch(Checks::phone));
    }

    /** One thing moves from place to place near by, and time goes on; what is told of many has neither. */
    private static boolean isOfOne(Make make, List<List<String>> rows, int[] places) {
        int time = make.plain().cells().indexOf(Cell.TIME);
        int position = places[make.plain().cells().indexOf(Cell.POSITION)];
        return (time < 0 || PlainRows.isOrdered(rows, places[time]))
                && extent(rows, position) <= WIDEST
                && extent(rows, position + 1) <= WIDEST
                && rows.stream()
                                .map(row -> row.get(position) + "," + row.get(position + 1))
                                .distinct()
                                .count()
                        >= 2;
    }

    private static double extent(List<List<String>> rows, int column) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (List<String> row : rows) {
            double value = Double.parseDouble(row.get(column));
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }
}
