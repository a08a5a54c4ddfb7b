package io.mingcha.analyzer.detect;

import java.util.Arrays;
import java.util.List;

/** All coordinates of the known positions: most numbers of a message are none of them, whatever the number of positions. */
final class Coordinates {
    private final double[] sorted;

    private Coordinates(double[] sorted) {
        this.sorted = sorted;
    }

    static Coordinates of(List<Position> positions) {
        return new Coordinates(positions.stream()
                .flatMap(p -> p.forms().stream())
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray());
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

    private boolean isNear(double degrees) {
        // a little wider than the comparison itself, which rounds differently
        double from = degrees - 2 * Position.TOLERANCE;
        int at = Arrays.binarySearch(sorted, from);
        int next = at >= 0 ? at : -at - 1;
        return next < sorted.length && sorted[next] <= degrees + 2 * Position.TOLERANCE;
    }
}
