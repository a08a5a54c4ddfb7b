package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deep paragraphs stand that only their numbering orders: 一、 then （一） then 1. then (1), in whatever order they
 * come. A lone letter before Chinese is a bullet of Word's that lost its font.
 */
public final class Depths {
    private static final Pattern MARK = Pattern.compile(
            "\\s*(?:(第?[一二三四五六七八九十]{1,3}(?:[、.．章条节]|部分))|([（(][一二三四五六七八九十]{1,3}[）)])"
                    + "|(\\d{1,2}(?:\\.\\d{1,2}){1,3}[、.．]?\\s*)|(\\d{1,2}[、.．](?!\\d))|([（(]\\d{1,2}[）)])|(\\d{1,2}[）)])"
                    + "|([①-⑳])|([a-zA-Z][.、)）](?=\\s|\\p{IsHan}))|([-•·●○■◆▪*–—](?!\\d)|[lnuqvØü](?=\\s+\\p{IsHan})))\\s*");
    private static final Pattern COLON = Pattern.compile("[：:](?!//)");
    private static final String OPEN = "open";
    /** 一、 and 第一章 stand above all that has no list around it. */
    private static final String HIGHEST = "1";

    private static final int ITEM = 50;

    private final List<String> kinds = new ArrayList<>();

    void clear() {
        kinds.clear();
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

    int of(String line) {
        Matcher mark = MARK.matcher(line);
        boolean opens =
                line.stripTrailing().endsWith("：") || line.stripTrailing().endsWith(":");
        if (mark.lookingAt()) {
            String kind = kind(mark);
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
        if (opens && (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(OPEN))) {
            kinds.add(OPEN);
        }
        return depth;
    }

    /** A line that is no more than an item of the list that a colon opened. */
    private static boolean isItem(String line) {
        String words = line.strip();
        int width = words.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
        return width <= ITEM || words.endsWith("；") || words.endsWith(";");
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
