package io.mingcha.analyzer.detect.place;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.nobody.OthersPosition;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds positions, always as a pair: the known one wherever two numbers are it, others by the names of their fields. */
public final class PositionDetector {
    private static final String TYPE = "precise_location";
    private static final String TRACK = "movement_track";
    /** Where somebody is within some kilometres: degrees with one digit or two behind the point. */
    private static final String COARSE = "coarse_location";

    private static final Pattern PAIR =
            Pattern.compile("(-?\\d{1,3}\\.\\d{3,16})\\s*[,;|_ ]\\s*(-?\\d{1,3}\\.\\d{3,16})(?:[,;|_ ].*)?");
    private static final Pattern POINT = Pattern.compile("(?:SRID=\\d+;)?POINT ?\\(([-0-9. ]{9,60})\\)");
    /** From so many different positions in one list on they are places. */
    private static final int MANY = 3;

    /** Parts of a degree that whole numbers count. */
    private static final double[] SCALES = {1e5, 1e6, 1e7};

    /** Objects with more members than this hold no position of a person. */
    private static final int WIDEST = 200;

    private static final int SHORTEST_WRITTEN = 7;

    private final KnownPositions known;
    private final FieldNames fields;
    private final List<ListShapes.Shape> tracks;

    public PositionDetector(List<Position> known, FieldNames fields) {
        this.known = new KnownPositions(known, fields);
        this.fields = fields;
        this.tracks = fields.lists().shapes().stream()
                .filter(shape -> shape.type().equals(TRACK))
                .toList();
    }

    /** A latitude or a longitude, and what its name says of whose or what it is. */
    private record Named(Degrees degrees, String axis) {}

    /** Looks at the members of a container. */
    public void members(Node container, List<Hit> hits, Witness witness) {
        List<Node> children = container.members();
        if (children.size() < 2 || children.size() > WIDEST) {
            return;
        }
        // most objects have none
        List<Degrees> numbers = List.of();
        List<Named> latitudes = List.of();
        List<Named> longitudes = List.of();
        boolean list = container.kind() == Node.Kind.ARRAY;
        for (int i = 0; i < children.size(); i++) {
            Node child = children.get(i);
            double value = Degrees.read(child);
            if (Double.isNaN(value)) {
                continue;
            }
            Degrees number = new Degrees(child, value);
            numbers = numbers.isEmpty() ? new ArrayList<>() : numbers;
            numbers.add(number);
            // In a list a name may stand before its value.
            Meaning meaning = fields.of(
                    list && i > 0 && child.key().equals(container.key()) && isWord(children.get(i - 1))
                            ? children.get(i - 1).text()
                            : child.key());
            if (meaning.has(Sense.LATITUDE)) {
                latitudes = first(latitudes, new Named(number, meaning.axis()));
            } else if (meaning.has(Sense.LONGITUDE)) {
                longitudes = first(longitudes, new Named(number, meaning.axis()));
            }
        }
        if (numbers.size() < 2 || known.among(numbers, hits)) {
            return;
        }
        if (named(latitudes, longitudes, hits, witness)) {
            return;
        }
        if (container.kind() == Node.Kind.ARRAY
                && numbers.size() == 2
                && children.size() == 2
                && fields.of(container.key()).has(Sense.PAIR)
                && isPair(numbers.get(0).node().text(), numbers.get(1).node().text())
                && !isPlace(container)
                && !OthersPosition.isOne(container, fields)) {
            Node first = numbers.get(0).node();
            hits.add(Hit.over(
                    TYPE,
                    first,
                    numbers.get(1).node(),
                    Method.NAMED_FIELD,
                    0.7,
                    first.text() + "," + numbers.get(1).node().text()));
        }
    }

    private static List<Named> first(List<Named> all, Named degrees) {
        if (all.stream().anyMatch(other -> other.axis().equals(degrees.axis()))) {
            return all;
        }
        List<Named> more = all.isEmpty() ? new ArrayList<>(2) : all;
        more.add(degrees);
        return more;
    }

    /** Each latitude with the longitude that its name belongs to: {@code currentLat} with {@code currentLng}, not with {@code lng}. */
    private boolean named(List<Named> latitudes, List<Named> longitudes, List<Hit> hits, Witness witness) {
        if (latitudes.isEmpty() || longitudes.isEmpty()) {
            return false;
        }
        Set<String> told = new HashSet<>(2);
        boolean paired = false;
        for (Named north : latitudes) {
            for (Named east : longitudes) {
                if (north.axis().equals(east.axis())) {
                    paired = true;
                    named(north.degrees(), east.degrees(), told, hits, witness);
                }
            }
        }
        if (!paired) {
            named(latitudes.get(0).degrees(), longitudes.get(0).degrees(), told, hits, witness);
        }
        return !told.isEmpty();
    }

    private void named(Degrees latitude, Degrees longitude, Set<String> told, List<Hit> hits, Witness witness) {
        String value = latitude.node().text() + "," + longitude.node().text();
        boolean precise = isPrecise(latitude, longitude);
        if (!precise && !isCoarse(latitude, longitude)) {
            witness.dropped(latitude.node(), TYPE, value, Dropped.Why.NOT_PRECISE);
        } else if (isPlace(latitude.node()) || isPlace(longitude.node())) {
            witness.dropped(latitude.node(), precise ? TYPE : COARSE, value, Dropped.Why.PLACE);
        } else if (OthersPosition.isOne(latitude.node(), fields)) {
            witness.dropped(latitude.node(), precise ? TYPE : COARSE, value, Dropped.Why.NOT_MEASURED);
        } else if (told.add(value)) {
            hits.add(Hit.over(
                    precise ? TYPE : COARSE,
                    latitude.node(),
                    longitude.node(),
                    Method.NAMED_FIELD,
                    precise ? 0.8 : 0.65,
                    value));
        }
    }

    private static boolean isWord(Node node) {
        String text = node.text();
        return node.kind() == Node.Kind.TEXT
                && text.length() <= 20
                && !text.isEmpty()
                && Character.isLetter(text.charAt(0));
    }

    /** Whether the nearest name that tells says a place on a map, not the person or the device. */
    private boolean isPlace(Node node) {
        Optional<Node> at = Optional.of(node);
        while (at.isPresent()) {
            Meaning meaning = fields.of(at.get().key());
            if (meaning.has(Sense.PERSON)) {
                return false;
            }
            if (meaning.has(Sense.PLACE)) {
                return true;
            }
            at = at.get().parent();
        }
        return false;
    }

    /**
     * Takes back positions that stand as many in one list: places to choose from or to draw, unless they are a track. Those of
     * things around are none, whatever is told of each.
     */
    public void dropLists(List<Hit> hits, Witness witness) {
        Map<Node, Set<String>> lists = new IdentityHashMap<>();
        Map<Node, Boolean> nobodys = new IdentityHashMap<>();
        for (Hit hit : hits) {
            if (isNamed(hit)) {
                list(hit.node())
                        .ifPresent(l ->
                                lists.computeIfAbsent(l, k -> new HashSet<>()).add(hit.value()));
            }
        }
        lists.forEach((list, values) ->
                nobodys.put(list, tracks.stream().anyMatch(track -> Things.isNobodys(list, track.unless(), fields))));
        lists.entrySet().removeIf(list -> list.getValue().size() < MANY && !nobodys.getOrDefault(list.getKey(), false));
        if (!lists.isEmpty()) {
            hits.removeIf(hit -> {
                Optional<Node> list = isNamed(hit) ? list(hit.node()).filter(lists::containsKey) : Optional.empty();
                boolean place = list.isPresent()
                        && (nobodys.getOrDefault(list.get(), false)
                                || hit.node().fellows().stream()
                                        .noneMatch(f -> fields.of(f.key()).has(Sense.TRACK)));
                if (place) {
                    witness.dropped(hit.node(), hit.type(), hit.value(), Dropped.Why.ONE_OF_MANY);
                }
                return place;
            });
        }
    }

    private static boolean isNamed(Hit hit) {
        return hit.method() == Method.NAMED_FIELD
                && (hit.type().equals(TYPE) || hit.type().equals(COARSE) && !Double.isNaN(Degrees.read(hit.node())));
    }

    /** The nearest list around a position; two numbers in brackets are the position itself. */
    private static Optional<Node> list(Node node) {
        Optional<Node> at = node.parent();
        if (at.isPresent()
                && at.get().kind() == Node.Kind.ARRAY
                && at.get().members().size() == 2
                && !Double.isNaN(Degrees.read(node))) {
            at = at.get().parent();
        }
        while (at.isPresent() && at.get().kind() != Node.Kind.ARRAY) {
            at = at.get().parent();
        }
        return at;
    }

    /** Looks inside one value: {@code "31.2304,121.4737"}. */
    public void leaf(Node leaf, boolean named, List<Hit> hits, Witness witness) {
        String text = leaf.text();
        if (text.length() < SHORTEST_WRITTEN) {
            return;
        }
        if (known.writtenIn(leaf, hits)) {
            return;
        }
        if (text.length() < 13 || !leaf.letters().hasOther() || text.indexOf('.') < 0) {
            return;
        }
        if (!mayHoldDegrees(text)) {
            return;
        }
        if (known.decimalsIn(leaf, hits)) {
            return;
        }
        if (named && text.length() <= 80 && fields.of(leaf.key()).has(Sense.PAIR)) {
            Matcher m = PAIR.matcher(point(text.strip()));
            boolean pair = m.matches()
                    && (isPair(m.group(1), m.group(2)) || isAbroad(fields.of(leaf.key()), m.group(1), m.group(2)));
            if (pair && isPlace(leaf)) {
                witness.dropped(leaf, TYPE, text.strip(), Dropped.Why.PLACE);
            } else if (pair && OthersPosition.isOne(leaf, fields)) {
                witness.dropped(leaf, TYPE, text.strip(), Dropped.Why.NOT_MEASURED);
            } else if (pair) {
                hits.add(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", 0.75, m.group(1) + "," + m.group(2)));
            }
        }
    }

    /** Whether a point with a digit before it and three behind stands anywhere, as in every number of degrees. */
    private static boolean mayHoldDegrees(String text) {
        for (int point = text.indexOf('.', 1);
                point >= 0 && point + 3 < text.length();
                point = text.indexOf('.', point + 1)) {
            if (isDigit(text, point - 1)
                    && isDigit(text, point + 1)
                    && isDigit(text, point + 2)
                    && isDigit(text, point + 3)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isCoarse(Degrees latitude, Degrees longitude) {
        return Math.abs(latitude.value()) <= 90
                && Math.abs(longitude.value()) <= 180
                && !latitude.isWhole()
                && !longitude.isWhole()
                && !latitude.isRound()
                && !longitude.isRound()
                && Math.abs(latitude.value()) >= 1
                && Math.abs(longitude.value()) >= 1;
    }

    private static boolean isPrecise(Degrees latitude, Degrees longitude) {
        if (latitude.isWhole() && longitude.isWhole()) {
            return Arrays.stream(SCALES)
                    .anyMatch(scale -> inChina(latitude.value() / scale, longitude.value() / scale));
        }
        return Math.abs(latitude.value()) <= 90
                && Math.abs(longitude.value()) <= 180
                && latitude.decimals() >= 3
                && longitude.decimals() >= 3
                && !latitude.isRound()
                && !longitude.isRound()
                && (Math.abs(latitude.value()) > 0.01 || Math.abs(longitude.value()) > 0.01);
    }

    /** Two numbers that are a place in China in one order or the other (GB 2260 area: 3–54° N, 73–136° E). */
    private static boolean isPair(String first, String second) {
        Optional<double[]> pair = parse(first, second);
        return pair.isPresent()
                && Degrees.decimals(first) >= 3
                && Degrees.decimals(second) >= 3
                && (inChina(pair.get()[0], pair.get()[1]) || inChina(pair.get()[1], pair.get()[0]));
    }

    /** Outside China too, where the name leaves nothing else that the two numbers could be. */
    private static boolean isAbroad(Meaning name, String first, String second) {
        Optional<double[]> pair = name.has(Sense.ABROAD) ? parse(first, second) : Optional.empty();
        return pair.isPresent()
                && Math.abs(pair.get()[0]) <= 90
                && Math.abs(pair.get()[1]) <= 180
                && Degrees.decimals(first) >= 4
                && Degrees.decimals(second) >= 4
                && (Math.abs(pair.get()[0]) >= 1 || Math.abs(pair.get()[1]) >= 1);
    }

    /** The two numbers of {@code POINT(120.73 31.29)} (OGC 06-103r4). */
    private static String point(String text) {
        Matcher m = POINT.matcher(text);
        return m.matches() ? m.group(1) : text;
    }

    private static boolean inChina(double lat, double lng) {
        return lat >= 3 && lat <= 54 && lng >= 73 && lng <= 136;
    }

    private static Optional<double[]> parse(String first, String second) {
        try {
            return Optional.of(new double[] {Double.parseDouble(first), Double.parseDouble(second)});
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
