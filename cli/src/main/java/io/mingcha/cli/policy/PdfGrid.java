package io.mingcha.cli.policy;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Tables of a page by the lines that are drawn between their cells; a cell that spans others stands in every place it covers. */
final class PdfGrid {
    /** What is drawn this thin is a line, and lines this near are one. */
    private static final double THIN = 4;

    private static final double SHORTEST = 5;

    /** As far as lines go beyond those that they cross where a row of letters is open. */
    private static final double OPEN = 8;

    private static final String EMPTY = "-";
    private static final int MOST_LINES = 20_000;

    /** A line, across if its place is a height. */
    private record Ruling(boolean across, double place, double from, double to) {
        boolean crosses(Ruling other) {
            return across != other.across
                    && place >= other.from - THIN
                    && place <= other.to + THIN
                    && other.place >= from - THIN
                    && other.place <= to + THIN;
        }
    }

    private final List<Double> columns;
    private final List<Double> rows;
    private final List<Ruling> rulings;
    /** By the first place of each cell what is written in it, line by line. */
    private final TreeMap<Integer, TreeMap<Double, StringBuilder>> written = new TreeMap<>();

    private final int[] cells;
    private final boolean openAbove;
    private final boolean openBelow;
    private double lastEnd;
    private int lastCell = -1;

    private PdfGrid(List<Ruling> rulings) {
        this.rulings = rulings;
        columns = places(rulings, false);
        rows = places(rulings, true);
        double top = end(Ruling::from, Math::min, Math::max);
        double bottom = end(Ruling::to, Math::max, Math::min);
        openAbove = !rows.isEmpty() && top < rows.get(0) - OPEN;
        openBelow = rows.size() > 1 && bottom > rows.get(rows.size() - 1) + OPEN;
        if (openAbove) {
            rows.add(0, top);
        }
        if (openBelow) {
            rows.add(bottom);
        }
        cells = new int[Math.max(0, (columns.size() - 1) * (rows.size() - 1))];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i;
        }
    }

    static List<PdfGrid> of(PDPage page) throws IOException {
        Drawn drawn = new Drawn(page);
        drawn.processPage(page);
        List<PdfGrid> grids = new ArrayList<>();
        for (List<Ruling> together : together(drawn.rulings)) {
            PdfGrid grid = new PdfGrid(together);
            if (grid.columns.size() > 2 && grid.rows.size() > (grid.openAbove ? 1 : 2)) {
                grid.join();
                grids.add(grid);
            }
        }
        return grids;
    }

    private static List<List<Ruling>> together(List<Ruling> all) {
        List<List<Ruling>> groups = new ArrayList<>();
        for (Ruling ruling : all) {
            List<Ruling> mine = new ArrayList<>(List.of(ruling));
            groups.removeIf(group -> {
                boolean meets = group.stream().anyMatch(ruling::crosses);
                if (meets) {
                    mine.addAll(group);
                }
                return meets;
            });
            groups.add(mine);
        }
        return groups;
    }

    private static List<Double> places(List<Ruling> rulings, boolean across) {
        List<Double> places = new ArrayList<>();
        rulings.stream()
                .filter(r -> r.across == across)
                .map(Ruling::place)
                .sorted()
                .forEach(place -> {
                    if (places.isEmpty() || place - places.get(places.size() - 1) > THIN) {
                        places.add(place);
                    }
                });
        return places;
    }

    /** How far the lines of both outer columns go. */
    private double end(ToDoubleFunction<Ruling> end, DoubleBinaryOperator further, DoubleBinaryOperator nearer) {
        if (columns.isEmpty()) {
            return Double.NaN;
        }
        return nearer.applyAsDouble(
                end(columns.get(0), end, further), end(columns.get(columns.size() - 1), end, further));
    }

    private double end(double column, ToDoubleFunction<Ruling> end, DoubleBinaryOperator further) {
        return rulings.stream()
                .filter(r -> !r.across && Math.abs(r.place - column) <= THIN)
                .mapToDouble(end)
                .reduce(further)
                .orElse(Double.NaN);
    }

    /** Makes one of neighbours that no line parts. */
    private void join() {
        int width = columns.size() - 1;
        for (int row = 0; row < rows.size() - 1; row++) {
            for (int column = 0; column < width; column++) {
                int cell = row * width + column;
                if (column + 1 < width && !isParted(false, columns.get(column + 1), middle(rows, row))) {
                    same(cell, cell + 1);
                }
                if (row + 2 < rows.size() && !isParted(true, rows.get(row + 1), middle(columns, column))) {
                    same(cell, cell + width);
                }
            }
        }
    }

    private static double middle(List<Double> places, int at) {
        return (places.get(at) + places.get(at + 1)) / 2;
    }

    private boolean isParted(boolean across, double place, double at) {
        return rulings.stream()
                .anyMatch(r -> r.across == across && Math.abs(r.place - place) <= THIN && r.from <= at && r.to >= at);
    }

    private void same(int first, int second) {
        int one = cells[first];
        int other = cells[second];
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == one || cells[i] == other) {
                cells[i] = Math.min(one, other);
            }
        }
    }

    double top() {
        return rows.get(0);
    }

    /** Whether the columns of a table of the next page are these, so that it goes on there. */
    boolean continues(PdfGrid before) {
        if (columns.size() != before.columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (Math.abs(columns.get(i) - before.columns.get(i)) > THIN) {
                return false;
            }
        }
        return true;
    }

    /** Whether its first row is what is left of the last row of the page before, which has no line below. */
    boolean endsRowOf(PdfGrid before) {
        boolean written = false;
        for (int column = 0; column < columns.size() - 1; column++) {
            written |= !text(cells[column]).isEmpty();
        }
        return openAbove && before.openBelow && written;
    }

    /** Takes a letter that stands in one of its cells. */
    boolean takes(TextPosition letter) {
        double x = letter.getXDirAdj() + letter.getWidthDirAdj() / 2;
        double y = letter.getYDirAdj() - letter.getHeightDir() / 2;
        int column = at(columns, x);
        int row = at(rows, y);
        if (column < 0 || row < 0) {
            return false;
        }
        int cell = cells[row * (columns.size() - 1) + column];
        TreeMap<Double, StringBuilder> lines = written.computeIfAbsent(cell, c -> new TreeMap<>());
        double height = letter.getYDirAdj();
        Double near = lines.floorKey(height + 2);
        boolean goesOn = near != null && height - near < 2;
        StringBuilder line = lines.computeIfAbsent(goesOn ? near : Double.valueOf(height), h -> new StringBuilder());
        boolean gap = goesOn
                && cell == lastCell
                && letter.getXDirAdj() - lastEnd > Math.max(1, letter.getFontSizeInPt()) * 0.2;
        line.append(gap ? " " : "").append(PdfText.blanked(letter.getUnicode()));
        lastCell = cell;
        lastEnd = letter.getXDirAdj() + letter.getWidthDirAdj();
        return true;
    }

    private static int at(List<Double> places, double place) {
        for (int i = 0; i + 1 < places.size(); i++) {
            if (place >= places.get(i) && place < places.get(i + 1)) {
                return i;
            }
        }
        return -1;
    }

    /** Its rows, cells parted by tabs; an empty cell is a dash. */
    List<String> lines() {
        int width = columns.size() - 1;
        List<String> lines = new ArrayList<>();
        for (int row = !openAbove && isOverHeading() ? 1 : 0; row < rows.size() - 1; row++) {
            StringBuilder line = new StringBuilder();
            boolean any = false;
            for (int column = 0; column < width; column++) {
                String text = text(cells[row * width + column]);
                any |= !text.isEmpty();
                line.append(column == 0 ? "" : "\t").append(text.isEmpty() ? EMPTY : text);
            }
            if (any) {
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /** Whether the first row only gathers columns whose headings stand in the second. */
    private boolean isOverHeading() {
        int width = columns.size() - 1;
        boolean gathers = false;
        boolean goesDown = false;
        for (int column = 0; column < width; column++) {
            gathers |= column > 0 && cells[column] == cells[column - 1];
            goesDown |= cells[column] == cells[width + column];
        }
        return gathers && goesDown;
    }

    private String text(int cell) {
        StringBuilder text = new StringBuilder();
        written.getOrDefault(cell, new TreeMap<>()).values().forEach(line -> {
            String next = line.toString().replaceAll("\\s+", " ").strip();
            if (!next.isEmpty()) {
                goOn(text, next);
            }
        });
        return text.toString();
    }

    private static void goOn(StringBuilder text, String next) {
        boolean apart = text.length() > 0
                && text.charAt(text.length() - 1) < 0x250
                && next.charAt(0) < 0x250
                && text.lastIndexOf("://") <= text.lastIndexOf(" ");
        text.append(apart ? " " : "").append(next);
    }

    /** A row that the end of a page broke, cell by cell. */
    static String whole(String row, String rest) {
        String[] cells = row.split("\t");
        String[] rests = rest.split("\t");
        StringJoiner whole = new StringJoiner("\t");
        for (int i = 0; i < cells.length; i++) {
            StringBuilder cell = new StringBuilder(cells[i].equals(EMPTY) ? "" : cells[i]);
            if (i < rests.length && !rests[i].equals(EMPTY)) {
                goOn(cell, rests[i]);
            }
            whole.add(cell.isEmpty() ? EMPTY : cell);
        }
        return whole.toString();
    }

    /** Gathers the lines of a page. */
    private static final class Drawn extends PDFGraphicsStreamEngine {
        private final List<Ruling> rulings = new ArrayList<>();
        private final List<List<Point2D>> shapes = new ArrayList<>();
        private final PDRectangle box;
        private Point2D current = new Point2D.Double();

        Drawn(PDPage page) {
            super(page);
            box = page.getCropBox();
        }

        @Override
        public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
            shapes.add(new ArrayList<>(List.of(p0, p1, p2, p3, p0)));
        }

        @Override
        public void moveTo(float x, float y) {
            current = new Point2D.Double(x, y);
            shapes.add(new ArrayList<>(List.of(current)));
        }

        @Override
        public void lineTo(float x, float y) {
            current = new Point2D.Double(x, y);
            if (!shapes.isEmpty()) {
                shapes.get(shapes.size() - 1).add(current);
            }
        }

        @Override
        public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
            moveTo(x3, y3);
        }

        @Override
        public Point2D getCurrentPoint() {
            return current;
        }

        @Override
        public void closePath() {
            if (!shapes.isEmpty()) {
                List<Point2D> shape = shapes.get(shapes.size() - 1);
                shape.add(shape.get(0));
            }
        }

        @Override
        public void endPath() {
            shapes.clear();
        }

        @Override
        public void strokePath() {
            for (List<Point2D> shape : shapes) {
                for (int i = 1; i < shape.size(); i++) {
                    add(shape.subList(i - 1, i + 1));
                }
            }
            shapes.clear();
        }

        @Override
        public void fillPath(int windingRule) {
            shapes.forEach(this::add);
            shapes.clear();
        }

        @Override
        public void fillAndStrokePath(int windingRule) {
            List<List<Point2D>> filled = List.copyOf(shapes);
            strokePath();
            filled.forEach(this::add);
        }

        /** Adds what is thin enough for a line. */
        private void add(List<Point2D> shape) {
            double left = shape.stream().mapToDouble(Point2D::getX).min().orElse(0) - box.getLowerLeftX();
            double right = shape.stream().mapToDouble(Point2D::getX).max().orElse(0) - box.getLowerLeftX();
            double top = box.getUpperRightY()
                    - shape.stream().mapToDouble(Point2D::getY).max().orElse(0);
            double bottom = box.getUpperRightY()
                    - shape.stream().mapToDouble(Point2D::getY).min().orElse(0);
            if (rulings.size() >= MOST_LINES) {
                return;
            }
            if (bottom - top <= THIN && right - left >= SHORTEST) {
                rulings.add(new Ruling(true, (top + bottom) / 2, left, right));
            } else if (right - left <= THIN && bottom - top >= SHORTEST) {
                rulings.add(new Ruling(false, (left + right) / 2, top, bottom));
            }
        }

        @Override
        protected void showType3Glyph(Matrix matrix, PDType3Font font, int code, Vector displacement) {
            // what letters are drawn with is no line
        }

        @Override
        public void drawImage(PDImage image) {
            // no line
        }

        @Override
        public void clip(int windingRule) {
            // draws nothing
        }

        @Override
        public void shadingFill(COSName shading) {
            // no line
        }
    }
}
