package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Blocks of «key: value» lines: from the first key to a paragraph that is none, or to a key that is there already. */
final class Pairs {
    private static final Pattern KEY = Pattern.compile("(?<=^|[；;，,。|\\n\\t、 ])([^：:，,。；;|\\n]{2,24})[：:]");
    private static final int SHORT = 60;

    private final Reading reading;
    private final Chapters chapters;
    private final Fields fields;
    private Map<Column, List<Span>> block = new EnumMap<>(Column.class);
    private List<Receiver> above = List.of();
    private Optional<Titles.Title> title = Optional.empty();
    private @Nullable Column open;
    private int depth;

    private record Key(Span span, Column column) {}

    Pairs(Reading reading, Chapters chapters, Fields fields) {
        this.reading = reading;
        this.chapters = chapters;
        this.fields = fields;
    }

    /** Whether a paragraph is pairs; a key that says nothing of data, as 安卓版本, begins no block. */
    boolean begin(Span span) {
        List<Key> keys = keys(span);
        return keys.stream().anyMatch(k -> k.column() != Column.OTHER) || !keys.isEmpty() && !block.isEmpty();
    }

    /** A line that names whom the next block is about. */
    void under(Titles.Title named, int depth) {
        title = Optional.of(named);
        if (named.certain()) {
            reading.rows().name(named.receivers());
            chapters.open(new Chapter(depth, false, false, false, true, named.receivers(), Optional.empty()));
        }
    }

    void read(Span span, int at) {
        depth = at;
        List<Key> keys = keys(span);
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).span().start() : span.end();
            pair(keys.get(i).column(), new Span(keys.get(i).span().end(), end).stripped(reading.text()));
        }
    }

    private List<Key> keys(Span span) {
        Matcher key = KEY.matcher(reading.text()).region(span.start(), span.end());
        List<Key> keys = new ArrayList<>();
        while (key.find()) {
            Span name = new Span(key.start(1) + Depths.afterMark(key.group(1)), key.end(1));
            Optional<Column> column = reading.words().heading(reading.text(), name);
            if (column.isPresent() && (!keys.isEmpty() || key.start() <= span.start() + 1)) {
                keys.add(new Key(new Span(key.start(1), key.end()), column.get()));
            }
        }
        return keys;
    }

    private void pair(Column named, Span value) {
        Column column = named == Column.NAME && isCompanyOfOpen(value) ? Column.COMPANY : named;
        boolean full = block.containsKey(column) && column != Column.OTHER && column != Column.LINK;
        if (full || column == Column.NAME && block.containsKey(Column.DATA)) {
            end();
        }
        field(column, value);
        open = column;
    }

    /** A second name that is a company's: whose the one before is. */
    private boolean isCompanyOfOpen(Span value) {
        return block.containsKey(Column.NAME)
                && !block.containsKey(Column.DATA)
                && !block.containsKey(Column.COMPANY)
                && reading.words().words("recipient.companies").in(reading.text(), value).stream()
                        .anyMatch(f -> f.span().end() == value.end());
    }

    private void field(Column column, Span value) {
        if (block.isEmpty()) {
            above = chapters.current().receivers();
        }
        block.computeIfAbsent(column, k -> new ArrayList<>()).add(value);
    }

    /** Whether a paragraph that is no pair is more of the value before it. */
    boolean goesOn(Span span, int at) {
        Column column = open;
        if (column == null || column == Column.OTHER) {
            return false;
        }
        String text = reading.text();
        boolean empty = block.getOrDefault(column, List.of()).stream().allMatch(s -> s.length() == 0);
        boolean marked =
                Depths.isMarked(text.substring(Math.max(0, text.lastIndexOf('\n', span.start()) + 1), span.end()));
        return empty
                || at > depth && depth > 0 && column == Column.DATA
                || marked && column == Column.DATA && span.length() < SHORT;
    }

    void goOn(Span span) {
        field(Objects.requireNonNull(open), span);
    }

    void end() {
        Map<Column, List<Span>> done = block;
        block = new EnumMap<>(Column.class);
        open = null;
        if (!done.isEmpty()) {
            fields.read(
                    done,
                    title.filter(t -> t.certain() || isOfSomebody(done))
                            .map(Titles.Title::receivers)
                            .orElse(above));
            title = Optional.empty();
        }
    }

    /** A block that says whose company it is, and not his name. */
    private static boolean isOfSomebody(Map<Column, List<Span>> block) {
        return block.containsKey(Column.COMPANY) && !block.containsKey(Column.NAME);
    }
}
