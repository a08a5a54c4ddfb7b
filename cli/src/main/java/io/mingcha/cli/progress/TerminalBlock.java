package io.mingcha.cli.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some lines at the bottom of a terminal that are drawn anew in their place, while others go by above them. */
final class TerminalBlock {
    private static final String CLEAR_BELOW = "\u001B[J";

    private final PrintWriter out;
    private int shown;

    /** How many letters a line takes, and how many lines there are. */
    record Size(int columns, int rows) {
        static final Size USUAL = new Size(80, 24);
        private static final Pattern SAID = Pattern.compile("(\\d+) (\\d+)\\s*");

        /** Of the terminal that this process reads from. */
        static Size ofTerminal() {
            try {
                Process stty = new ProcessBuilder("stty", "size")
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                stty.waitFor(2, TimeUnit.SECONDS);
                Matcher size = SAID.matcher(said);
                return size.matches() && !size.group(2).equals("0")
                        ? new Size(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
                        : USUAL;
            } catch (IOException e) {
                return USUAL;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return USUAL;
            }
        }
    }

    TerminalBlock(PrintWriter out) {
        this.out = out;
    }

    /** Whether there is a terminal that can do it. */
    static boolean isPossible() {
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Draws the block; each line has to fit. */
    void show(List<String> lines) {
        clear();
        lines.forEach(out::println);
        shown = lines.size();
        out.flush();
    }

    /** Lets a line go by above. */
    void above(String line, List<String> block) {
        clear();
        out.println(line);
        show(block);
    }

    void clear() {
        if (shown > 0) {
            out.print("\r\u001B[" + shown + "A" + CLEAR_BELOW);
            out.flush();
            shown = 0;
        }
    }
}
