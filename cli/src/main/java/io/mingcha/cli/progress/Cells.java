package io.mingcha.cli.progress;

/** How much room a text takes in a terminal, where Chinese takes two cells a letter. */
final class Cells {
    private Cells() {}

    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /** No more of it than fits; what was cut is shown as an ellipsis. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int left = width - 1;
        for (int point : text.codePoints().toArray()) {
            left -= width(point);
            if (left < 0) {
                break;
            }
            out.appendCodePoint(point);
        }
        return width < 1 ? "" : out + "…";
    }

    /** Exactly so wide. */
    static String fit(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(Math.max(0, width - width(cut)));
    }

    /** Unicode's East Asian widths W and F, as far as names, labels and our own texts have them. */
    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0x303E
                || point >= 0x3041 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
