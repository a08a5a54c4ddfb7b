package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.policy.Block.Paragraph;
import io.mingcha.analyzer.policy.Block.Table;
import io.mingcha.analyzer.policy.Draft.Denial;
import io.mingcha.analyzer.policy.Draft.Receiver;
import io.mingcha.analyzer.policy.Draft.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drafts a declaration from a policy: prose, lists, key-value blocks and tables. For one policy each. */
public final class Drafting {
    private static final Pattern KEY = Pattern.compile("(?<=^|[；;，,。|\\n\\t、 ])([^：:，,。；;|\\n]{2,24})[：:]");
    private static final Pattern LIST = Pattern.compile(".*(?:[：:]|以下|如下|the following)[^。]{0,12}");

    private final String text;
    private final Policy policy;
    private final PolicyWords words;
    private final Mentions mentions;
    private final Receivers receivers;
    private final Phrases phrases;
    private final Map<List<Object>, Row> rows = new LinkedHashMap<>();
    private final Set<Receiver> named = new LinkedHashSet<>();
    private final Map<String, Denial> denials = new LinkedHashMap<>();
    private final Deque<Within> within = new ArrayDeque<>();
    private Map<Column, List<Span>> block = new EnumMap<>(Column.class);
    private List<Receiver> above = List.of();
    private @Nullable Column open;
    private List<Column> lastHeader = List.of();
    private Map<Column, List<Span>> same = Map.of();

    /** What a paragraph says for those below it. */
    private record Within(
            int depth,
            boolean lists,
            boolean denied,
            boolean others,
            List<Receiver> receivers,
            Optional<String> purpose) {
        static final Within NOTHING = new Within(-1, false, false, false, List.of(), Optional.empty());
    }

    private Drafting(Policy policy, PolicyWords words, Collection<Recipient> known) {
        this.policy = policy;
        this.text = policy.text();
        this.words = words;
        this.mentions = new Mentions(words, text);
        this.receivers = new Receivers(words, new KnownNames(known), text);
        this.phrases = new Phrases(words, text);
    }

    public static Draft of(Policy policy, PolicyWords words, Collection<Recipient> known) {
        Drafting drafting = new Drafting(policy, words, known);
        policy.blocks().forEach(drafting::read);
        drafting.endBlock();
        return new Draft(
                List.copyOf(drafting.rows.values()),
                List.copyOf(drafting.named),
                List.copyOf(drafting.denials.values()));
    }

    private void read(Block part) {
        if (part instanceof Paragraph paragraph) {
            paragraph(paragraph);
        } else if (part instanceof Table table) {
            endBlock();
            table(table.rows());
        }
    }

    private void paragraph(Paragraph paragraph) {
        Span span = body(paragraph.span());
        boolean pairs = pairs(span);
        while (!within.isEmpty()
                && (within.peek().depth() > paragraph.depth()
                        || within.peek().depth() == paragraph.depth() && !pairs)) {
            within.pop();
        }
        if (pairs) {
            return;
        }
        if (open != null && continuesValue(span)) {
            field(Objects.requireNonNull(open), span);
            return;
        }
        endBlock();
        prose(span, paragraph.depth());
    }

    private Span body(Span span) {
        return new Span(span.start() + Depths.afterMark(span.in(text)), span.end());
    }

    private boolean continuesValue(Span span) {
        return open == Column.OTHER
                ? false
                : block.getOrDefault(Objects.requireNonNull(open), List.of()).stream()
                                .allMatch(s -> s.length() == 0)
                        || Depths.isMarked(text.substring(
                                        Math.max(0, text.lastIndexOf('\n', span.start()) + 1), span.end()))
                                && open == Column.DATA
                                && span.length() < 60;
    }

    /** Reads «key: value» pairs; false if the paragraph is something else. */
    private boolean pairs(Span span) {
        Matcher key = KEY.matcher(text).region(span.start(), span.end());
        List<Span> keys = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        while (key.find()) {
            Span name = new Span(key.start(1) + Depths.afterMark(key.group(1)), key.end(1));
            Optional<Column> column = words.isHeading(text, name) ? words.column(text, name) : Optional.empty();
            if (column.isPresent() && (!keys.isEmpty() || key.start() <= span.start() + 1)) {
                keys.add(new Span(key.start(1), key.end()));
                columns.add(column.get());
                values.add(key.end());
            }
        }
        if (keys.isEmpty()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).start() : span.end();
            pair(columns.get(i), new Span(values.get(i), end).stripped(text));
        }
        return true;
    }

    private void pair(Column column, Span value) {
        boolean full = block.containsKey(column) && column != Column.OTHER && column != Column.LINK;
        if (full || column == Column.NAME && block.containsKey(Column.DATA)) {
            endBlock();
        }
        field(column, value);
        open = column;
    }

    private void field(Column column, Span value) {
        if (block.isEmpty()) {
            above = within.isEmpty() ? List.of() : within.peek().receivers();
        }
        block.computeIfAbsent(column, k -> new ArrayList<>()).add(value);
    }

    private void endBlock() {
        Map<Column, List<Span>> done = block;
        block = new EnumMap<>(Column.class);
        open = null;
        if (!done.isEmpty()) {
            record(done, above);
        }
    }

    /** A row of a table, or a block of pairs. */
    private void record(Map<Column, List<Span>> written, List<Receiver> otherwise) {
        Map<Column, List<Span>> fields = withSame(written);
        same = fields;
        Optional<String> name = joined(fields, Column.NAME);
        Optional<String> company = joined(fields, Column.COMPANY).filter(c -> !receivers.isOwn(c));
        Optional<String> heading = otherwise.size() == 1 ? otherwise.get(0).name() : Optional.empty();
        if (name.isEmpty() && company.isPresent()) {
            name = heading;
        }
        List<Receiver> to = name.isEmpty() && company.isEmpty() ? otherwise : List.of(receivers.of(name, company));
        if (to.stream().anyMatch(r -> r.names().isEmpty())) {
            to = otherwise;
        }
        named.addAll(to);
        Column data = fields.containsKey(Column.DATA) ? Column.DATA : Column.PERMISSION;
        List<Span> all = fields.values().stream()
                .flatMap(List::stream)
                .filter(s -> s.length() > 0)
                .toList();
        Optional<String> link =
                all.stream().map(this::link).flatMap(Optional::stream).findFirst();
        for (Span value : fields.getOrDefault(data, List.of())) {
            List<Span> inner = phrases.purposes(value);
            for (Mentions.Mention m : mentions.in(value)) {
                if (inner.stream().anyMatch(p -> p.holds(m.span().start()))) {
                    continue;
                }
                if (m.standing() != Mentions.Standing.COLLECTED) {
                    deny(m, value);
                    continue;
                }
                Optional<String> purpose = beside(fields, Column.PURPOSE, value)
                        .map(phrases::tidy)
                        .or(() -> phrases.purpose(inner, m.span().start()));
                add(
                        m.type(),
                        to,
                        purpose,
                        beside(fields, Column.SCENE, value),
                        beside(fields, Column.FREQUENCY, value),
                        link,
                        value);
            }
        }
    }

    /** «同上» is what the cell above says; what stands behind it is said besides. */
    private Map<Column, List<Span>> withSame(Map<Column, List<Span>> written) {
        Map<Column, List<Span>> fields = new EnumMap<>(Column.class);
        written.forEach((column, cells) -> {
            List<Span> meant = new ArrayList<>();
            for (Span cell : cells) {
                Optional<Span> word = words.words("same").in(text, cell).stream()
                        .map(Lexicon.Found::span)
                        .filter(w -> w.start() == cell.start())
                        .findFirst();
                word.ifPresent(w -> meant.addAll(same.getOrDefault(column, List.of())));
                Span rest = new Span(word.map(Span::end).orElse(cell.start()), cell.end());
                if (word.isEmpty() || !rest.in(text).matches("[\\s。.，,]*")) {
                    meant.add(rest);
                }
            }
            fields.put(column, meant);
        });
        return fields;
    }

    /** What another cell says; one that covers both columns says nothing of its own in the second. */
    private Optional<String> beside(Map<Column, List<Span>> fields, Column column, Span value) {
        return fields.getOrDefault(column, List.of()).contains(value) ? Optional.empty() : joined(fields, column);
    }

    private Optional<String> joined(Map<Column, List<Span>> fields, Column column) {
        String all = String.join(
                " ",
                fields.getOrDefault(column, List.of()).stream()
                        .map(s -> s.in(text).replaceAll("\\s+", " ").strip())
                        .filter(s -> !s.isEmpty() && !s.matches("[/\\-—无]"))
                        .distinct()
                        .toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Optional<String> link(Span span) {
        return policy.links().stream()
                .filter(l -> l.at() >= span.start() && l.at() <= span.end())
                .map(Policy.Link::address)
                .findFirst();
    }

    private void table(List<List<Span>> grid) {
        List<Column> header = lastHeader;
        int first = 0;
        for (int r = 0; r < Math.min(3, grid.size()); r++) {
            List<Column> read = header(grid.get(r));
            if (!read.isEmpty()) {
                header = read;
                first = r + 1;
            }
        }
        if (first == 0 && upright(grid)) {
            return;
        }
        if (header.isEmpty()
                || header.size() != (grid.isEmpty() ? 0 : grid.get(0).size())) {
            for (List<Span> row : grid) {
                row.stream().distinct().forEach(cell -> prose(cell, Integer.MAX_VALUE));
            }
            return;
        }
        lastHeader = header;
        for (List<Span> row : grid.subList(first, grid.size())) {
            if (!header(row).isEmpty()) {
                continue;
            }
            Map<Column, List<Span>> fields = new EnumMap<>(Column.class);
            for (int c = 0; c < row.size(); c++) {
                List<Span> cells = fields.computeIfAbsent(header.get(c), k -> new ArrayList<>());
                if (!cells.contains(row.get(c))) {
                    cells.add(row.get(c));
                }
            }
            record(fields, within.isEmpty() ? List.of() : within.peek().receivers());
        }
    }

    /** What the columns are about; empty if the row is no header. */
    private List<Column> header(List<Span> row) {
        List<Column> columns = new ArrayList<>();
        int headings = 0;
        for (Span cell : row) {
            Optional<Column> column =
                    cell.length() <= 40 && words.isHeading(text, cell) ? words.column(text, cell) : Optional.empty();
            headings += column.isPresent() ? 1 : 0;
            columns.add(column.orElse(Column.OTHER));
        }
        boolean data = columns.contains(Column.DATA) || columns.contains(Column.PERMISSION);
        return data && headings >= 2 && columns.stream().distinct().count() >= 2 ? columns : List.of();
    }

    /** A table whose first column names the fields. */
    private boolean upright(List<List<Span>> grid) {
        List<Span> keys = grid.stream().map(row -> row.get(0)).toList();
        List<Column> columns = keys.stream()
                .map(k ->
                        k.length() <= 40 && words.isHeading(text, k) ? words.column(text, k) : Optional.<Column>empty())
                .map(c -> c.orElse(Column.OTHER))
                .toList();
        long known = columns.stream().filter(c -> c != Column.OTHER).count();
        if (!columns.contains(Column.DATA) || known < 2) {
            return false;
        }
        int width = grid.get(0).size();
        for (int c = 1; c < width; c++) {
            Map<Column, List<Span>> fields = new EnumMap<>(Column.class);
            for (int r = 0; r < grid.size(); r++) {
                fields.computeIfAbsent(columns.get(r), k -> new ArrayList<>())
                        .add(grid.get(r).get(c));
            }
            record(fields, within.isEmpty() ? List.of() : within.peek().receivers());
        }
        return true;
    }

    private void prose(Span span, int depth) {
        Within around = within.isEmpty() ? Within.NOTHING : within.peek();
        List<Receiver> spoken = around.receivers();
        List<Receiver> first = List.of();
        boolean found = false;
        List<List<Object>> last = List.of();
        Span tail = span;
        for (Span sentence : Sentences.of(text, span, mentions)) {
            tail = sentence;
            List<Receivers.Group> groups = receivers.in(sentence);
            if (groups.isEmpty() && around.others() && sentence.start() == span.start()) {
                groups = receivers.leading(sentence);
            }
            List<Receiver> before = spoken;
            if (!groups.isEmpty()) {
                spoken = groups.get(groups.size() - 1).receivers();
                first = first.isEmpty() ? groups.get(0).receivers() : first;
            }
            List<List<Object>> said = sentence(sentence, groups, before, around);
            found |= !said.isEmpty();
            if (said.isEmpty()) {
                addPurpose(last, sentence);
                giveOn(last, sentence, groups);
            } else {
                last = said;
            }
        }
        if (depth == Integer.MAX_VALUE) {
            return;
        }
        boolean lists = LIST.matcher(tail.in(text).replace('\n', ' ')).matches();
        boolean collects = words.collects(text, tail) || around.lists();
        boolean denied = lists && words.words("negations").isIn(text, tail);
        boolean names = !found && !first.isEmpty();
        if (lists && collects || names) {
            Optional<String> purpose =
                    phrases.purpose(phrases.purposes(tail), tail.start()).or(around::purpose);
            within.push(new Within(
                    depth,
                    lists && collects,
                    denied || around.denied(),
                    around.others() || words.words("recipient.names").isIn(text, tail),
                    first.isEmpty() ? around.receivers() : first,
                    purpose));
        }
    }

    /** «上述信息用于……» speaks of the sentence before. */
    private void addPurpose(List<List<Object>> keys, Span sentence) {
        List<Lexicon.Found> back = words.words("recipient.back").in(text, sentence);
        Optional<String> purpose = phrases.purpose(phrases.purposes(sentence), sentence.start());
        if (back.isEmpty() || purpose.isEmpty()) {
            return;
        }
        for (List<Object> key : keys) {
            Row row = rows.get(key);
            if (row != null && row.purpose().isEmpty()) {
                rows.put(
                        key,
                        new Row(
                                row.type(),
                                row.receivers(),
                                purpose,
                                row.scene(),
                                row.frequency(),
                                row.link(),
                                row.source()));
            }
        }
    }

    /** «上述信息将提供给……» gives on what the sentence before collects. */
    private void giveOn(List<List<Object>> keys, Span sentence, List<Receivers.Group> groups) {
        List<Receiver> to = givenOn(sentence, groups);
        for (List<Object> key : to.isEmpty() ? List.<List<Object>>of() : keys) {
            Row row = rows.get(key);
            if (row != null) {
                named.addAll(to);
                Optional<String> purpose = phrases.purpose(phrases.purposes(sentence), sentence.start());
                add(row.type(), to, purpose, row.scene(), row.frequency(), row.link(), sentence);
            }
        }
    }

    /** To whom what was named before is given on. */
    private List<Receiver> givenOn(Span sentence, List<Receivers.Group> groups) {
        int back = back(sentence);
        boolean denied =
                words.words("negations").isIn(text, new Span(Math.max(sentence.start(), back - 12), sentence.end()));
        return back < 0 || denied
                ? List.of()
                : groups.stream()
                        .filter(g -> givesTo(g, back, sentence))
                        .flatMap(g -> g.receivers().stream())
                        .toList();
    }

    private int back(Span sentence) {
        return words.words("recipient.back").in(text, sentence).stream()
                .mapToInt(f -> f.span().start())
                .findFirst()
                .orElse(-1);
    }

    /** «将上述信息提供给某某», «向某某提供上述信息». */
    private boolean givesTo(Receivers.Group group, int back, Span sentence) {
        int from = Math.min(back, group.span().start());
        int clause = Math.max(text.lastIndexOf('，', back), sentence.start());
        return group.span().start() >= clause
                && (words.words("recipient.shares").isIn(text, new Span(from, sentence.end()))
                        || words.words("recipient.gives").isIn(text, new Span(from, sentence.end())));
    }

    private List<List<Object>> sentence(
            Span sentence, List<Receivers.Group> groups, List<Receiver> spoken, Within around) {
        List<Mentions.Mention> mentioned = mentions.in(sentence);
        List<List<Object>> said = new ArrayList<>();
        boolean counts = (words.collects(text, sentence)
                        || around.lists()
                        || words.words("recipient.shares").isIn(text, sentence)
                        || !groups.isEmpty() && sentence.in(text).matches("(?s).*[：:].*"))
                && !words.words("unrelated").isIn(text, sentence);
        if (mentioned.isEmpty() || !counts) {
            return said;
        }
        List<Span> purposes = phrases.purposes(sentence);
        Optional<Span> scene = phrases.scene(sentence);
        List<Receiver> on = givenOn(sentence, groups);
        List<Receivers.Group> at = groups.stream()
                .filter(g -> on.isEmpty() || !on.containsAll(g.receivers()))
                .toList();
        int back = back(sentence);
        List<Mentions.Mention> told = mentioned.stream()
                .filter(m -> purposes.stream().noneMatch(p -> p.holds(m.span().start())))
                .filter(m ->
                        groups.stream().noneMatch(g -> g.span().holds(m.span().start())))
                .toList();
        List<Mentions.Mention> outside = told.stream()
                .filter(m -> scene.filter(s -> s.holds(m.span().start())).isEmpty())
                .toList();
        for (Mentions.Mention m : outside.isEmpty() ? told : outside) {
            if (m.standing() != Mentions.Standing.COLLECTED || around.denied()) {
                deny(m, sentence);
                continue;
            }
            boolean givenOn = !on.isEmpty() && m.span().end() <= back;
            List<List<Receiver>> all = new ArrayList<>();
            all.add(receiversOf(m, givenOn ? at : groups, spoken, around, sentence));
            if (givenOn) {
                all.add(on);
            }
            Optional<String> purpose = phrases.purpose(purposes, m.span().end()).or(around::purpose);
            for (List<Receiver> to : all) {
                named.addAll(to);
                said.add(add(
                        m.type(),
                        to,
                        purpose,
                        scene.map(s -> s.in(text)),
                        phrases.frequency(sentence, groups),
                        link(sentence),
                        sentence));
            }
        }
        return said;
    }

    private List<Receiver> receiversOf(
            Mentions.Mention m, List<Receivers.Group> groups, List<Receiver> spoken, Within around, Span sentence) {
        if (groups.isEmpty()) {
            boolean meant = words.words("recipient.anaphora").isIn(text, sentence)
                    || !around.receivers().isEmpty();
            return meant ? spoken : List.of();
        }
        return groups.stream()
                .filter(g -> g.span().end() <= m.span().start())
                .reduce((a, b) -> b)
                .orElse(groups.get(0))
                .receivers();
    }

    private void deny(Mentions.Mention mention, Span source) {
        boolean local = mention.standing() == Mentions.Standing.LOCAL;
        denials.putIfAbsent(mention.type() + local, new Denial(mention.type(), local, source));
    }

    private List<Object> add(
            String type,
            List<Receiver> to,
            Optional<String> purpose,
            Optional<String> scene,
            Optional<String> frequency,
            Optional<String> link,
            Span source) {
        List<Object> key = List.of(type, to, purpose, scene, frequency);
        rows.putIfAbsent(key, new Row(type, to, purpose, scene, frequency, link, source));
        return key;
    }
}
