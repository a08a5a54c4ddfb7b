package io.mingcha.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** A PDF with a font that every reader has, so that no font file is needed. */
final class WrittenPdf {
    private static final int[] COLUMNS = {40, 140, 270, 420};
    private static final int[] HALVES = {40, 310};

    private WrittenPdf() {}

    /** Each line as it is; cells parted by tabs begin at columns of the page, {@code -} being an empty one, two columns of prose are parted by ‖. */
    static byte[] of(String text) {
        StringBuilder page = new StringBuilder("BT /F1 10 Tf\n");
        int y = 800;
        for (String line : text.lines().toList()) {
            y -= line.startsWith("-\t") || !line.contains("\t") ? 14 : 24;
            boolean halves = line.contains("‖");
            String[] cells = line.split(halves ? "‖" : "\t");
            for (int i = 0; i < cells.length; i++) {
                if (!cells[i].isBlank() && !(cells.length > 1 && cells[i].equals("-"))) {
                    page.append("1 0 0 1 %d %d Tm <%s> Tj\n"
                            .formatted(
                                    (halves ? HALVES : COLUMNS)[i],
                                    y,
                                    HexFormat.of().formatHex(cells[i].getBytes(StandardCharsets.UTF_16BE))));
                }
            }
        }
        return paged(List.of(page.append("ET")));
    }

    /**
     * A table with lines between its cells.
     *
     * @param rows cells parted by tabs, their lines by slashes; of cells that belong to the one above or before there is only {@code ^} or {@code <}
     */
    static byte[] ruled(List<String> rows) {
        return paged(List.of(table(rows, 800, true, true)));
    }

    /**
     * A table that the end of a page parts: the line between its pages is drawn only if a row ends there.
     *
     * @param rows as {@link #ruled} takes them
     */
    static byte[] ruled(List<String> rows, List<String> onNextPage, boolean endsThere) {
        return paged(List.of(table(rows, 800, true, endsThere), table(onNextPage, 800, endsThere, true)));
    }

    private static StringBuilder table(List<String> rows, int from, boolean above, boolean below) {
        StringBuilder page = new StringBuilder();
        int top = from;
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split("\t");
            String[] next = row + 1 < rows.size() ? rows.get(row + 1).split("\t") : new String[0];
            int bottom = top - 40;
            for (int i = 0; i < cells.length; i++) {
                int left = 40 + 110 * i;
                if (!cells[i].equals("<")) {
                    line(page, left, top, left, bottom);
                }
                if (next.length == 0 ? below : !next[i].equals("^")) {
                    line(page, left, bottom, left + 110, bottom);
                }
                String[] written = cells[i].matches("[<^]") ? new String[0] : cells[i].split("/");
                for (int l = 0; l < written.length; l++) {
                    page.append("BT /F1 10 Tf 1 0 0 1 %d %d Tm <%s> Tj ET\n"
                            .formatted(
                                    left + 6,
                                    top - 14 - 14 * l,
                                    HexFormat.of().formatHex(written[l].getBytes(StandardCharsets.UTF_16BE))));
                }
            }
            line(page, 40 + 110 * cells.length, top, 40 + 110 * cells.length, bottom);
            if (row == 0 && above) {
                line(page, 40, top, 40 + 110 * cells.length, top);
            }
            top = bottom;
        }
        return page;
    }

    private static void line(StringBuilder page, int x, int y, int toX, int toY) {
        page.append("%d %d m %d %d l S\n".formatted(x, y, toX, toY));
    }

    private static byte[] paged(List<StringBuilder> pages) {
        List<String> objects = new ArrayList<>(List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "",
                "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
                "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500 814 939 500]"
                        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R>>",
                "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
                        + "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"));
        StringJoiner kids = new StringJoiner(" ");
        for (StringBuilder page : pages) {
            objects.add(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                            .formatted(objects.size() + 2));
            kids.add(objects.size() + " 0 R");
            objects.add("<</Length " + page.length() + ">>stream\n" + page + "\nendstream");
        }
        objects.set(1, "<</Type/Pages/Kids[" + kids + "]/Count " + pages.size() + ">>");
        return file(objects);
    }

    private static byte[] file(List<String> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> places = new ArrayList<>();
        out.writeBytes("%PDF-1.4\n".getBytes(StandardCharsets.ISO_8859_1));
        for (String object : objects) {
            places.add(out.size());
            out.writeBytes((places.size() + " 0 obj\n" + object + "\nendobj\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        int table = out.size();
        StringBuilder end = new StringBuilder("xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
        places.forEach(p -> end.append("%010d 00000 n \n".formatted(p)));
        end.append("trailer<</Size ")
                .append(places.size() + 1)
                .append("/Root 1 0 R>>\nstartxref\n")
                .append(table);
        out.writeBytes(end.append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
