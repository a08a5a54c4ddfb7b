package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deep paragraphs stand that only their numbering orders: 一、 then （一） then 1. then (1), in whatever order they
 * come. A lone letter before Chinese is a bullet of Word's that lost its font.
 */
public final class Depths {
    private static final Pattern MARK = Pattern.compile(
            "[\\s\\h]*(?:(第?[一二三四五六七八九十]{1,3}(?:[、.．章条节]|部分))|([（(][一二三四五六七八九十]{1,3}[）)])"
                    + "|(\\d{1,2}(?:\\.\\d{1,2}){1,3}[、.．]?\\s*)|(\\d{1,2}[、.．](?!\\d))|([（(]\\d{1,2}[）)])|(\\d{1,2}[）)])"
                    + "|([①-⑳])|([a-zA-Z][.、)）](?=\\s|\\p{IsHan}))|([-•·●○■◆▪*–—](?!\\d)|[lnuqvØü](?=\\s+\\p{IsHan})))\\s*");
    private static final Pattern COLON = Pattern.compile("[：:](?!//)");
    private static final String OPEN = "open";
    /** 一、 and 第一章 stand above all that has no list around it. */
    private static final String HIGHEST = "1";

    private static final int ITEM = 50;
    private static final int ENUMERATES = 3;
    private static final Pattern BULLET = Pattern.compile("[\\s\\h]*[-•·●○■◆▪*–—]");
    private static final Pattern FIRST = Pattern.compile(
            "[\\s\\h]*[（(]?(?:1(?!\\d)|一|①|[aA][.、)）]|[-•·●○■◆▪*–—lnuqvØü])(?!\\.?\\d).*", Pattern.DOTALL);

    private final List<String> kinds = new ArrayList<>();
    /** The line before ended with a colon. */
    private boolean opened;
    /** And it is no item itself. */
    private boolean plain;

    /**
     * How deep a line stands.
     *
     * @param before how deep the one before does, if this one tells that
     */
    record Place(int depth, OptionalInt before) {}

    void clear() {
        kinds.clear();
        opened = false;
    }

    /** A list that begins below a line without a number is that line's, also where items of the same kind stand before it. */
    Place place(String line) {
        Matcher mark = MARK.matcher(line);
        int known = mark.lookingAt() ? kinds.indexOf(kind(mark)) : -1;
        boolean below = opened && known >= 0 && FIRST.matcher(line).matches();
        boolean another = below && plain && known > 0 && kinds.get(known - 1).equals(OPEN);
        int depth = of(line);
        plain = !mark.lookingAt();
        opened = (plain || BULLET.matcher(line).lookingAt()) && opens(line);
        return new Place(
                2 * depth, !below ? OptionalInt.empty() : OptionalInt.of(another ? 2 * (depth - 1) : 2 * depth - 1));
    }

    /** «本政策将帮助您了解：» and the headings, and then the first of these once more: the table of contents is over. */
    private boolean beginsAnew(String line) {
        return kinds.indexOf(HIGHEST) > kinds.indexOf(OPEN)
                && kinds.contains(OPEN)
                && FIRST.matcher(line).matches();
    }

    private static boolean opens(String line) {
        String end = line.stripTrailing();
        return end.endsWith("：") || end.endsWith(":");
    }

    int now() {
        return kinds.size();
    }

    /** Where the text goes on after its number or bullet; 0 if it has none. */
    public static int afterMark(String line) {
        Matcher mark = MARK.matcher(line);
        return mark.lookingAt() ? mark.end() : 0;
    }

    public static boolean isMarked(String line) {
        return afterMark(line) > 0;
    }

    private int of(String line) {
        Matcher mark = MARK.matcher(line);
        if (mark.lookingAt()) {
            String kind = kind(mark);
            if (kind.equals(HIGHEST) && beginsAnew(line)) {
                kinds.clear();
            }
            int known = kinds.indexOf(kind);
            if (known < 0) {
                if (kind.equals(HIGHEST) && !kinds.contains(OPEN)) {
                    kinds.clear();
                }
                kinds.add(kind);
                return kinds.size();
            }
            kinds.subList(known + 1, kinds.size()).clear();
            return kinds.size();
        }
        int open = kinds.lastIndexOf(OPEN);
        if (open >= 0 && !COLON.matcher(line).find() && !isItem(line)) {
            kinds.subList(open, kinds.size()).clear();
        }
        int depth = kinds.size() + 1;
        if (opens(line) && (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(OPEN))) {
            kinds.add(OPEN);
        }
        return depth;
    }

    /** A line that is no more than an item of the list that a colon opened. */
    private static boolean isItem(String line) {
        String words = line.strip();
        int width = words.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
        return width <= ITEM
                || "；;，、".indexOf(words.charAt(words.length() - 1)) >= 0
                || words.indexOf('。') < 0 && words.chars().filter(c -> c == '、').count() >= ENUMERATES;
    }

    private static String kind(Matcher mark) {
        for (int group = 1; group <= mark.groupCount(); group++) {
            if (mark.group(group) != null) {
                return group == 3
                        ? "3." + mark.group(3).chars().filter(c -> c == '.').count()
                        : String.valueOf(group);
            }
        }
        return "";
    }
}
