package io.mingcha.onboarding;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** Text as a QR code (ISO/IEC 18004), for a page and for a terminal. */
public final class Qr {
    /** The light border that readers need on each side (6.3.8). */
    private static final int QUIET = 4;

    /** Half of it, in a terminal whose own border helps. */
    private static final int QUIET_IN_TERMINAL = 2;

    private final ByteMatrix dots;

    private Qr(String text) {
        try {
            this.dots = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", e);
        }
    }

    /** An SVG element, black on white whatever surrounds it; it takes the size that its style gives it. */
    public static String svg(String text) {
        return new Qr(text).svg();
    }

    /** Lines of half-block characters in black on white, each ended. */
    public static String terminal(String text) {
        return new Qr(text).terminal();
    }

    private boolean dark(int column, int row) {
        return column >= 0
                && row >= 0
                && column < dots.getWidth()
                && row < dots.getHeight()
                && dots.get(column, row) == 1;
    }

    private String svg() {
        int size = dots.getWidth() + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < dots.getHeight(); row++) {
            for (int column = 0; column < dots.getWidth(); column++) {
                int begin = column;
                while (dark(column, row)) {
                    column++;
                }
                if (column > begin) {
                    path.append(
                            "M%d %dh%dv1h-%dz".formatted(begin + QUIET, row + QUIET, column - begin, column - begin));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>""".formatted(size, size, size, size, path);
    }

    /** The colours are set for each line: a terminal may have white letters on black, which readers do not take. */
    private String terminal() {
        StringBuilder lines = new StringBuilder();
        int end = dots.getHeight() + QUIET_IN_TERMINAL;
        for (int row = -QUIET_IN_TERMINAL; row < end; row += 2) {
            lines.append("\u001B[30;107m");
            for (int column = -QUIET_IN_TERMINAL; column < dots.getWidth() + QUIET_IN_TERMINAL; column++) {
                boolean upper = dark(column, row);
                boolean lower = dark(column, row + 1);
                lines.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.append("\u001B[0m\n");
        }
        return lines.toString();
    }
}
