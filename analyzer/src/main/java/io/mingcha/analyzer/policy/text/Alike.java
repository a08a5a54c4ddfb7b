package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines one below the other that the same sign parts into as many cells each: rows of a table that has no lines. */
final class Alike {
    private static final List<Pattern> SIGNS =
            List.of(Pattern.compile("\\h{2,}"), Pattern.compile("\\h+[-–—]{1,2}\\h+"));
    private static final int COLUMNS = 3;
    private static final int ROWS = 3;

    private final Map<Integer, Pattern> rows = new HashMap<>();

    Alike(List<String> lines) {
        for (Pattern sign : SIGNS) {
            List<Integer> run = new ArrayList<>();
            int width = 0;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                int cells = line.isEmpty() ? width : sign.split(line).length;
                if (cells != width) {
                    end(run, width, sign);
                    width = cells;
                }
                if (!line.isEmpty()) {
                    run.add(i);
                }
            }
            end(run, width, sign);
        }
    }

    private void end(List<Integer> run, int width, Pattern sign) {
        if (width >= COLUMNS && run.size() >= ROWS) {
            run.forEach(line -> rows.putIfAbsent(line, sign));
        }
        run.clear();
    }

    /** What parts the cells of a line, if it is a row. */
    Optional<Pattern> sign(int line) {
        return Optional.ofNullable(rows.get(line));
    }
}
