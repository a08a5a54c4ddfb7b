package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeVisitor;

/** Reads a policy from a web page. */
public final class HtmlPolicy {
    /** Headings stand above what is only numbered, and that above lists. */
    private static final int BELOW = 10;

    private static final int LIST = 100;
    private static final int MOST_COLUMNS = 50;
    private static final int MOST_ROWS = 5_000;
    private static final String HEADINGS = "h1 h2 h3 h4 h5 h6";
    private static final Set<String> UNSEEN = Set.of("script", "style", "noscript", "template", "nav", "head", "svg");

    private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan})\\s*\\n\\s*(?=\\p{IsHan})");
    private static final Pattern KEY = Pattern.compile("[^，。；:：]{2,14}[:：]");

    private final PolicyText out = new PolicyText();
    private final Depths depths = new Depths();
    /** Of the lines within each item of a list. */
    private final Map<Element, Depths> within = new IdentityHashMap<>();

    private final StringBuilder open = new StringBuilder();
    private final List<Policy.Link> pending = new ArrayList<>();
    private int depth;
    private Optional<Element> item = Optional.empty();

    private HtmlPolicy() {}

    public static Policy read(String html) {
        Document page = Jsoup.parse(html.replaceAll("[\u2028\u2029]|&#(?:8232|8233|x202[89]);", "<br>"));
        page.select(String.join(",", UNSEEN)).remove();
        HtmlPolicy policy = new HtmlPolicy();
        policy.walk(page.body());
        return policy.out.finish();
    }

    private void walk(Element root) {
        List<Element> skipping = new ArrayList<>();
        root.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int level) {
                if (!skipping.isEmpty()) {
                    return;
                }
                if (node instanceof TextNode words) {
                    open.append(words.getWholeText().replaceAll("\\s+", " "));
                } else if (node instanceof Element element) {
                    if (isData(element)) {
                        flush();
                        table(rows(element));
                        skipping.add(element);
                    } else if (element.normalName().equals("br") || (element.isBlock() && !isValue(element))) {
                        flush();
                        if (element.isBlock()) {
                            enter(element);
                        }
                    }
                    link(element, open.length());
                }
            }

            @Override
            public void tail(Node node, int level) {
                if (!skipping.isEmpty()) {
                    if (skipping.get(0) == node) {
                        skipping.clear();
                    }
                    return;
                }
                if (node instanceof Element element && element.isBlock()) {
                    if (element.normalName().equals("dt") && !headsPairs(element)) {
                        if (!open.toString().strip().matches(".*[:：]")) {
                            open.append('：');
                        }
                        return;
                    }
                    flush();
                    Element parent = element.parent();
                    if (parent == null) {
                        depth = 0;
                        item = Optional.empty();
                    } else {
                        enter(parent);
                    }
                }
            }
        });
        flush();
    }

    /** A {@code dt} over keys of their own is a heading, no key. */
    private static boolean headsPairs(Element dt) {
        Element next = dt.nextElementSibling();
        return next != null
                && next.normalName().equals("dd")
                && KEY.matcher(next.text()).lookingAt();
    }

    /** What a {@code dt} names goes on in the line of its key. */
    private boolean isValue(Element element) {
        return element.normalName().equals("dd") && open.toString().strip().endsWith("：");
    }

    private void link(Element element, int at) {
        String address = element.attr("href");
        if (element.normalName().equals("a") && address.matches("(?i)https?://\\S{4,300}")) {
            pending.add(new Policy.Link(at, address));
        }
    }

    private static boolean isData(Element element) {
        return element.normalName().equals("table")
                ? element.select("table").size() == 1
                        && element.select("tr").stream()
                                .anyMatch(tr -> tr.select("> td, > th").size() > 1)
                : !Grid.rows(element).isEmpty();
    }

    /** The cells of each row. */
    private static List<Elements> rows(Element table) {
        return table.normalName().equals("table")
                ? table.select("tr").stream()
                        .map(row -> row.select("> td, > th"))
                        .toList()
                : Grid.rows(table).stream().map(Element::children).toList();
    }

    private void enter(Element element) {
        depth = depthOf(element);
        item = Optional.ofNullable(element.closest("li"));
    }

    /** Nested lists by how deep they are; headings above all else; 0 is for the numbering to say. */
    private static int depthOf(Element element) {
        int heading = HEADINGS.indexOf(element.normalName());
        if (element.normalName().length() == 2 && heading >= 0) {
            return 1 + heading / 3;
        }
        int lists = element.normalName().equals("dd") ? 1 : 0;
        @org.jspecify.annotations.Nullable Element at = element;
        while (at != null) {
            lists += at.normalName().equals("li") ? 1 : 0;
            at = at.parent();
        }
        return lists * LIST;
    }

    private void flush() {
        String words = open.toString().strip();
        int lead = open.length() - open.toString().stripLeading().length();
        if (!words.isEmpty()) {
            if (depth > 0 && depth < 10) {
                depths.clear();
            }
            int from = 0;
            Depths numbers = item.map(li -> within.computeIfAbsent(li, k -> new Depths()))
                    .orElse(depths);
            boolean heading = depth > 0 && depth < 10;
            for (String line : heading ? List.of(words) : Inline.lines(words)) {
                int end = from + line.length();
                for (Policy.Link link : pending) {
                    int at = Math.max(0, link.at() - lead);
                    if (at >= from && (at < end || end == words.length())) {
                        out.link(out.length() + at - from, link.address());
                    }
                }
                if (heading) {
                    out.paragraph(line, depth);
                } else {
                    out.paragraph(line, BELOW + depth, numbers);
                }
                from = end;
            }
        }
        pending.clear();
        open.setLength(0);
    }

    private void table(List<Elements> rows) {
        List<List<Optional<Span>>> grid = new ArrayList<>();
        for (int r = 0; r < Math.min(rows.size(), MOST_ROWS); r++) {
            int column = 0;
            for (Element cell : rows.get(r)) {
                while (column < MOST_COLUMNS && isTaken(grid, r, column)) {
                    column++;
                }
                int wide = Math.min(number(cell.attr("colspan")), MOST_COLUMNS - column);
                int high = Math.min(number(cell.attr("rowspan")), rows.size() - r);
                Span span = cell(cell);
                for (int y = r; y < r + high; y++) {
                    for (int x = column; x < column + wide; x++) {
                        put(grid, y, x, span);
                    }
                }
                column += wide;
            }
        }
        out.table(grid.stream()
                .map(row -> row.stream()
                        .map(c -> c.orElse(new Span(out.length(), out.length())))
                        .toList())
                .toList());
    }

    private Span cell(Element cell) {
        if (cell.select("pre").isEmpty()) {
            unwrapped(cell);
        }
        cell.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        cell.select("p, li, div").forEach(block -> block.appendText("\n"));
        int at = out.length();
        for (Element link : cell.select("a[href~=(?i)^https?://\\S+$]")) {
            out.link(at, link.attr("href"));
        }
        return out.add(cell.wholeText()
                .strip()
                .replaceAll("[ \\t\\x0b\\f\\r\u00a0]+", " ")
                .replaceAll("\\s*\\n\\s*", "\n"));
    }

    /** A line of the page's source that ends within a text is none of the page. */
    private static void unwrapped(Element cell) {
        for (TextNode text : cell.select("*").textNodes()) {
            text.text(BETWEEN_HAN.matcher(text.getWholeText()).replaceAll("").replaceAll("\\s*\\n\\s*", " "));
        }
    }

    private static boolean isTaken(List<List<Optional<Span>>> grid, int row, int column) {
        return row < grid.size()
                && column < grid.get(row).size()
                && grid.get(row).get(column).isPresent();
    }

    private static void put(List<List<Optional<Span>>> grid, int row, int column, Span span) {
        while (grid.size() <= row) {
            grid.add(new ArrayList<>());
        }
        List<Optional<Span>> cells = grid.get(row);
        while (cells.size() <= column) {
            cells.add(Optional.empty());
        }
        cells.set(column, Optional.of(span));
    }

    private static int number(String written) {
        return written.strip().matches("[1-9]\\d{0,3}") ? Integer.parseInt(written.strip()) : 1;
    }
}
