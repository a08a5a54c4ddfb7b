package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Labelled.Form;
import io.mingcha.analyzer.policy.Labelled.Line;
import io.mingcha.analyzer.policy.text.Block;
import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Records by their shape: lines whose labels come again and again, whatever the labels are, each perhaps below a title. */
final class Records {
    private static final int LONGEST_RECORD = 30;
    private static final int LONGEST_TITLE = 40;
    private static final int SHARED = 2;
    private static final Pattern ENDS = Pattern.compile("[。；;！？!?：:、，,]\\s*$");

    private final Reading reading;
    private final List<Line> lines;
    private final Map<Integer, Run> runs = new HashMap<>();

    /** One record: its title, if the records have such, and under each label what stands there. */
    record Entry(Optional<Span> title, Map<String, List<Span>> values) {}

    /**
     * Records one behind the other.
     *
     * @param first the block where they begin
     * @param last the block where they end
     * @param above the lines right above, nearest first
     * @param labels as they are written first
     * @param forms that the labels have; {@code NONE} if values go on over lines
     */
    record Run(
            int first,
            int last,
            int depth,
            List<Span> above,
            Map<String, Span> labels,
            Set<Form> forms,
            List<Entry> records) {}

    Records(Reading reading, List<Block> blocks) {
        this.reading = reading;
        this.lines = new Labelled(reading).lines(blocks);
        int at = 0;
        while (at < lines.size()) {
            List<Integer> starts = starts(at);
            at = starts.isEmpty() ? at + 1 : add(starts);
        }
    }

    Optional<Run> at(int block) {
        return Optional.ofNullable(runs.get(block));
    }

    /** Where records begin if one begins at a line: with its label, and each has another label of the first. */
    private List<Integer> starts(int first) {
        if (!lines.get(first).isLabelled()) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>(List.of(first));
        Set<String> labels = labels(first);
        for (int next = again(first); next >= 0; next = again(next)) {
            Set<String> shared = new HashSet<>(labels(next));
            shared.retainAll(labels);
            if (shared.size() < SHARED) {
                break;
            }
            starts.add(next);
        }
        return starts.size() < 2 ? List.of() : starts;
    }

    /** Where the label of a line comes again with no other coming again before; negative if nowhere. */
    private int again(int from) {
        Set<String> seen = new HashSet<>();
        for (int i = from; i < Math.min(lines.size(), from + LONGEST_RECORD); i++) {
            Line line = lines.get(i);
            if (line.form() == Form.BARRIER) {
                return -1;
            }
            if (line.isLabelled() && !seen.add(line.label())) {
                return line.label().equals(lines.get(from).label()) ? i : -1;
            }
        }
        return -1;
    }

    private Set<String> labels(int from) {
        Set<String> labels = new HashSet<>();
        for (int i = from; i < Math.min(lines.size(), from + LONGEST_RECORD); i++) {
            Line line = lines.get(i);
            if (line.form() == Form.BARRIER || line.isLabelled() && !labels.add(line.label())) {
                break;
            }
        }
        return labels;
    }

    /** The line from which on further records are looked for. */
    private int add(List<Integer> starts) {
        long titles =
                starts.subList(1, starts.size()).stream().filter(this::isTitled).count();
        boolean titled = titles > 0 && titles == starts.size() - 1 && isTitled(starts.get(0));
        boolean mixed = titles > 0 && !titled;
        Map<String, Span> labels = new LinkedHashMap<>();
        Set<Form> forms = new HashSet<>();
        List<Entry> records = new ArrayList<>();
        int end = starts.get(0);
        for (int r = 0; r < starts.size(); r++) {
            int start = starts.get(r);
            boolean last = r + 1 == starts.size();
            end = last ? end(start, labels.keySet()) : starts.get(r + 1) - (titled ? 1 : 0);
            records.add(entry(start, end, titled, labels, forms));
        }
        int first = starts.get(0) - (titled ? 1 : 0);
        int from = lines.get(first).block();
        int to = lines.get(end - 1).block();
        boolean whole = !mixed
                && (first == 0 || !isField(lines.get(first - 1)))
                && (first == 0 || lines.get(first - 1).block() != from)
                && (end == lines.size() || lines.get(end).block() != to);
        if (whole) {
            int depth = lines.get(first).depth();
            runs.put(from, new Run(from, to, depth, above(first), labels, forms, records));
        }
        return end;
    }

    /** A label that is known; right above the first one of records it says that they do not begin there. */
    private boolean isField(Line line) {
        return line.isLabelled()
                && reading.words().heading(reading.text(), line.word()).isPresent();
    }

    /** Whether a title may stand above a label: over bullets it is none itself, however deep the numbering puts it. */
    private boolean isTitled(int label) {
        if (label == 0) {
            return false;
        }
        Line line = lines.get(label - 1);
        Line below = lines.get(label);
        return line.form() == Form.NONE
                && line.whole().length() > 1
                && line.whole().length() <= LONGEST_TITLE
                && (line.depth() <= below.depth() || isMarked(below) && !isMarked(line))
                && !ENDS.matcher(line.whole().in(reading.text())).find();
    }

    /** Where the last record ends: behind its labels, what goes on below one that says nothing or stands deeper, and lines between. */
    private int end(int start, Set<String> known) {
        int end = start + 1;
        Line open = lines.get(start);
        Set<String> seen = new HashSet<>(Set.of(open.label()));
        boolean filled = open.value().length() > 0;
        for (int i = end; i < Math.min(lines.size(), start + LONGEST_RECORD); i++) {
            Line line = lines.get(i);
            boolean goesOn = isBelow(line, open)
                    || line.form() == Form.NONE
                            && (!filled
                                    || line.depth() > open.depth()
                                    || isMarked(line) && line.depth() >= open.depth());
            boolean next = (known.contains(line.label()) || isField(line)) && seen.add(line.label());
            if (next || goesOn) {
                end = i + 1;
                open = next ? line : open;
                filled = next ? line.value().length() > 0 : true;
            } else if (line.form() != Form.NONE
                    || line.whole().in(reading.text()).contains("。")) {
                break;
            }
        }
        return end;
    }

    /** «分享内容：您选择的图片», deeper below a key that says nothing itself: an item, if it is no key. */
    private boolean isBelow(Line line, Line open) {
        return line.isLabelled()
                && !isField(line)
                && open.isLabelled()
                && open.value().length() == 0
                && line.depth() > open.depth();
    }

    private Entry entry(int start, int end, boolean titled, Map<String, Span> labels, Set<Form> forms) {
        Map<String, List<Span>> values = new LinkedHashMap<>();
        List<Span> open = new ArrayList<>();
        Line last = lines.get(start);
        for (Line line : lines.subList(start, end)) {
            if (isBelow(line, last)) {
                open.add(line.whole());
            } else if (line.isLabelled()) {
                last = line;
                open = values.computeIfAbsent(line.label(), k -> new ArrayList<>());
                labels.putIfAbsent(line.label(), line.word());
                forms.add(line.form());
                open.add(line.value());
            } else if (isMarked(line) || open.isEmpty()) {
                open.add(line.whole());
            } else {
                forms.add(Form.NONE);
                Span before = open.remove(open.size() - 1);
                open.add(new Span(
                        before.length() == 0 ? line.whole().start() : before.start(),
                        line.whole().end()));
            }
        }
        return new Entry(titled ? Optional.of(lines.get(start - 1).whole()) : Optional.empty(), values);
    }

    private boolean isMarked(Line line) {
        String text = reading.text();
        int from = text.lastIndexOf('\n', line.whole().start() - 1) + 1;
        return Depths.isMarked(text.substring(from, line.whole().end()));
    }

    private List<Span> above(int first) {
        List<Span> above = new ArrayList<>();
        for (int i = first - 1; i >= 0 && lines.get(i).form() == Form.NONE; i--) {
            above.add(lines.get(i).whole());
        }
        return above;
    }
}
