package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a row of a table or a block of pairs says, column by column. */
final class Fields {
    private static final Pattern ITEM = Pattern.compile("\\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\\s*[项条行栏款点]?");
    private static final int LONGEST_NAME = 40;
    private static final String NUMERALS = "一二三四五六七八九十";
    private static final Pattern SEVERAL =
            Pattern.compile("(?:[、；;，,\\n]|(?<=\\s)(?=\\d{1,2}[.、．]\\s*\\D))\\s*(?![^（(]*[）)])");
    private static final Pattern DASH = Pattern.compile("[/\\-—]");

    private final Reading reading;
    private final String text;
    /** What the rows before this one meant, in order. */
    private final List<Map<Column, List<Span>>> before = new ArrayList<>();

    Fields(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    /** A table begins, and with it the count of its items. */
    void begin() {
        before.clear();
    }

    /** @param around what the lines above say: who receives if it does not say so itself, and whether anybody does */
    void read(Map<Column, List<Span>> written, Chapter around) {
        Map<Column, List<Span>> fields = meant(written);
        before.add(fields);
        List<Receiver> to = receivers(fields, around.receivers());
        if (around.says(Says.ELSEWHERE) && to.isEmpty() && !isUse(fields)) {
            return;
        }
        reading.rows().name(to);
        Column data = fields.containsKey(Column.DATA) ? Column.DATA : Column.PERMISSION;
        Optional<String> link = Stream.concat(
                        Stream.of(Column.LINK, Column.SITE)
                                .flatMap(column -> fields.getOrDefault(column, List.of()).stream()),
                        fields.values().stream().flatMap(List::stream))
                .filter(s -> s.length() > 0)
                .map(reading::link)
                .flatMap(Optional::stream)
                .findFirst();
        for (Span value : fields.getOrDefault(data, List.of())) {
            List<Span> purposes = reading.phrases().purposes(value);
            for (Mentions.Mention m : reading.mentionsIn(value)) {
                if (purposes.stream().anyMatch(p -> p.holds(m.span().start()))) {
                    continue;
                }
                boolean refused = m.standing() == Mentions.Standing.DENIED || m.standing() == Mentions.Standing.LOCAL;
                if (refused || around.refuses()) {
                    reading.rows().deny(m, around, value);
                    continue;
                }
                Optional<String> purpose = beside(fields, Column.PURPOSE, value)
                        .or(() -> beside(fields, Column.SCENE, value).filter(this::isPurpose))
                        .map(reading.phrases()::tidy)
                        .or(() -> reading.phrases().purpose(purposes, m.span().start()));
                reading.rows()
                        .add(new Row(
                                m.type(),
                                to,
                                purpose,
                                beside(fields, Column.SCENE, value),
                                beside(fields, Column.FREQUENCY, value),
                                link,
                                value));
            }
        }
    }

    /** What data is for is said only of what is collected; how long it is kept and what it means is said in other chapters. */
    private static boolean isUse(Map<Column, List<Span>> fields) {
        return fields.containsKey(Column.PURPOSE) || fields.containsKey(Column.SCENE);
    }

    private List<Receiver> receivers(Map<Column, List<Span>> fields, List<Receiver> otherwise) {
        Map<Column, List<Span>> told = withNames(fields);
        Optional<String> name = joined(told, Column.NAME)
                .filter(n -> !isPurpose(n) || reading.receivers().isKnown(n));
        Optional<String> company =
                joined(told, Column.COMPANY).filter(c -> !reading.receivers().isOwn(c));
        if (name.isEmpty() && company.isPresent() && otherwise.size() == 1) {
            name = otherwise.get(0).name();
        }
        if (name.isEmpty() && company.isEmpty()) {
            return otherwise;
        }
        List<String> several = several(told);
        if (several.size() > 1) {
            Optional<String> one = company;
            return several.stream()
                    .map(n -> reading.receivers().of(Optional.of(n), one))
                    .toList();
        }
        if (name.isEmpty()) {
            List<String> companies = companies(told);
            if (companies.size() > 1) {
                return companies.stream()
                        .map(c -> reading.receivers().of(Optional.empty(), Optional.of(c)))
                        .toList();
            }
        }
        Receiver receiver = reading.receivers().of(name, company);
        if (receiver.known().isEmpty()) {
            Optional<String> one = company;
            List<Receiver> known = parts(told, Column.NAME).stream()
                    .map(part -> reading.receivers().of(Optional.of(part), one))
                    .filter(part -> !part.known().isEmpty())
                    .toList();
            if (!known.isEmpty()) {
                return known;
            }
        }
        return receiver.names().isEmpty() ? otherwise : List.of(receiver);
    }

    /** «（用于识别车牌）» where a name is missing, «提供推送服务» under «功能». */
    private boolean isPurpose(String name) {
        String bare = name.replaceAll("^[（(\\s]+", "");
        Span whole = new Span(0, bare.length());
        return Stream.of("purpose.before", "recipient.tasks")
                .flatMap(words -> reading.words().words(words).in(bare, whole).stream())
                .anyMatch(w -> w.span().start() == 0);
    }

    /** «某某有限公司、另一有限公司» in one cell, with no name of what they offer. */
    private List<String> companies(Map<Column, List<Span>> fields) {
        List<String> parts = parts(fields, Column.COMPANY);
        return parts.stream().allMatch(p -> ends("recipient.companies", p, new Span(0, p.length())))
                ? parts
                : List.of();
    }

    /** «极光推送SDK、华为推送SDK» in one cell, or each on a line or behind a number, if each is a kit or known. */
    private List<String> several(Map<Column, List<Span>> fields) {
        List<String> parts = parts(fields, Column.NAME);
        boolean all = parts.stream()
                .allMatch(p -> ends("recipient.suffixes", p, new Span(0, p.length()))
                        || reading.receivers().isKnown(p));
        return all ? parts : List.of();
    }

    private List<String> parts(Map<Column, List<Span>> fields, Column column) {
        return fields.getOrDefault(column, List.of()).stream()
                .flatMap(cell -> SEVERAL.splitAsStream(cell.in(text)))
                .map(part -> part.substring(Depths.afterMark(part)).strip())
                .filter(part -> !part.isEmpty() && !isNothing(part))
                .distinct()
                .toList();
    }

    /** Of two columns of names the one with the company's, and beside a company's name the kit that no heading calls a name. */
    private Map<Column, List<Span>> withNames(Map<Column, List<Span>> fields) {
        List<Span> names = fields.getOrDefault(Column.NAME, List.of());
        List<Span> companies = names.stream().filter(this::isCompany).toList();
        List<Span> others = names.stream()
                .filter(n -> !companies.contains(n) && n.length() > 0)
                .toList();
        List<Span> kits = others.isEmpty() ? kits(fields) : others;
        if (companies.isEmpty() || kits.isEmpty() || fields.containsKey(Column.COMPANY)) {
            return fields;
        }
        Map<Column, List<Span>> told = new EnumMap<>(fields);
        told.put(Column.NAME, kits);
        told.put(Column.COMPANY, companies);
        return told;
    }

    private boolean isCompany(Span name) {
        return ends("recipient.companies", name);
    }

    private List<Span> kits(Map<Column, List<Span>> fields) {
        return Stream.of(Column.OTHER, Column.SCENE)
                .flatMap(column -> fields.getOrDefault(column, List.of()).stream())
                .filter(cell -> cell.length() <= LONGEST_NAME && ends("recipient.suffixes", cell))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private boolean ends(String words, Span cell) {
        return ends(words, text, cell);
    }

    private boolean ends(String words, String in, Span cell) {
        Span bare = cell.stripped(in);
        return reading.words().words(words).in(in, bare).stream()
                .anyMatch(f -> f.span().end() == bare.end());
    }

    /** «同上» is what the cell above says, «同第1项» what that of the first row does; what stands behind it is said besides. */
    private Map<Column, List<Span>> meant(Map<Column, List<Span>> written) {
        Map<Column, List<Span>> fields = new EnumMap<>(Column.class);
        written.forEach((column, cells) -> {
            List<Span> meant = new ArrayList<>();
            cells.forEach(cell -> meant.addAll(meant(column, cell)));
            fields.put(column, meant);
        });
        return fields;
    }

    private List<Span> meant(Column column, Span cell) {
        List<Span> meant = new ArrayList<>();
        int at = cell.start();
        for (Lexicon.Found word : reading.words().words("same_item").in(text, cell)) {
            Matcher item = ITEM.matcher(text).region(word.span().end(), cell.end());
            int number = item.lookingAt() ? number(item.group(1)) : 0;
            if (number >= 1 && number <= before.size() && word.span().start() >= at) {
                meant.addAll(before.get(number - 1).getOrDefault(column, List.of()));
                meant.add(new Span(at, word.span().start()));
                at = item.end();
            }
        }
        Span left = new Span(at, cell.end());
        Optional<Span> same = reading.words().words("same").in(text, left).stream()
                .map(Lexicon.Found::span)
                .filter(w -> w.start() == left.start())
                .findFirst();
        same.ifPresent(w -> meant.addAll(last(column)));
        Span rest = new Span(same.map(Span::end).orElse(at), cell.end());
        if (meant.isEmpty() || !rest.in(text).matches("[\\s。.，,、]*")) {
            meant.add(rest);
        }
        return meant;
    }

    private List<Span> last(Column column) {
        return before.isEmpty() ? List.of() : before.get(before.size() - 1).getOrDefault(column, List.of());
    }

    private static int number(String written) {
        if (Character.isDigit(written.charAt(0))) {
            return Integer.parseInt(written);
        }
        int ten = written.indexOf('十');
        int last = NUMERALS.indexOf(written.charAt(written.length() - 1)) + 1;
        if (ten < 0) {
            return last;
        }
        int tens = ten == 0 ? 1 : NUMERALS.indexOf(written.charAt(0)) + 1;
        return tens * 10 + (last == 10 ? 0 : last);
    }

    /** What another cell says; one that covers both columns says nothing of its own in the second. */
    private Optional<String> beside(Map<Column, List<Span>> fields, Column column, Span value) {
        return fields.getOrDefault(column, List.of()).contains(value) ? Optional.empty() : joined(fields, column);
    }

    private boolean isNothing(String cell) {
        Span whole = new Span(0, cell.length());
        return DASH.matcher(cell).matches()
                || reading.words().words("wording.nothing").in(cell, whole).stream()
                        .anyMatch(word -> word.span().equals(whole));
    }

    private Optional<String> joined(Map<Column, List<Span>> fields, Column column) {
        String all = String.join(
                " ",
                fields.getOrDefault(column, List.of()).stream()
                        .map(s -> s.in(text).replaceAll("\\s+", " ").strip())
                        .filter(s -> !s.isEmpty() && !isNothing(s))
                        .distinct()
                        .toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
