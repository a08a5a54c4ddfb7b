package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.text.Block;
import io.mingcha.analyzer.policy.text.Block.Paragraph;
import io.mingcha.analyzer.policy.text.Block.Table;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of a policy, each with the label that it begins with: «用途：…», «【用途】…», «用途» alone, or the left cell of two. */
final class Labelled {
    private static final Pattern LABEL = Pattern.compile(
            "(?:[【［\\[]\\s*([^】］\\]，。：:]{1,14})[】］\\]]\\s*[：:]?|([^：:，,。；;|\\n【】]{2,14})[：:](?!//))\\s*");
    private static final Pattern SIGN = Pattern.compile("[，。；：、,;:|]");
    private static final int LONGEST = 14;
    /** A table that is no two columns of labels and values: no record goes on behind it. */
    private static final Line BARRIER =
            new Line(0, 0, new Span(0, 0), "", new Span(0, 0), new Span(0, 0), Form.BARRIER);

    private final Reading reading;

    enum Form {
        NONE,
        COLON,
        BRACKETS,
        ALONE,
        CELL,
        BARRIER
    }

    /**
     * One line, or one row of a table of two columns.
     *
     * @param block the place of the block in which it stands
     * @param label empty if it has none
     * @param word the label as it is written
     * @param value what stands behind the label; without a label all of it
     */
    record Line(int block, int depth, Span whole, String label, Span word, Span value, Form form) {
        boolean isLabelled() {
            return !label.isEmpty();
        }

        /** A word with nothing behind it that stands there only once is no label. */
        Line bare() {
            return new Line(block, depth, whole, "", whole, whole, Form.NONE);
        }

        Line at(int place) {
            return new Line(place, depth, whole, label, word, value, form);
        }
    }

    Labelled(Reading reading) {
        this.reading = reading;
    }

    List<Line> lines(List<Block> blocks) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Paragraph paragraph) {
                lines.add(line(i, paragraph.depth(), reading.body(paragraph.span())));
            } else if (blocks.get(i) instanceof Table table) {
                lines.addAll(isFields(table) ? cells(i, table) : List.of(BARRIER.at(i)));
            }
        }
        Map<String, Long> times = lines.stream().collect(Collectors.groupingBy(Line::label, Collectors.counting()));
        return lines.stream()
                .map(l -> l.value().length() == 0 && times.getOrDefault(l.label(), 0L) < 2 ? l.bare() : l)
                .toList();
    }

    private Line line(int block, int depth, Span line) {
        String text = reading.text();
        Matcher label = LABEL.matcher(text).region(line.start(), line.end());
        if (label.lookingAt()) {
            boolean bracketed = label.group(1) != null;
            int group = bracketed ? 1 : 2;
            Span word = new Span(label.start(group), label.end(group)).stripped(text);
            Span value = new Span(label.end(), line.end());
            if (!bracketed && isData(word) && isData(value)) {
                return new Line(block, depth, line, "", line, line, Form.NONE);
            }
            return new Line(
                    block,
                    depth,
                    line,
                    Lexicon.compact(word.in(text)),
                    word,
                    value,
                    bracketed ? Form.BRACKETS : Form.COLON);
        }
        boolean alone = line.length() <= LONGEST
                && !SIGN.matcher(line.in(text)).find()
                && reading.words().heading(text, line).isPresent();
        return alone
                ? new Line(
                        block,
                        depth,
                        line,
                        Lexicon.compact(line.in(text)),
                        line,
                        new Span(line.end(), line.end()),
                        Form.ALONE)
                : new Line(block, depth, line, "", line, line, Form.NONE);
    }

    /** «设备信息：型号、系统版本» is an item of what is collected and no label. */
    private boolean isData(Span span) {
        int named = reading.words().types().in(reading.text(), span).stream()
                .mapToInt(word -> word.span().letters(reading.text()))
                .sum();
        return named * 2 > span.letters(reading.text());
    }

    /** Whether a table is one record: labels on the left, each once. */
    private boolean isFields(Table table) {
        List<String> labels = table.rows().stream()
                .map(row -> Lexicon.compact(row.get(0).in(reading.text())))
                .toList();
        return table.rows().get(0).size() == 2
                && labels.stream().allMatch(l -> !l.isEmpty() && l.length() <= LONGEST)
                && labels.stream().distinct().count() == labels.size();
    }

    private List<Line> cells(int block, Table table) {
        return table.rows().stream()
                .map(row -> {
                    Span value = row.get(1).length() > 0
                            ? row.get(1)
                            : new Span(row.get(0).end(), row.get(0).end());
                    return new Line(
                            block,
                            Integer.MAX_VALUE,
                            new Span(row.get(0).start(), value.end()),
                            Lexicon.compact(row.get(0).in(reading.text())),
                            row.get(0),
                            value,
                            Form.CELL);
                })
                .toList();
    }
}
