package io.mingcha.cli.policy;

import io.mingcha.cli.policy.PdfText.Line;
import io.mingcha.cli.policy.PdfText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pages of two columns of prose: the left one is read before the right one. */
final class PdfColumns {
    /** So many lines with something on both sides of a gutter are columns, and no chance. */
    private static final int FEWEST = 6;

    /** Prose fills its column; cells of a table are short. */
    private static final double FULL = 0.55;

    private PdfColumns() {}

    static List<Line> inOrder(List<Line> page) {
        List<Line> out = new ArrayList<>();
        int at = 0;
        while (at < page.size()) {
            int from = at;
            int end = at;
            for (float gutter : gutters(page)) {
                int reach = from;
                while (reach < page.size() && isParted(page.get(reach), gutter)) {
                    reach++;
                }
                if (reach > end && isProse(page.subList(from, reach), gutter)) {
                    end = reach;
                    at = reach;
                    sides(page.subList(from, reach), gutter, out);
                    break;
                }
            }
            if (end == from) {
                out.add(page.get(at++));
            }
        }
        return out;
    }

    /** Where pieces that have another before them begin, the most frequent first. */
    private static List<Float> gutters(List<Line> page) {
        Map<Integer, Integer> starts = new TreeMap<>();
        page.stream()
                .filter(line -> line.pieces().size() > 1)
                .flatMap(line -> line.pieces().stream().skip(1))
                .forEach(piece -> starts.merge(Math.round(piece.start()), 1, Integer::sum));
        return starts.entrySet().stream()
                .filter(e -> e.getValue() >= FEWEST)
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .map(e -> (float) e.getKey())
                .toList();
    }

    private static boolean isParted(Line line, float gutter) {
        return line.row().isEmpty()
                && line.pieces().stream().noneMatch(p -> p.start() < gutter - 2 && p.end() > gutter + 2);
    }

    private static boolean isProse(List<Line> run, float gutter) {
        double left = run.stream()
                .flatMap(line -> line.pieces().stream())
                .filter(p -> p.start() < gutter - 2)
                .mapToDouble(Piece::start)
                .min()
                .orElse(gutter);
        double right = run.stream()
                .flatMap(line -> line.pieces().stream())
                .mapToDouble(Piece::end)
                .max()
                .orElse(gutter);
        long both = run.stream()
                .filter(line -> side(line, gutter, true).size() == 1
                        && side(line, gutter, false).size() == 1)
                .count();
        return both >= FEWEST && isFull(run, gutter, true, gutter - left) && isFull(run, gutter, false, right - gutter);
    }

    private static boolean isFull(List<Line> run, float gutter, boolean left, double width) {
        double[] widths = run.stream()
                .map(line -> side(line, gutter, left))
                .filter(pieces -> !pieces.isEmpty())
                .mapToDouble(pieces ->
                        pieces.get(pieces.size() - 1).end() - pieces.get(0).start())
                .sorted()
                .toArray();
        return widths.length > 0 && width > 100 && widths[widths.length / 2] > width * FULL;
    }

    private static List<Piece> side(Line line, float gutter, boolean left) {
        return line.pieces().stream()
                .filter(p -> p.start() < gutter - 2 == left)
                .toList();
    }

    private static void sides(List<Line> run, float gutter, List<Line> out) {
        for (boolean left : new boolean[] {true, false}) {
            for (Line line : run) {
                List<Piece> pieces = side(line, gutter, left);
                if (!pieces.isEmpty()) {
                    out.add(new Line(line.height(), new ArrayList<>(pieces)));
                }
            }
        }
    }
}
