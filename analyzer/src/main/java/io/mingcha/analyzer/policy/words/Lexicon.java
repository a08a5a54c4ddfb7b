package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.policy.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words with a meaning each, found in a text whatever its case, width and spaces; of those that overlap the longest counts. */
public final class Lexicon {
    private final Map<Character, List<Word>> words = new HashMap<>();

    private record Word(String text, String meaning) {}

    /** A word in a text. */
    public record Found(String meaning, Span span) {}

    void add(String word, String meaning) {
        String text = compact(word);
        if (!text.isEmpty()) {
            List<Word> alike = words.computeIfAbsent(text.charAt(0), k -> new ArrayList<>());
            alike.add(new Word(text, meaning));
            alike.sort(Comparator.comparingInt((Word w) -> -w.text().length()));
        }
    }

    void addAll(List<String> all, String meaning) {
        all.forEach(word -> add(word, meaning));
    }

    public static String compact(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().filter(c -> !Span.isBlank((char) c)).forEach(c -> out.append(folded((char) c)));
        return out.toString().toLowerCase(Locale.ROOT);
    }

    static char folded(char c) {
        char narrow = c >= '\uff10' && c <= '\uff19' || c >= '\uff21' && c <= '\uff3a' || c >= '\uff41' && c <= '\uff5a'
                ? (char) (c - 0xfee0)
                : c;
        return Character.toLowerCase(narrow);
    }

    public List<Found> in(String text, Span span) {
        char[] letters = new char[span.length()];
        int[] places = new int[span.length()];
        int size = 0;
        for (int i = span.start(); i < span.end(); i++) {
            if (!Span.isBlank(text.charAt(i))) {
                letters[size] = folded(text.charAt(i));
                places[size++] = i;
            }
        }
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < size) {
            int length = 0;
            for (Word word : words.getOrDefault(letters[at], List.of())) {
                if (matches(word.text(), letters, at, size)) {
                    int end = standsAlone(
                            text, span, places[at], places[at + word.text().length() - 1]);
                    if (end >= 0) {
                        found.add(new Found(word.meaning(), new Span(places[at], end)));
                        length = word.text().length();
                        break;
                    }
                }
            }
            at += Math.max(1, length);
        }
        return found;
    }

    public boolean isIn(String text, Span span) {
        return !in(text, span).isEmpty();
    }

    private static boolean matches(String word, char[] letters, int at, int size) {
        if (at + word.length() > size) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (letters[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the word ends, a plural with its s; negative if it is only a part of another one. */
    private static int standsAlone(String text, Span span, int first, int last) {
        if (isLatin(text.charAt(first)) && first > span.start() && isLatin(text.charAt(first - 1))) {
            return -1;
        }
        int end = last + 1;
        if (!isLatin(text.charAt(last)) || end >= span.end() || !isLatin(text.charAt(end))) {
            return end;
        }
        for (String plural : List.of("s", "es")) {
            int after = end + plural.length();
            if (text.startsWith(plural, end) && (after >= span.end() || !isLatin(text.charAt(after)))) {
                return after;
            }
        }
        return -1;
    }

    private static boolean isLatin(char c) {
        char f = folded(c);
        return f >= 'a' && f <= 'z' || f >= '0' && f <= '9';
    }
}
