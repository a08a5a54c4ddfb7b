package io.mingcha.cli.policy;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text of a PDF, line by line; what stands in columns becomes the cells of a table. */
final class PdfText extends PDFTextStripper {

    /** A gap of so many letters parts columns. */
    private static final float COLUMN_GAP = 1.6f;

    /** Of those that Unicode maps to nothing, each before the character that it looks like. */
    private static final String RADICALS = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

    private final List<Line> lines = new ArrayList<>();
    private final PdfMargins margins = new PdfMargins();
    private Line open = new Line(0, new ArrayList<>());
    private List<PdfGrid> grids = List.of();
    private int firstOfPage;
    private Optional<PdfGrid> before = Optional.empty();

    record Piece(float start, float end, String words) {}

    /** @param row of a table whose cells are parted by lines, else empty */
    record Line(float height, List<Piece> pieces, String row) {
        Line(float height, List<Piece> pieces) {
            this(height, pieces, "");
        }
    }

    private PdfText() {
        setSortByPosition(true);
    }

    static String of(Path file, byte[] bytes) {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            PdfText text = new PdfText();
            text.getText(document);
            List<Line> within = text.margins.without(text.lines);
            text.lines.clear();
            text.lines.addAll(within);
            String read = unified(text.rendered());
            if (read.isBlank()) {
                throw new Fault(
                                Text.of("PDF 中没有文字，可能是扫描件", "The PDF holds no text; it may be scanned"),
                                file.toString(),
                                Text.of("请先识别文字并另存为纯文本", "Recognise its text first and save it as plain text"))
                        .asException();
            }
            return read;
        } catch (IOException e) {
            throw new Fault(
                            Text.of("PDF 无法读取", "The PDF cannot be read"),
                            file.toString(),
                            Text.of(
                                    "请重新下载；若有密码请先去除，或另存为纯文本",
                                    "Download it once more; remove its password if it has one, or save it as plain text"))
                    .asException(e);
        }
    }

    /** Some writers of PDF put radicals for the characters that look the same. */
    private static String unified(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int radical = c >= 0x2E80 && c < 0x2F00 ? RADICALS.indexOf(c) : -1;
            if (radical >= 0) {
                out.append(RADICALS.charAt(radical + 1));
            } else if (c >= 0x2E80 && c < 0x2FE0 || c >= 0xF900 && c < 0xFB00) {
                out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Some writers of PDF put tabs where a blank is meant; here a tab parts cells. */
    static String blanked(String letter) {
        return letter.replace('\t', ' ');
    }

    @Override
    protected void startPage(PDPage page) throws IOException {
        grids = page.getRotation() == 0 ? PdfGrid.of(page) : List.of();
        firstOfPage = lines.size();
        super.startPage(page);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        StringBuilder words = new StringBuilder();
        float start = 0;
        float end = Float.NaN;
        for (TextPosition p : positions) {
            if (grids.stream().anyMatch(grid -> grid.takes(p))) {
                continue;
            }
            float size = Math.max(1, p.getFontSizeInPt());
            if (!Float.isNaN(end) && p.getXDirAdj() - end > size * COLUMN_GAP) {
                piece(start, end, words);
            }
            start = words.length() == 0 ? p.getXDirAdj() : start;
            words.append(blanked(p.getUnicode()));
            end = p.getXDirAdj() + p.getWidthDirAdj();
            if (open.height() == 0) {
                open = new Line(p.getYDirAdj(), open.pieces());
            }
        }
        piece(start, end, words);
    }

    private void piece(float start, float end, StringBuilder words) {
        if (!words.toString().isBlank()) {
            Piece last = open.pieces().isEmpty()
                    ? new Piece(-99, -99, "")
                    : open.pieces().get(open.pieces().size() - 1);
            if (start - last.end() < 6) {
                open.pieces().set(open.pieces().size() - 1, new Piece(last.start(), end, last.words() + words));
            } else {
                open.pieces().add(new Piece(start, end, words.toString()));
            }
        }
        words.setLength(0);
    }

    @Override
    protected void writeWordSeparator() {
        int last = open.pieces().size() - 1;
        if (last >= 0) {
            Piece piece = open.pieces().get(last);
            open.pieces().set(last, new Piece(piece.start(), piece.end(), piece.words() + " "));
        }
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void endPage(PDPage page) throws IOException {
        endLine();
        grids.stream().sorted(Comparator.comparingDouble(PdfGrid::top)).forEach(this::place);
        List<Line> ofPage = lines.subList(Math.min(firstOfPage, lines.size()), lines.size());
        List<Line> inOrder = PdfColumns.inOrder(ofPage);
        ofPage.clear();
        lines.addAll(inOrder);
        margins.page(inOrder);
        super.endPage(page);
    }

    /** Puts the rows of a table between the lines above and below it; of one that goes on from the page before behind its rows. */
    private void place(PdfGrid grid) {
        int at = firstOfPage;
        while (at < lines.size() && lines.get(at).height() < grid.top()) {
            at++;
        }
        boolean goesOn = before.filter(grid::continues).isPresent() && at - firstOfPage <= 1;
        int last = lines.size() - 1;
        while (goesOn && last >= 0 && lines.get(last).row().isEmpty()) {
            last--;
        }
        boolean ofPageBefore = goesOn && firstOfPage - last <= 2;
        at = ofPageBefore ? last + 1 : at;
        List<String> rows = new ArrayList<>(grid.lines());
        if (ofPageBefore && before.filter(grid::endsRowOf).isPresent()) {
            Line broken = lines.get(last);
            lines.set(last, new Line(broken.height(), broken.pieces(), PdfGrid.whole(broken.row(), rows.remove(0))));
        }
        firstOfPage += ofPageBefore ? rows.size() : 0;
        for (String row : rows) {
            lines.add(at++, new Line((float) grid.top(), List.of(), row));
        }
        before = Optional.of(grid);
    }

    private void endLine() {
        if (!open.pieces().isEmpty()) {
            lines.add(open);
        }
        open = new Line(0, new ArrayList<>());
    }

    /** Tables as rows of cells parted by tabs; a cell that goes on in the next line is one again. */
    private String rendered() {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).row().isEmpty()) {
                out.append(lines.get(at).row()).append('\n');
                at++;
                continue;
            }
            int end = at;
            while (end < lines.size() && isOfTable(at, end)) {
                end++;
            }
            if (lines.get(at).pieces().size() >= 3 && end - at >= 2) {
                table(lines.subList(at, end), out);
                at = end;
            } else {
                lines.get(at).pieces().forEach(p -> out.append(p.words()).append(' '));
                out.setLength(out.length() - 1);
                out.append('\n');
                at++;
            }
        }
        return out.toString();
    }

    /** Whether every piece of a line begins where a column of the table's first line does. */
    private boolean isOfTable(int first, int line) {
        List<Piece> head = lines.get(first).pieces();
        return lines.get(line).row().isEmpty()
                && lines.get(line).pieces().stream()
                        .allMatch(p -> head.stream().anyMatch(h -> Math.abs(h.start() - p.start()) < 4))
                && (lines.get(line).pieces().size() > 1
                        || lines.get(line).height()
                                        - lines.get(Math.max(first, line - 1)).height()
                                < 40);
    }

    private static void table(List<Line> lines, StringBuilder out) {
        List<Float> columns = lines.get(0).pieces().stream().map(Piece::start).toList();
        double usual = Double.MAX_VALUE;
        double widest = 0;
        for (int i = 1; i < lines.size(); i++) {
            double gap = lines.get(i).height() - lines.get(i - 1).height();
            usual = gap > 0 ? Math.min(usual, gap) : usual;
            widest = Math.max(widest, gap);
        }
        boolean spaced = widest > usual * 1.25;
        TreeMap<Integer, String> row = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double gap = i == 0 ? 0 : line.height() - lines.get(i - 1).height();
            boolean fresh = spaced
                    ? gap > usual * 1.25 || gap < 0
                    : line.pieces().size() == columns.size()
                            || Math.abs(line.pieces().get(0).start() - columns.get(0)) < 4;
            if (fresh && !row.isEmpty()) {
                row(row, columns.size(), out);
            }
            for (Piece piece : line.pieces()) {
                for (int c = 0; c < columns.size(); c++) {
                    if (Math.abs(columns.get(c) - piece.start()) < 4) {
                        row.merge(c, piece.words().strip(), PdfText::joined);
                    }
                }
            }
        }
        row(row, columns.size(), out);
    }

    private static String joined(String left, String right) {
        boolean latin = left.charAt(left.length() - 1) < 0x250 && right.charAt(0) < 0x250;
        return left + (latin ? " " : "") + right;
    }

    private static void row(TreeMap<Integer, String> row, int width, StringBuilder out) {
        for (int c = 0; c < width; c++) {
            out.append(c == 0 ? "" : "\t").append(row.getOrDefault(c, "").isEmpty() ? "-" : row.getOrDefault(c, ""));
        }
        out.append('\n');
        row.clear();
    }
}
