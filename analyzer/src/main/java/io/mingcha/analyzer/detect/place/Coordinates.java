package io.mingcha.analyzer.detect.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The known positions by their coordinates: most numbers of a message are none of them, and those that may be one are
 * compared with few, whatever the number of positions.
 */
final class Coordinates {
    private static final int[] NONE = {};

    private final List<Position> positions;
    private final double[] sorted;
    /** Whose each of the sorted coordinates is. */
    private final int[] owners;

    private record Coordinate(double degrees, int owner) {}

    private Coordinates(List<Position> positions, List<Coordinate> coordinates) {
        this.positions = positions;
        sorted = coordinates.stream().mapToDouble(Coordinate::degrees).toArray();
        owners = coordinates.stream().mapToInt(Coordinate::owner).toArray();
    }

    static Coordinates of(List<Position> positions) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            for (double[] form : positions.get(i).forms()) {
                for (double degrees : form) {
                    coordinates.add(new Coordinate(degrees, i));
                }
            }
        }
        coordinates.sort(Comparator.comparingDouble(Coordinate::degrees));
        return new Coordinates(List.copyOf(positions), coordinates);
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    Position get(int index) {
        return positions.get(index);
    }

    /** False only if no known position has a coordinate near a number, as {@link Position#is} reads numbers. */
    boolean mayHold(double read) {
        if (sorted.length == 0 || Double.isNaN(read)) {
            return false;
        }
        return Math.abs(read) < Position.SCALED
                ? isNear(read)
                : isNear(read / 1e5) || isNear(read / 1e6) || isNear(read / 1e7);
    }

    /** Which of the positions two numbers are, in the order in which those are known. */
    int[] at(double first, double second) {
        if (!mayHold(first) || !mayHold(second)) {
            return NONE;
        }
        int[] found = NONE;
        double[] scales = Math.abs(first) < Position.SCALED ? new double[] {1} : new double[] {1e5, 1e6, 1e7};
        for (double scale : scales) {
            double degrees = first / scale;
            for (int i = from(degrees); i < sorted.length && sorted[i] <= end(degrees); i++) {
                if (positions.get(owners[i]).is(first, second)) {
                    found = Arrays.copyOf(found, found.length + 1);
                    found[found.length - 1] = owners[i];
                }
            }
        }
        return found.length < 2
                ? found
                : Arrays.stream(found).sorted().distinct().toArray();
    }

    private boolean isNear(double degrees) {
        int next = from(degrees);
        return next < sorted.length && sorted[next] <= end(degrees);
    }

    /** The first coordinate that may be near; a little wider than the comparison itself, which rounds differently. */
    private int from(double degrees) {
        double least = degrees - 2 * Position.TOLERANCE;
        int at = Arrays.binarySearch(sorted, least);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == least) {
            at--;
        }
        return at;
    }

    private static double end(double degrees) {
        return degrees + 2 * Position.TOLERANCE;
    }
}
