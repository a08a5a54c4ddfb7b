package io.mingcha.analyzer.signal;

import io.mingcha.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** By which words of a declared purpose the purposes of recipients are covered. */
public final class PurposeWords {
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    /** @param purposes the ids that recipients have */
    PurposeWords(Setting root, Set<String> purposes) {
        root.entries().forEach((purpose, list) -> {
            if (!purposes.contains(purpose)) {
                list.problem(purpose + " 不是接收方用途", purpose + " is not a purpose of recipients.yaml");
            }
            words.put(
                    purpose,
                    list.texts().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList());
        });
    }

    /** The purposes that a declared text covers. */
    public Set<String> in(String declared) {
        String text = declared.toLowerCase(Locale.ROOT);
        return words.entrySet().stream()
                .filter(e -> text.contains(e.getKey()) || e.getValue().stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
