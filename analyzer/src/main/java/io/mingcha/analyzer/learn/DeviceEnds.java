package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.settings.Setting;
import java.util.Set;

/** What the names end in that makers give the ids of their devices, and which words before make them those of other things. */
final class DeviceEnds {
    private final Set<String> words;
    private final Set<String> letters;
    private final Set<String> notOf;
    private final Remembered<Boolean> met = new Remembered<>(this::read);

    DeviceEnds(Setting root) {
        root.allow("words", "letters", "not_of");
        words = SignInNames.normal(root.get("words"));
        letters = SignInNames.normal(root.get("letters"));
        notOf = SignInNames.normal(root.get("not_of"));
    }

    boolean isEndOf(String name) {
        return !name.isEmpty() && met.of(name);
    }

    private boolean read(String name) {
        if (NameWords.holdsOneOf(name, notOf)) {
            return false;
        }
        return NameWords.called(name).stream().anyMatch(words::contains)
                || letters.stream().anyMatch(end -> isRunTogether(NameWords.normal(name), end));
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
