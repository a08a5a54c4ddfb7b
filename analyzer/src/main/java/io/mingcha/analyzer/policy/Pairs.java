package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Blocks of «key: value» lines: from the first key to a paragraph that is none, or to a key that is there already. */
final class Pairs {
    private static final Pattern KEY = Pattern.compile("(?<=^|[；;，,。|\\n\\t、 ])([^：:，,。；;|\\n]{2,24})[：:]");
    private static final Pattern COLON = Pattern.compile("[：:]");
    private static final int SHORT = 60;

    private final Reading reading;
    private final Chapters chapters;
    private final Fields fields;
    private Map<Column, List<Span>> block = new EnumMap<>(Column.class);
    private Chapter above = Chapter.NONE;
    private Optional<Titles.Title> title = Optional.empty();
    /** A line above the keys that is the data of which they tell. */
    private Optional<Span> data = Optional.empty();

    private @Nullable Column open;
    private int depth;

    /** The keys of the block as they are written. */
    private final Set<String> written = new HashSet<>();
    /** Whether in these blocks names stand behind the data. */
    private boolean namesLast;

    private record Key(Span span, Column column, String word) {}

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

    /** «山雀SDK 使用目的：统计 收集信息：IMEI»: the name that a paragraph of several keys begins with; empty if it has none. */
    Span head(Span span) {
        Matcher key = KEY.matcher(reading.text()).region(span.start(), span.end());
        Span none = new Span(span.start(), span.start());
        if (!key.find()) {
            return none;
        }
        Span first = new Span(key.start(1), key.end(1));
        int blank = lastBlank(first);
        boolean whole = reading.words().heading(reading.text(), first).isPresent()
                && !isName(new Span(first.start(), blank).stripped(reading.text()));
        int start = whole || blank <= span.start() ? first.start() : blank + 1;
        if (start <= span.start() + 1
                || start - span.start() > SHORT
                || !Span.isBlank(reading.text().charAt(start - 1))) {
            return none;
        }
        List<Column> behind = columns(new Span(start, span.end()));
        return behind.size() > 1 && behind.contains(Column.DATA)
                ? new Span(span.start(), start).stripped(reading.text())
                : none;
    }

    /** Whether a paragraph begins with a key, whatever that says. */
    boolean isKeyed(Span span) {
        return !keys(span).isEmpty();
    }

    /** Which keys paragraphs have from here on, if a block begins here: «信息：…», «名称：…» over and over ends with a name. */
    void ahead(Supplier<List<Column>> columns) {
        if (block.isEmpty()) {
            List<Column> order = columns.get().stream()
                    .filter(c -> c == Column.NAME || c == Column.DATA)
                    .toList();
            long names = order.stream().filter(c -> c == Column.NAME).count();
            namesLast = names > 1
                    && names * 2 == order.size()
                    && order.get(0) == Column.DATA
                    && order.get(order.size() - 1) == Column.NAME;
        }
    }

    List<Column> columns(Span span) {
        return keys(span).stream().map(Key::column).toList();
    }

    /** A line that names whom the next block is about. */
    void under(Titles.Title named, int depth) {
        title = Optional.of(named);
        if (named.certain()) {
            reading.rows().name(named.receivers());
            chapters.open(new Chapter(depth, Set.of(Says.OTHERS), named.receivers(), Optional.empty()));
        }
    }

    /** «IP 地址» over «收集目的：» and «收集方式：». */
    void of(Span named) {
        data = Optional.of(named);
    }

    void read(Span span, int at) {
        depth = at;
        List<Key> keys = keys(span);
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).span().start() : span.end();
            pair(keys.get(i), new Span(keys.get(i).span().end(), end).stripped(reading.text()));
        }
    }

    private List<Key> keys(Span span) {
        Matcher key = KEY.matcher(reading.text()).region(span.start(), span.end());
        List<Key> keys = new ArrayList<>();
        while (key.find()) {
            Span name = new Span(key.start(1) + Depths.afterMark(key.group(1)), key.end(1));
            Optional<Column> column = reading.words().heading(reading.text(), name);
            int blank = lastBlank(name);
            if (blank > name.start()
                    && (column.isEmpty() || reading.words().namesData(reading.text(), new Span(name.start(), blank)))) {
                name = new Span(blank + 1, name.end());
                column = reading.words().heading(reading.text(), name);
            }
            boolean ofUses = reading.words().words("purpose.lists").isIn(reading.text(), name);
            boolean said = column.filter(Pairs::names).isPresent() && tellsWhatIsGiven(new Span(key.end(), span.end()));
            if (column.isPresent() && !ofUses && !said && (!keys.isEmpty() || key.start() <= span.start() + 1)) {
                keys.add(new Key(
                        new Span(name.start(), key.end()), column.get(), Lexicon.compact(name.in(reading.text()))));
            }
        }
        return keys;
    }

    /** «…应用列表 所属公司：»: where the value before a key ends with a blank alone. */
    private int lastBlank(Span name) {
        int at = name.end() - 1;
        while (at > name.start() && !Span.isBlank(reading.text().charAt(at))) {
            at--;
        }
        return at;
    }

    private void pair(Key key, Span value) {
        if (begins(key, value)) {
            end();
        }
        Column column = column(key, value);
        written.add(key.word());
        field(column, names(column) ? firstSentence(value) : value);
        open = column;
    }

    /** «服务提供方：某某公司。 服务类别：…»: a name ends where its sentence does, whether the next key is known or not. */
    private Span firstSentence(Span value) {
        int end = reading.text().indexOf('。', value.start());
        return end >= value.start() && end < value.end() ? new Span(value.start(), end) : value;
    }

    private Column column(Key key, Span value) {
        if (key.column() == Column.DATA && isProse(value)) {
            return Column.OTHER;
        }
        if (key.column() != Column.NAME) {
            return key.column();
        }
        if (isCompanyOfOpen(value)) {
            return Column.COMPANY;
        }
        if (block.containsKey(Column.NAME) && !isName(value)) {
            return Column.OTHER;
        }
        block.remove(Column.NAME);
        return Column.NAME;
    }

    /** «个人信息说明：我们很重视您。», «敏感信息：指一旦泄露……»: sentences that name no data of the user's. */
    private boolean isProse(Span value) {
        boolean named = !reading.mentionsIn(value).isEmpty();
        return value.in(reading.text()).contains("。")
                && (!named || reading.words().words("unrelated").isIn(reading.text(), value));
    }

    /** Of two names before any data the one that says itself that it is somebody's counts, else the first. */
    private boolean isName(Span value) {
        return reading.receivers().isKnown(value.in(reading.text())) || ends("recipient.suffixes", value);
    }

    private boolean ends(String words, Span value) {
        return reading.words().words(words).in(reading.text(), value).stream()
                .anyMatch(f -> f.span().end() == value.end());
    }

    /** What repeats begins the next block; the same thing in other words does not. */
    private boolean begins(Key key, Span value) {
        Column column = key.column();
        if (column == Column.OTHER || column.isAddress() || !block.containsKey(column) && column != Column.NAME) {
            return false;
        }
        if (written.contains(key.word())) {
            return true;
        }
        if (column != Column.NAME || isCompanyOfOpen(value)) {
            return false;
        }
        return block.containsKey(Column.DATA)
                && (block.containsKey(Column.NAME)
                        || !namesLast && title.map(Titles.Title::certain).orElse(true));
    }

    /** A name that is a company's beside another, or below a title: whose that is. */
    private boolean isCompanyOfOpen(Span value) {
        return (block.containsKey(Column.NAME) || title.isPresent())
                && !block.containsKey(Column.COMPANY)
                && ends("recipient.companies", value);
    }

    private void field(Column column, Span value) {
        if (block.isEmpty()) {
            above = chapters.current();
        }
        block.computeIfAbsent(column, k -> new ArrayList<>()).add(value);
    }

    /** Whether a paragraph that is no pair is more of the value before it. */
    boolean goesOn(Span span, int at) {
        Column column = open;
        if (column == null
                || column == Column.OTHER
                || tellsOfSomebody(span)
                || names(column) && tellsWhatIsGiven(behindLabel(span))) {
            return false;
        }
        String text = reading.text();
        boolean empty = block.getOrDefault(column, List.of()).stream().allMatch(s -> s.length() == 0);
        boolean marked =
                Depths.isMarked(text.substring(Math.max(0, text.lastIndexOf('\n', span.start() - 1) + 1), span.end()));
        return empty
                || at > depth && depth > 0 && (column == Column.DATA || isBelow(column))
                || marked && at >= depth && column == Column.DATA && span.length() < SHORT
                || column == Column.DATA && isBelow(column) && tellsData(span);
    }

    private static boolean names(Column column) {
        return column == Column.NAME || column == Column.COMPANY;
    }

    private Span behindLabel(Span line) {
        Matcher colon = COLON.matcher(reading.text()).region(line.start(), line.end());
        return colon.find() ? new Span(colon.end(), line.end()) : line;
    }

    /** «快递服务商：共享订单信息»: behind the label stands no name but what he gets. */
    private boolean tellsWhatIsGiven(Span value) {
        boolean keyed = COLON.matcher(value.in(reading.text())).find();
        Span said = keyed ? firstSentence(value) : value;
        return (!keyed || !said.equals(value) && said.length() > SHORT)
                && reading.words().collects(reading.text(), said)
                && !reading.mentionsIn(said).isEmpty();
    }

    /** «自动收集的信息：», and below it «微信会收集您的设备型号»: a sentence that says itself who collects. */
    private boolean tellsOfSomebody(Span span) {
        return !block.containsKey(Column.NAME)
                && !block.containsKey(Column.COMPANY)
                && title.isEmpty()
                && reading.words().collects(reading.text(), span)
                && !reading.receivers().in(span).isEmpty();
    }

    /** What a key says stands in lines below it. */
    private boolean isBelow(Column column) {
        return block.getOrDefault(column, List.of()).stream()
                .findFirst()
                .filter(first -> first.length() == 0)
                .isPresent();
    }

    /** «设备信息（型号、品牌）：用于……»: what stands before the colon is data, and little else. */
    private boolean tellsData(Span span) {
        int colon = COLON.splitAsStream(span.in(reading.text()))
                .findFirst()
                .orElse("")
                .length();
        Span label = new Span(span.start(), span.start() + colon);
        int named = reading.mentionsIn(label).stream()
                .mapToInt(m -> m.span().length())
                .sum();
        return named * 2 >= label.length();
    }

    /** «客户端：安卓» between keys of a block: a key that no heading is known for. */
    boolean isOther(Span span) {
        String line = span.in(reading.text());
        Matcher key = KEY.matcher(line);
        if (block.isEmpty() || !key.lookingAt() || line.length() > SHORT || key.end() == line.length()) {
            return false;
        }
        Span label = new Span(span.start(), span.start() + key.end(1));
        return reading.mentionsIn(label).isEmpty()
                && reading.receivers().in(label).isEmpty()
                && !reading.receivers().isKnown(label.in(reading.text()));
    }

    void skip() {
        open = Column.OTHER;
    }

    void goOn(Span span) {
        field(Objects.requireNonNull(open), span);
    }

    void end() {
        Map<Column, List<Span>> done = block;
        block = new EnumMap<>(Column.class);
        open = null;
        written.clear();
        Optional<Span> named = data;
        data = Optional.empty();
        if (!done.isEmpty()) {
            named.filter(line -> !done.containsKey(Column.DATA) && done.containsKey(Column.PURPOSE))
                    .ifPresent(line -> done.put(Column.DATA, List.of(line)));
            fields.read(
                    done,
                    title.filter(t -> t.certain() || isOfSomebody(done))
                            .map(Titles.Title::receivers)
                            .map(above::of)
                            .orElse(above));
            title = Optional.empty();
        }
    }

    /** A block that says whose company it is, or where he says more himself, and not his name. */
    private static boolean isOfSomebody(Map<Column, List<Span>> block) {
        return !block.containsKey(Column.NAME)
                && (block.containsKey(Column.COMPANY) || block.keySet().stream().anyMatch(Column::isAddress));
    }
}
