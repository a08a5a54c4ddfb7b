package io.mingcha.analyzer.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that names of fields are made of, however they are written: {@code bindPhone_no} has three. */
public final class NameWords {
    /** Longer names are no names of fields. */
    static final int LONGEST = 100;

    private static final Pattern NUMBERED = Pattern.compile("[0-9]+(?:[a-z]?[0-9]+)*");

    private static final Pattern VERSION = Pattern.compile("[vV]?[0-9]+(?:\\.[0-9]+)*");
    /** Shorter ones end another word by chance: {@code login} that of {@code blogin}. */
    private static final int TELLING = 7;

    private static final int MOST_ON_WAY = 4;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

    private NameWords() {}

    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(word, words);
                continue;
            }
            boolean hump = Character.isUpperCase(c)
                    && i > 0
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || i + 1 < name.length()
                                    && Character.isUpperCase(name.charAt(i - 1))
                                    && Character.isLowerCase(name.charAt(i + 1)));
            if (hump) {
                flush(word, words);
            }
            word.append(c);
        }
        flush(word, words);
        return words.isEmpty() ? new ArrayList<>(List.of("")) : words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    /** The words as one. */
    public static String normal(String name) {
        return String.join("", words(name));
    }

    /** How a name of several words is written in programs and headers: {@code app_key}, {@code appKey}, {@code X-App-Key}. */
    public static List<String> spellings(String name) {
        List<String> words = words(name);
        String capitals = words.stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
        String joined = capitals.replace("-", "");
        String snake = String.join("_", words);
        String kebab = String.join("-", words);
        return List.of(
                snake,
                snake.toUpperCase(Locale.ROOT),
                kebab,
                "x-" + kebab,
                capitals,
                "X-" + capitals,
                joined,
                words.get(0) + joined.substring(words.get(0).length()),
                joined.toLowerCase(Locale.ROOT),
                joined.toUpperCase(Locale.ROOT));
    }

    /** Each word, and each two that follow each other as one. */
    static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>(2 * words.size());
        for (int i = 0; i < words.size(); i++) {
            parts.add(words.get(i));
            if (i + 1 < words.size()) {
                parts.add(words.get(i) + words.get(i + 1));
            }
        }
        return parts;
    }

    /** All words of a name as one, then without the first, and so on to the last alone. */
    static List<String> endings(List<String> words) {
        String whole = String.join("", words);
        List<String> endings = new ArrayList<>(words.size());
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            endings.add(whole.substring(start));
            start += words.get(i).length();
        }
        return endings;
    }

    /** What of a name may be called: the whole, and its last words if they are more than two letters. */
    public static List<String> called(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        List<String> endings = endings(words(name));
        return endings.stream()
                .filter(ending -> ending.equals(endings.get(0)) || ending.length() > 2)
                .toList();
    }

    /** What a file is called without its ending and without numbers and what tells nothing. */
    public static String stem(String file, Set<String> fillers) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int point = name.lastIndexOf('.');
        List<String> words = words(point > 0 ? name.substring(0, point) : name);
        List<String> telling = words.stream()
                .filter(word -> !NUMBERED.matcher(word).matches() && !fillers.contains(word))
                .toList();
        return String.join("_", telling.isEmpty() ? words : telling);
    }

    /** Whether a name is one of these, written in any way. */
    public static boolean isOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && names.contains(normal(name));
    }

    /**
     * Whether a value is what a form calls the field itself, in any language: {@code Nome Completo} of {@code nome}, {@code Nama
     * Pasien} of {@code nama_pasien}, {@code card holder} of {@code card_holder_name}.
     */
    public static boolean isLabel(String name, String value) {
        if (name.isEmpty() || name.length() > LONGEST || value.length() > LONGEST || !isWording(value)) {
            return false;
        }
        List<String> called = plainWords(String.join(" ", words(name)));
        List<String> said = plainWords(value);
        return !called.isEmpty()
                && !said.isEmpty()
                && (said.containsAll(called)
                        || called.containsAll(said)
                        || String.join("", called).equals(String.join("", said)));
    }

    private static boolean isWording(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isLetter(c)
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && " -_/.:*?'".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** In small letters without the marks that some languages put on them. */
    private static List<String> plainWords(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('ı', 'i')
                .replace('đ', 'd')
                .replace('ł', 'l')
                .replace('ø', 'o');
        return List.of(BETWEEN.split(plain)).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether the whole name or its last words are among these; names of up to two letters must stand alone. */
    static boolean isCalled(String name, Set<String> names) {
        return called(name).stream().anyMatch(names::contains);
    }

    /** Whether the whole name or its last words are among these. */
    static boolean endsWithOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && isAmong(endings(words(name)), names);
    }

    /** Whether one word of the name, or two that follow each other, are among these. */
    public static boolean holdsOneOf(String name, Set<String> names) {
        return !name.isEmpty() && name.length() <= LONGEST && isAmong(parts(words(name)), names);
    }

    /** Whether a name written as one word ends in one of these, apart from numbers: {@code getloginsmscode2}. */
    static boolean endsRunTogether(String name, Set<String> last) {
        List<String> words = name.length() > LONGEST ? List.of() : words(name);
        if (words.size() != 1) {
            return false;
        }
        String word = words.get(0);
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        String bare = word.substring(0, end);
        return last.stream().anyMatch(ending -> ending.length() >= TELLING && bare.endsWith(ending));
    }

    /** Whether words of a path that follow each other, over its steps and apart from versions, are among these. */
    static boolean isOnWay(List<String> steps, Set<String> names) {
        List<String> words = new ArrayList<>();
        for (String step : steps) {
            if (step.length() <= LONGEST && !VERSION.matcher(step).matches()) {
                words.addAll(words(step));
            }
        }
        for (int from = 0; from < words.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < words.size() && to < from + MOST_ON_WAY; to++) {
                if (names.contains(run.append(words.get(to)).toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the last word is one of them. */
    static boolean endsInOneOf(String name, Set<String> last) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        List<String> words = words(name);
        return last.contains(words.get(words.size() - 1));
    }

    static boolean isAmong(List<String> endings, Set<String> names) {
        for (int i = 0; i < endings.size(); i++) {
            if (names.contains(endings.get(i))) {
                return true;
            }
        }
        return false;
    }
}
