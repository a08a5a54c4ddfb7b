package io.mingcha.analyzer.detect.nobody;

import io.mingcha.analyzer.detect.digest.Digests;
import io.mingcha.settings.Setting;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Values that are nobody's or of another kind than their name says; {@code config/discard.yaml}. */
public final class Discard {
    private final Digests hashing = new Digests();
    private final Set<String> values = new HashSet<>();
    private final Set<String> digests = new HashSet<>();
    private final Set<String> signatures = new HashSet<>();
    private final Set<String> state = new HashSet<>();
    /** Of values and digests: what has none of these lengths is not looked up. */
    private final BitSet lengths = new BitSet();

    private final NobodysMail mail;
    private final Map<String, List<String>> notWithin = new HashMap<>();
    private final Map<String, Set<String>> notEqual = new HashMap<>();

    /** @param types the data types there are */
    public Discard(Setting root, Collection<String> types) {
        root.allow("values", "mail", "not_within", "not_equal", "digests_of", "signatures", "state");
        root.require("values").texts().forEach(v -> values.add(v.toLowerCase(Locale.ROOT)));
        for (String text : root.get("digests_of").texts()) {
            digestOf(text);
        }
        digestOf("");
        root.get("signatures").texts().forEach(name -> signatures.add(name.toLowerCase(Locale.ROOT)));
        root.get("state").texts().forEach(name -> state.add(name.toLowerCase(Locale.ROOT)));
        values.forEach(v -> lengths.set(v.length()));
        digests.forEach(v -> lengths.set(v.length()));
        mail = new NobodysMail(root.get("mail"));
        words(root.get("not_within"), types).forEach(notWithin::put);
        words(root.get("not_equal"), types).forEach((type, words) -> notEqual.put(type, Set.copyOf(words)));
    }

    private static Map<String, List<String>> words(Setting byType, Collection<String> types) {
        Map<String, List<String>> read = new HashMap<>();
        byType.entries().forEach((type, words) -> {
            if (!types.contains(type)) {
                words.problem("没有此数据类型：" + type, "no such data type: " + type);
            }
            read.put(type, words.texts().stream().distinct().toList());
        });
        return read;
    }

    private void digestOf(String text) {
        hashing.once(text, (name, digest) -> digests.add(Digests.hex(digest)));
    }

    public boolean isNobodys(String value) {
        String v = value.strip().toLowerCase(Locale.ROOT);
        return v.isEmpty()
                || lengths.get(v.length()) && (values.contains(v) || digests.contains(v))
                || isOneCharacter(v)
                || isMasked(v)
                || isPlaceholder(v)
                || mail.isNobodys(v);
    }

    /** Whether a field of this name holds what a request is signed or told apart by. */
    public boolean isSignature(String name) {
        return signatures.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a field of this name holds what a server keeps of its own in a page or a list, or what a request is signed by. */
    public boolean isState(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return state.contains(key) || signatures.contains(key);
    }

    /** Whether the value, or a word in it, says that it is none of the type. */
    public boolean excludes(String type, String value) {
        if (notEqual.getOrDefault(type, Set.of()).contains(value.strip())) {
            return true;
        }
        List<String> words = notWithin.getOrDefault(type, List.of());
        if (words.isEmpty()) {
            return false;
        }
        String v = value.toLowerCase(Locale.ROOT);
        for (String word : words) {
            int at = v.indexOf(word);
            if (at >= 0 && (word.charAt(0) >= 0x80 || isWord(v, at, at + word.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String v, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(v.charAt(start - 1)))
                && (end == v.length() || !Character.isLetterOrDigit(v.charAt(end)));
    }

    /** {@code 138****8000}, {@code xxxx}: a run of the letters that hide others. */
    private static boolean isMasked(String v) {
        int run = 0;
        for (int i = 0; i < v.length(); i++) {
            char c = v.charAt(i);
            run = i > 0 && c == v.charAt(i - 1) ? run + 1 : 1;
            int enough = c == '*' || c == '•' ? 2 : c == '#' ? 3 : c == 'x' ? 4 : Integer.MAX_VALUE;
            if (run >= enough) {
                return true;
            }
        }
        return false;
    }

    /** {@code ${name}}, {@code {{name}}}, {@code #{name}}, {@code {name}}, {@code <name>}, {@code %name%}: what something is still to be put into. */
    private static boolean isPlaceholder(String v) {
        char first = v.charAt(0);
        char last = v.charAt(v.length() - 1);
        if (v.length() > 3 && first == '%' && last == '%') {
            return isName(v, 1, v.length() - 1);
        }
        if (v.length() <= 3 || last != (first == '<' ? '>' : '}')) {
            return false;
        }
        if (first == '<' || first == '{' && v.charAt(1) != '{') {
            return isName(v, 1, v.length() - 1);
        }
        return (first == '$' || first == '#' || first == '{') && v.charAt(1) == '{' && v.indexOf('"') < 0;
    }

    /** Letters and what joins words, no digit: an id in braces is one. */
    private static boolean isName(String v, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = v.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c == '_' || c == '-' || c == ' ')) {
                return false;
            }
        }
        return start < end;
    }

    /** {@code 0000-0000}, {@code 111111}: one letter or digit repeated, separators aside. */
    private static boolean isOneCharacter(String v) {
        char only = 0;
        for (int i = 0; i < v.length(); i++) {
            char c = v.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                continue;
            }
            if (only != 0 && c != only) {
                return false;
            }
            only = c;
        }
        return v.length() > 3;
    }
}
