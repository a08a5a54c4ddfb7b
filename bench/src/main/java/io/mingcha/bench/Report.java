package io.mingcha.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench measured, in tables, and whether it is enough. */
interface Report {
    /** What the part of the document is called that holds it. */
    String part();

    /** Lines of Markdown. */
    List<String> tables();

    List<Floor> floors();

    /** A bound, what was measured, and whether it holds. */
    record Floor(String name, String measured, boolean holds) {
        @Override
        public String toString() {
            return (holds ? "pass  " : "FAIL  ") + name + ": " + measured;
        }
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    default String text(List<String> machine) {
        List<String> out = new ArrayList<>();
        machine.forEach(line -> out.add(line + "  "));
        out.add("");
        out.addAll(tables());
        out.add("");
        out.add("```");
        floors().forEach(f -> out.add(f.toString()));
        out.add("```");
        return String.join("\n", out);
    }

    /** Puts it between its marks. */
    default void writeTo(Path document, List<String> machine) throws IOException {
        String old = Files.readString(document);
        String begin = "<!-- measured: begin, " + part() + ", written by scripts/bench -->";
        int from = old.indexOf(begin);
        int to = old.indexOf("<!-- measured: end -->", Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IOException(document + " has no marks for what is measured of " + part());
        }
        Files.writeString(document, old.substring(0, from) + begin + "\n" + text(machine) + "\n" + old.substring(to));
    }
}
