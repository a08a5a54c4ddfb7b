package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.settings.Setting;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the names end in that makers give the ids of their devices, and which words before make them those of other things. What ends
 * in a word of any id ({@code uuid}) is a device's only behind what may be its maker: a few letters, or what the host is called by.
 */
final class DeviceEnds {
    private static final int ABBREVIATION = 3;
    private static final Pattern PARTS = Pattern.compile("[.-]");

    private final Set<String> words;
    private final Set<String> ofAny;
    private final Set<String> own;
    private final Set<String> letters;
    private final Set<String> notOf;
    private final Remembered<Boolean> met = new Remembered<>(this::read);
    private final Remembered<Boolean> others;

    DeviceEnds(Setting root) {
        root.allow("words", "of_any", "own", "letters", "not_of");
        words = SignInNames.normal(root.get("words"));
        ofAny = SignInNames.normal(root.get("of_any"));
        own = SignInNames.normal(root.get("own"));
        letters = SignInNames.normal(root.get("letters"));
        notOf = SignInNames.normal(root.get("not_of"));
        others = new Remembered<>(name -> NameWords.holdsOneOf(name, notOf));
    }

    boolean isEndOf(String name) {
        return !name.isEmpty() && met.of(name);
    }

    private boolean read(String name) {
        if (others.of(name)) {
            return false;
        }
        return NameWords.called(name).stream().anyMatch(end -> words.contains(end) || ofAny.contains(end))
                || letters.stream().anyMatch(end -> isRunTogether(NameWords.normal(name), end));
    }

    /** Whether a word of the name makes it that of another thing. */
    boolean isOfAnother(String name) {
        return name.isEmpty() || others.of(name);
    }

    /** Whether what stands before the end of such a name may be the maker of whom a host is asked, or says that it is the app's own. */
    boolean mayBeOf(String name, String host) {
        String whole = NameWords.normal(name);
        if (NameWords.called(name).stream().anyMatch(words::contains)
                || letters.stream().anyMatch(end -> words.contains(end) && whole.endsWith(end))) {
            return true;
        }
        return Stream.concat(ofAny.stream(), letters.stream())
                .filter(whole::endsWith)
                .map(end -> whole.substring(0, whole.length() - end.length()))
                .anyMatch(before -> before.length() <= ABBREVIATION || own.contains(before) || isOf(host, before));
    }

    private static boolean isOf(String host, String maker) {
        return PARTS.splitAsStream(host)
                .anyMatch(label -> label.startsWith(maker) || label.length() > ABBREVIATION && maker.startsWith(label));
    }

    /** {@code hpdeviceid}, but not {@code orderdeviceid}. */
    private boolean isRunTogether(String name, String end) {
        if (!name.endsWith(end)) {
            return false;
        }
        String before = name.substring(0, name.length() - end.length());
        return notOf.stream().noneMatch(before::endsWith);
    }
}
