package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A long paragraph that was made of lines: pages keep whole policies in one element, with the numbers and bullets of their
 * lines in the middle of it. Numbers count up from one, so that a version or an amount begins no line.
 */
final class Inline {
    private static final int LONG = 300;
    private static final int FEWEST = 3;
    private static final String NUMERALS = "一二三四五六七八九十";
    private static final String BEFORE = "(?<=^|[\\s\\h。；;：:])";
    private static final List<Pattern> NUMBERED = List.of(
            Pattern.compile(BEFORE + "([一二三四五六七八九十])[、.．]"),
            Pattern.compile(BEFORE + "[（(]([一二三四五六七八九十])[）)]"),
            Pattern.compile(BEFORE + "(\\d{1,2})[、.．](?!\\d)"),
            Pattern.compile(BEFORE + "[（(](\\d{1,2})[）)]"),
            Pattern.compile(BEFORE + "\\d{1,2}[.．](\\d{1,2})(?![\\d.．])"));
    /** «二、我们收集的信息 您在……»: a heading, and behind it the text below it. */
    private static final Pattern TITLE = Pattern.compile("[^\\s，。；：:,;]{3,30}\\s+(?=\\S)");

    /** «……。我们会收集：»: the sentence that opens the list. */
    private static final Pattern OPENS = Pattern.compile("(?<=[。！？])[^。！？]{2,80}[：:]\\s*$");

    private static final Pattern BULLET = Pattern.compile("(?<=[\\s\\h])[·•●■◆](?=\\s?\\p{IsHan})");

    private Inline() {}

    /** The lines of a paragraph, which together are all of it. */
    static List<String> lines(String paragraph) {
        if (paragraph.length() < LONG) {
            return List.of(paragraph);
        }
        TreeSet<Integer> starts = new TreeSet<>();
        NUMBERED.forEach(pattern -> starts.addAll(counted(pattern.matcher(paragraph))));
        for (int numbered : List.copyOf(starts)) {
            Matcher title = TITLE.matcher(paragraph).region(numbered, paragraph.length());
            if (title.lookingAt()) {
                starts.add(title.end());
            }
        }
        List<Integer> bullets = BULLET.matcher(paragraph)
                .results()
                .map(bullet -> bullet.start())
                .toList();
        starts.addAll(bullets.size() < FEWEST ? List.<Integer>of() : bullets);
        for (int start : List.copyOf(starts)) {
            Matcher opens = OPENS.matcher(paragraph).region(Math.max(0, start - LONG / 3), start);
            if (opens.find()) {
                starts.add(opens.start());
            }
        }
        starts.remove(0);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int start : starts) {
            lines.add(paragraph.substring(from, start));
            from = start;
        }
        lines.add(paragraph.substring(from));
        return lines;
    }

    /** Where the numbers stand that count on from one, or begin anew. */
    private static List<Integer> counted(Matcher number) {
        List<Integer> starts = new ArrayList<>();
        int last = 0;
        while (number.find()) {
            int value = value(number.group(1));
            if (value == last + 1 || value == 1) {
                starts.add(number.start());
                last = value;
            }
        }
        return starts.size() < 2 ? List.of() : starts;
    }

    private static int value(String written) {
        int numeral = NUMERALS.indexOf(written.charAt(0));
        return numeral >= 0 ? numeral + 1 : Integer.parseInt(written);
    }
}
