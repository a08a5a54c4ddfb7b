package io.mingcha.analyzer.detect.place;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the positions that the session file names: any two numbers of an object that are one, and texts that write one down. */
final class KnownPositions {
    private static final String TYPE = "precise_location";
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\d.])-?\\d{1,3}\\.\\d{3,15}(?![\\d.])");
    private static final int FEWEST_DECIMALS = 3;
    /** Between the two numbers of one position. */
    private static final int FURTHEST_APART = 24;

    private static final int LONGEST_TEXT = 8192;

    /** A cell within which a known position lies may begin so far away at most. Degrees. */
    private static final double NEAR = 0.01;

    private final Coordinates known;
    private final FieldNames fields;
    /** With what letters their geohashes begin. */
    private final BitSet geohashes = new BitSet();

    KnownPositions(List<Position> known, FieldNames fields) {
        this.known = Coordinates.of(known);
        this.fields = fields;
        for (Position position : known) {
            for (double[] form : position.forms()) {
                for (int sides = 0; sides < 4; sides++) {
                    geohashes.set(WrittenPosition.firstOfGeohash(
                            form[0] + ((sides & 1) == 0 ? NEAR : -NEAR), form[1] + ((sides & 2) == 0 ? NEAR : -NEAR)));
                }
            }
        }
    }

    /** Two numbers that are a known position. */
    private record Pair(int position, Node first, Node second) {}

    /** Adds those that two of the numbers of an object are; false if there are none. */
    boolean among(List<Degrees> all, List<Hit> hits) {
        List<Degrees> numbers = new ArrayList<>();
        for (Degrees number : all) {
            if (known.mayHold(number.value())
                    && number.decimals() >= FEWEST_DECIMALS
                    && !fields.of(number.node().key()).has(Sense.UNLIKE)) {
                numbers.add(number);
            }
        }
        List<Pair> pairs = new ArrayList<>(0);
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                Degrees a = numbers.get(i);
                Degrees b = numbers.get(j);
                for (int position : known.at(a.value(), b.value())) {
                    pairs.add(new Pair(position, a.node(), b.node()));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::position));
        for (Pair pair : pairs) {
            String value = known.get(pair.position()).canonical();
            hits.add(Hit.over(TYPE, pair.first(), pair.second(), Method.KNOWN_VALUE, 0.97, value));
        }
        return !pairs.isEmpty();
    }

    /**
     * Adds the one that a text writes as a geohash or in degrees and minutes. Of a known position seven letters of a geohash are
     * evidence, whatever the field is called: no word lies within 80 m of it by chance.
     */
    boolean writtenIn(Node leaf, List<Hit> hits) {
        if (known.isEmpty() || leaf.text().length() > LONGEST_TEXT) {
            return false;
        }
        String text = leaf.text();
        boolean signs = leaf.letters().hasOther();
        boolean geohash = !signs && !text.isEmpty() && geohashes.get(text.charAt(0)) && WrittenPosition.isGeohash(text);
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

    /** Adds the first that two decimal numbers of a text are. */
    boolean decimalsIn(Node leaf, List<Hit> hits) {
        if (known.isEmpty() || leaf.text().length() > LONGEST_TEXT) {
            return false;
        }
        Matcher m = DECIMAL.matcher(leaf.text());
        double previous = Double.NaN;
        int previousStart = 0;
        int previousEnd = 0;
        while (m.find()) {
            double value = Double.parseDouble(m.group());
            int[] here = m.start() - previousEnd <= FURTHEST_APART ? known.at(previous, value) : new int[0];
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

    /** A known position that is a piece of a text. */
    private static Hit inside(Node leaf, int start, int end, double confidence, Position position) {
        return Hit.within(TYPE, leaf, start, end, Method.KNOWN_VALUE, confidence, position.canonical());
    }
}
