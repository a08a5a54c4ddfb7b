package io.mingcha.sessions.consent;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Ways to word one thing. */
record Patterns(List<Pattern> list) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    Patterns {
        list = List.copyOf(list);
    }

    /** The texts of a list, each checked; one that is no regular expression is a problem at its place. */
    static Patterns read(Setting setting) {
        List<Pattern> list = new ArrayList<>();
        for (Setting item : setting.list()) {
            item.parsed(Patterns::compiled).ifPresent(list::add);
        }
        return new Patterns(list);
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text, FLAGS);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(text + ": " + e.getDescription(), e);
        }
    }

    /** Whether one of them is the whole of it. */
    boolean fit(String plain) {
        return list.stream().anyMatch(p -> p.matcher(plain).matches());
    }

    boolean in(String plain) {
        return list.stream().anyMatch(p -> p.matcher(plain).find());
    }

    /** How much of a text the longest of them takes up; 0 if none is there. */
    int reach(String plain) {
        int longest = 0;
        for (Pattern pattern : list) {
            Matcher matcher = pattern.matcher(plain);
            while (matcher.find()) {
                longest = Math.max(longest, matcher.end() - matcher.start());
            }
        }
        return longest;
    }
}
