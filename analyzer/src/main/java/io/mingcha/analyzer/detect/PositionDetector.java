package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds positions, always as a pair: the known one wherever two numbers are it, others by the names of their fields. */
final class PositionDetector {
    private static final String TYPE = "precise_location";
    private static final String TRACK = "movement_track";
    /** Where somebody is within some kilometres: degrees with one digit or two behind the point. */
    private static final String COARSE = "coarse_location";

    private static final Pattern PAIR =
            Pattern.compile("(-?\\d{1,3}\\.\\d{3,16})\\s*[,;|_ ]\\s*(-?\\d{1,3}\\.\\d{3,16})(?:[,;|_ ].*)?");
    private static final Pattern POINT = Pattern.compile("(?:SRID=\\d+;)?POINT ?\\(([-0-9. ]{9,60})\\)");
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\d.])-?\\d{1,3}\\.\\d{3,15}(?![\\d.])");
    /** From so many different positions in one list on they are places. */
    private static final int MANY = 3;

    /** Parts of a degree that whole numbers count. */
    private static final double[] SCALES = {1e5, 1e6, 1e7};

    /** Objects with more members than this hold no position of a person. */
    private static final int WIDEST = 200;

    private static final int SHORTEST_WRITTEN = 7;
    private static final int LONGEST_DECIMAL = 24;
    /** Degrees, minutes and seconds as fractions. */
    private static final int LONGEST_NUMBER = 40;

    /** Letters of a whole number that can still be degrees: -180 in units of 1e-7. */
    private static final int LONGEST_WHOLE = 12;

    private final Coordinates known;
    private final FieldNames fields;
    private final List<ListShapes.Shape> tracks;

    PositionDetector(List<Position> known, FieldNames fields) {
        this.known = Coordinates.of(known);
        this.fields = fields;
        this.tracks = fields.lists().shapes().stream()
                .filter(shape -> shape.type().equals(TRACK))
                .toList();
    }

    private record Number(Node node, double value) {}

    /** A latitude or a longitude, and what its name says of whose or what it is. */
    private record Degrees(Number number, String axis) {}

    /** Two numbers that are a known position. */
    private record Pair(int position, Node first, Node second) {}

    /** Looks at the members of a container. */
    void members(Node container, List<Hit> hits, Witness witness) {
        List<Node> children = container.members();
        if (children.size() < 2 || children.size() > WIDEST) {
            return;
        }
        List<Number> numbers = new ArrayList<>();
        // most objects have neither
        List<Degrees> latitudes = List.of();
        List<Degrees> longitudes = List.of();
        boolean list = container.kind() == Node.Kind.ARRAY;
        for (int i = 0; i < children.size(); i++) {
            Node child = children.get(i);
            double value = number(child);
            if (Double.isNaN(value)) {
                continue;
            }
            Number number = new Number(child, value);
            numbers.add(number);
            // In a list a name may stand before its value.
            Meaning meaning = fields.of(
                    list && i > 0 && child.key().equals(container.key()) && isWord(children.get(i - 1))
                            ? children.get(i - 1).text()
                            : child.key());
            if (meaning.has(Sense.LATITUDE)) {
                latitudes = first(latitudes, new Degrees(number, meaning.axis()));
            } else if (meaning.has(Sense.LONGITUDE)) {
                longitudes = first(longitudes, new Degrees(number, meaning.axis()));
            }
        }
        if (numbers.size() < 2 || foundKnown(numbers, hits)) {
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
                && !isPlace(container)) {
            Node first = numbers.get(0).node();
            hits.add(hit(
                    first,
                    numbers.get(1).node(),
                    Method.NAMED_FIELD,
                    0.7,
                    first.text() + "," + numbers.get(1).node().text()));
        }
    }

    private static List<Degrees> first(List<Degrees> all, Degrees degrees) {
        if (all.stream().anyMatch(other -> other.axis().equals(degrees.axis()))) {
            return all;
        }
        List<Degrees> more = all.isEmpty() ? new ArrayList<>(2) : all;
        more.add(degrees);
        return more;
    }

    /** Each latitude with the longitude that its name belongs to: {@code currentLat} with {@code currentLng}, not with {@code lng}. */
    private boolean named(List<Degrees> latitudes, List<Degrees> longitudes, List<Hit> hits, Witness witness) {
        if (latitudes.isEmpty() || longitudes.isEmpty()) {
            return false;
        }
        Set<String> told = new HashSet<>(2);
        boolean paired = false;
        for (Degrees north : latitudes) {
            for (Degrees east : longitudes) {
                if (north.axis().equals(east.axis())) {
                    paired = true;
                    named(north.number(), east.number(), told, hits, witness);
                }
            }
        }
        if (!paired) {
            named(latitudes.get(0).number(), longitudes.get(0).number(), told, hits, witness);
        }
        return !told.isEmpty();
    }

    private void named(Number latitude, Number longitude, Set<String> told, List<Hit> hits, Witness witness) {
        String value = latitude.node().text() + "," + longitude.node().text();
        boolean precise = isPrecise(latitude, longitude);
        if (!precise && !isCoarse(latitude, longitude)) {
            witness.dropped(latitude.node(), TYPE, value, Dropped.Why.NOT_PRECISE);
        } else if (isPlace(latitude.node()) || isPlace(longitude.node())) {
            witness.dropped(latitude.node(), precise ? TYPE : COARSE, value, Dropped.Why.PLACE);
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
    void dropLists(List<Hit> hits, Witness witness) {
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
                && (hit.type().equals(TYPE) || hit.type().equals(COARSE) && !Double.isNaN(number(hit.node())));
    }

    /** The nearest list around a position; two numbers in brackets are the position itself. */
    private static Optional<Node> list(Node node) {
        Optional<Node> at = node.parent();
        if (at.isPresent()
                && at.get().kind() == Node.Kind.ARRAY
                && at.get().members().size() == 2
                && !Double.isNaN(number(node))) {
            at = at.get().parent();
        }
        while (at.isPresent() && at.get().kind() != Node.Kind.ARRAY) {
            at = at.get().parent();
        }
        return at;
    }

    private boolean foundKnown(List<Number> all, List<Hit> hits) {
        List<Number> numbers = new ArrayList<>();
        for (Number number : all) {
            if (known.mayHold(number.value())
                    && decimals(number.node().text()) >= 3
                    && !fields.of(number.node().key()).has(Sense.UNLIKE)) {
                numbers.add(number);
            }
        }
        List<Pair> pairs = new ArrayList<>(0);
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                Number a = numbers.get(i);
                Number b = numbers.get(j);
                for (int position : known.at(a.value(), b.value())) {
                    pairs.add(new Pair(position, a.node(), b.node()));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::position));
        for (Pair pair : pairs) {
            hits.add(hit(
                    pair.first(),
                    pair.second(),
                    Method.KNOWN_VALUE,
                    0.97,
                    known.get(pair.position()).canonical()));
        }
        return !pairs.isEmpty();
    }

    /** Looks inside one value: {@code "31.2304,121.4737"}. */
    void leaf(Node leaf, boolean named, List<Hit> hits, Witness witness) {
        String text = leaf.text();
        if (text.length() < SHORTEST_WRITTEN) {
            return;
        }
        if (!known.isEmpty() && text.length() <= 8192 && otherwise(leaf, text, hits)) {
            return;
        }
        if (text.length() < 13 || !leaf.letters().hasOther() || text.indexOf('.') < 0) {
            return;
        }
        if (!mayHoldDegrees(text)) {
            return;
        }
        if (!known.isEmpty() && text.length() <= 8192 && knownIn(leaf, text, hits)) {
            return;
        }
        if (named && text.length() <= 80 && fields.of(leaf.key()).has(Sense.PAIR)) {
            Matcher m = PAIR.matcher(point(text.strip()));
            boolean pair = m.matches()
                    && (isPair(m.group(1), m.group(2)) || isAbroad(fields.of(leaf.key()), m.group(1), m.group(2)));
            if (pair && isPlace(leaf)) {
                witness.dropped(leaf, TYPE, text.strip(), Dropped.Why.PLACE);
            } else if (pair) {
                hits.add(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", 0.75, m.group(1) + "," + m.group(2)));
            }
        }
    }

    /** Of a known position seven letters are evidence, whatever the field is called: no word lies within 80 m of it by chance. */
    private boolean otherwise(Node leaf, String text, List<Hit> hits) {
        boolean signs = leaf.letters().hasOther();
        boolean geohash = !signs && WrittenPosition.isGeohash(text);
        Optional<WrittenPosition> written =
                geohash ? WrittenPosition.ofGeohash(text) : signs ? WrittenPosition.inMinutes(text) : Optional.empty();
        if (written.isEmpty()) {
            return false;
        }
        WrittenPosition at = written.get();
        int[] here = known.at(at.latitude(), at.longitude());
        if (here.length == 0 && geohash && text.length() == WrittenPosition.SHORTEST_GEOHASH) {
            here = inQuarters(at);
        }
        if (here.length == 0) {
            return false;
        }
        hits.add(inside(leaf, at.start(), at.end(), 0.95, known.get(here[0])));
        return true;
    }

    /** The cell of seven letters is a little wider than a known position's surroundings. */
    private int[] inQuarters(WrittenPosition middle) {
        double quarter = WrittenPosition.HALF_A_CELL / 2;
        for (int sides = 0; sides < 4; sides++) {
            int[] here = known.at(
                    middle.latitude() + ((sides & 1) == 0 ? quarter : -quarter),
                    middle.longitude() + ((sides & 2) == 0 ? quarter : -quarter));
            if (here.length > 0) {
                return here;
            }
        }
        return new int[0];
    }

    /** A known position that is a piece of a text. */
    private static Hit inside(Node leaf, int start, int end, double confidence, Position position) {
        boolean exact = leaf.isVerbatim() && leaf.length() == leaf.text().length();
        return new Hit(
                TYPE,
                leaf,
                exact ? leaf.offset() + start : leaf.offset(),
                exact ? end - start : leaf.length(),
                Method.KNOWN_VALUE,
                "plain",
                confidence,
                1,
                position.canonical());
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

    private boolean knownIn(Node leaf, String text, List<Hit> hits) {
        Matcher m = DECIMAL.matcher(text);
        double previous = Double.NaN;
        int previousStart = 0;
        int previousEnd = 0;
        while (m.find()) {
            double value = Double.parseDouble(m.group());
            int[] here = m.start() - previousEnd <= 24 ? known.at(previous, value) : new int[0];
            if (here.length > 0) {
                hits.add(inside(leaf, previousStart, m.end(), 0.97, known.get(here[0])));
                return true;
            }
            previous = value;
            previousStart = m.start();
            previousEnd = m.end();
        }
        return false;
    }

    private static Hit hit(Node first, Node second, Method method, double confidence, String value) {
        return Hit.over(TYPE, first, second, method, confidence, value);
    }

    private static boolean isCoarse(Number latitude, Number longitude) {
        return Math.abs(latitude.value()) <= 90
                && Math.abs(longitude.value()) <= 180
                && !isWhole(latitude)
                && !isWhole(longitude)
                && !isRound(latitude)
                && !isRound(longitude)
                && Math.abs(latitude.value()) >= 1
                && Math.abs(longitude.value()) >= 1;
    }

    private static boolean isPrecise(Number latitude, Number longitude) {
        if (isWhole(latitude) && isWhole(longitude)) {
            return Arrays.stream(SCALES)
                    .anyMatch(scale -> inChina(latitude.value() / scale, longitude.value() / scale));
        }
        return Math.abs(latitude.value()) <= 90
                && Math.abs(longitude.value()) <= 180
                && decimals(latitude.node().text()) >= 3
                && decimals(longitude.node().text()) >= 3
                && !isRound(latitude)
                && !isRound(longitude)
                && (Math.abs(latitude.value()) > 0.01 || Math.abs(longitude.value()) > 0.01);
    }

    /** Whole degrees with zeros behind the point: what is sent when there is no position, or no degrees at all. */
    private static boolean isRound(Number number) {
        return number.value() == Math.rint(number.value());
    }

    private static boolean isWhole(Number number) {
        String text = number.node().text();
        return text.indexOf('.') < 0 && text.indexOf('/') < 0;
    }

    /** Two numbers that are a place in China in one order or the other (GB 2260 area: 3–54° N, 73–136° E). */
    private static boolean isPair(String first, String second) {
        Optional<double[]> pair = parse(first, second);
        return pair.isPresent()
                && decimals(first) >= 3
                && decimals(second) >= 3
                && (inChina(pair.get()[0], pair.get()[1]) || inChina(pair.get()[1], pair.get()[0]));
    }

    /** Outside China too, where the name leaves nothing else that the two numbers could be. */
    private static boolean isAbroad(Meaning name, String first, String second) {
        Optional<double[]> pair = name.has(Sense.ABROAD) ? parse(first, second) : Optional.empty();
        return pair.isPresent()
                && Math.abs(pair.get()[0]) <= 90
                && Math.abs(pair.get()[1]) <= 180
                && decimals(first) >= 4
                && decimals(second) >= 4
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

    /** Digits after the point; whole numbers of more than six digits count as scaled degrees. */
    private static int decimals(String text) {
        String t = text.strip();
        int point = t.indexOf('.');
        return point < 0 ? (t.length() >= 7 ? 5 : 0) : t.length() - point - 1;
    }

    private static double number(Node node) {
        String text = node.text();
        int length = text.length();
        if (node.kind() != Node.Kind.TEXT || length < 2 || length > LONGEST_NUMBER) {
            return Double.NaN;
        }
        if (text.charAt(length - 1) != '/' && text.indexOf('/', 1) > 0) {
            return WrittenPosition.ofFractions(text);
        }
        if (length > LONGEST_DECIMAL) {
            return Double.NaN;
        }
        int points = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' && i == 0)) {
                return Double.NaN;
            }
            points += c == '.' ? 1 : 0;
        }
        return points > 1 || points == 0 && length > LONGEST_WHOLE ? Double.NaN : Decimal.parse(text);
    }
}
