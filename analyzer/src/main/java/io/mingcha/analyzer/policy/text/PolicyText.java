package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A policy while it is being read. */
final class PolicyText {
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.\\-~:/?#@!$&'*+,;=%]{4,300}");

    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Policy.Link> links = new ArrayList<>();

    int length() {
        return text.length();
    }

    /** Adds a stretch of text on lines of its own. */
    Span add(String words) {
        int start = text.length();
        text.append(words);
        Matcher address = ADDRESS.matcher(words);
        while (address.find()) {
            links.add(new Policy.Link(start + address.start(), address.group()));
        }
        text.append('\n');
        int lead = words.length() - words.stripLeading().length();
        return words.isBlank()
                ? new Span(start, start)
                : new Span(start + lead, start + words.stripTrailing().length());
    }

    void paragraph(String words, int depth) {
        if (!words.isBlank()) {
            blocks.add(new Block.Paragraph(add(words), depth));
        }
    }

    /** A paragraph of which only its numbering tells how deep it stands, and sometimes how deep the one before does. */
    void paragraph(String words, int base, Depths depths) {
        Depths.Place place = depths.place(words);
        if (place.before().isPresent()
                && !blocks.isEmpty()
                && blocks.get(blocks.size() - 1) instanceof Block.Paragraph last) {
            blocks.set(
                    blocks.size() - 1,
                    new Block.Paragraph(last.span(), base + place.before().getAsInt()));
        }
        paragraph(words, base + place.depth());
    }

    void table(List<List<Span>> rows) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<List<Span>> even = new ArrayList<>();
        for (List<Span> row : rows) {
            List<Span> cells = new ArrayList<>(row);
            while (cells.size() < width) {
                cells.add(new Span(length(), length()));
            }
            even.add(cells);
        }
        blocks.add(new Block.Table(even));
    }

    void link(int at, String address) {
        links.add(new Policy.Link(at, address));
    }

    Policy finish() {
        return new Policy(text.toString(), blocks, links);
    }
}
