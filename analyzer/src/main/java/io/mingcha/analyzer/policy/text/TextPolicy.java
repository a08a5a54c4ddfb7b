package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads a policy from plain text, also where its lines are broken in the middle of sentences and words. */
public final class TextPolicy {
    /** So many columns of one kind of line end make a text one with broken lines. */
    private static final int NARROW = 160;

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[|｜\\t]\\s*");
    private static final Pattern KEY = Pattern.compile("^[^，。；:：]{2,14}[:：].*");
    private static final Pattern KEYS = Pattern.compile("[^，。；;:：\\s]{2,14}[:：](?!//)");
    private static final Pattern RULE = Pattern.compile("[\\s|｜+\\-—=:]+");

    private final PolicyText out = new PolicyText();
    private final Depths depths = new Depths();
    private final StringBuilder open = new StringBuilder();
    private final List<List<Span>> table = new ArrayList<>();
    private final Alike alike;
    private final int width;

    private TextPolicy(List<String> lines) {
        alike = new Alike(lines);
        int[] widths = IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank()
                        && !isRow(lines.get(i))
                        && alike.sign(i).isEmpty())
                .map(i -> width(lines.get(i)))
                .sorted()
                .toArray();
        int wide = widths.length == 0 ? 0 : widths[Math.min(widths.length - 1, widths.length * 9 / 10)];
        width = wide <= NARROW && wide >= 40 ? wide : Integer.MAX_VALUE;
    }

    public static Policy read(String text) {
        List<String> lines = text.replace("\f", "\n\n")
                .replaceAll("[\u2028\u2029\u0085]", "\n")
                .lines()
                .toList();
        TextPolicy policy = new TextPolicy(lines);
        for (int i = 0; i < lines.size(); i++) {
            policy.line(i, lines.get(i));
        }
        policy.endParagraph();
        policy.endTable();
        return policy.out.finish();
    }

    private static boolean isRow(String line) {
        return SEPARATOR.split(line.strip()).length >= 3;
    }

    private void line(int place, String line) {
        Optional<Pattern> sign = isRow(line) ? Optional.of(SEPARATOR) : alike.sign(place);
        if (sign.isPresent()) {
            endParagraph();
            row(line, sign.get());
            return;
        }
        if (!table.isEmpty() && line.isBlank() && alike.sign(place + 1).isPresent()) {
            return;
        }
        if (!table.isEmpty() && RULE.matcher(line).matches() && !line.isBlank()) {
            return;
        }
        endTable();
        if (line.isBlank()) {
            endParagraph();
            return;
        }
        if (open.length() > 0 && !continues(line)) {
            endParagraph();
        }
        join(line);
    }

    /** Whether the line before was only cut at the margin. */
    private boolean continues(String line) {
        String before = open.substring(open.lastIndexOf("\n") + 1).stripTrailing();
        if (before.isEmpty()) {
            return false;
        }
        char last = before.charAt(before.length() - 1);
        boolean open =
                "、，（(".indexOf(last) >= 0 || "、，。；）)（(".indexOf(line.strip().charAt(0)) >= 0;
        if (lastWidth < width * 0.82 && !open) {
            return false;
        }
        return "。！？!?：:；;".indexOf(last) < 0
                && !Depths.isMarked(line)
                && !isKeyedAlike(before, line)
                && !KEY.matcher(line.strip()).matches();
    }

    /** «云雀SDK，用途：…；信息：…» over another such: the keys come again, and with them another line. */
    private static boolean isKeyedAlike(String before, String line) {
        List<String> keys = keys(line);
        return keys.size() >= 2 && keys.equals(keys(before));
    }

    private static List<String> keys(String line) {
        return KEYS.matcher(line).results().map(MatchResult::group).toList();
    }

    private int lastWidth;

    private void join(String line) {
        String words = line.strip();
        if (open.length() > 0) {
            char left = open.charAt(open.length() - 1);
            char right = words.charAt(0);
            if (left == '-'
                    && isLatin(right)
                    && open.length() > 1
                    && Character.isLetter(open.charAt(open.length() - 2))) {
                open.setLength(open.length() - 1);
            } else if (isLatin(left) && isLatin(right)) {
                open.append(' ');
            }
        }
        open.append(words);
        lastWidth = width(line);
    }

    private static boolean isLatin(char c) {
        return c > ' ' && c < 0x250;
    }

    private static int width(String line) {
        return line.stripTrailing().codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }

    private void endParagraph() {
        if (open.length() > 0) {
            Inline.lines(open.toString()).forEach(line -> out.paragraph(line, 0, depths));
            open.setLength(0);
        }
    }

    private void row(String line, Pattern sign) {
        String inner = line.strip().replaceFirst("^[|｜]", "").replaceFirst("[|｜]$", "");
        if (RULE.matcher(inner).matches()) {
            return;
        }
        List<Span> row = new ArrayList<>();
        for (String cell : sign.split(inner, -1)) {
            row.add(out.add(cell));
        }
        table.add(row);
    }

    private void endTable() {
        if (!table.isEmpty()) {
            out.table(table);
            table.clear();
        }
    }
}
