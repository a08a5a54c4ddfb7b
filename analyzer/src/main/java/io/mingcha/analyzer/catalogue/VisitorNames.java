package io.mingcha.analyzer.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which ids of visitors stand under a name. */
final class VisitorNames {
    private static final String ANY = "*";
    /** Names of so many letters are nobody else's, however they are written. */
    private static final int TELLING = 8;

    private final Map<String, List<VisitorRule>> exact = new HashMap<>();
    private final Map<String, List<VisitorRule>> anyhow = new HashMap<>();
    private final List<Open> open = new ArrayList<>();

    /** A name of which a part is anything: that of a property, of a site. */
    private record Open(Pattern name, VisitorRule rule) {}

    VisitorNames(List<VisitorRule> rules) {
        for (VisitorRule rule : rules) {
            for (String name : rule.names()) {
                if (name.contains(ANY)) {
                    open.add(new Open(pattern(name), rule));
                } else {
                    exact.computeIfAbsent(name, n -> new ArrayList<>(1)).add(rule);
                    String normal = NameWords.normal(name);
                    if (rule.anywhere() && normal.length() >= TELLING) {
                        anyhow.computeIfAbsent(normal, n -> new ArrayList<>(1)).add(rule);
                    }
                }
            }
        }
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Pattern.quote(name).replace(ANY, "\\E.+\\Q"));
    }

    List<VisitorRule> of(String name) {
        if (name.length() > NameWords.LONGEST) {
            return List.of();
        }
        List<VisitorRule> listed = exact.get(name);
        List<VisitorRule> all =
                new ArrayList<>(listed == null ? anyhow.getOrDefault(NameWords.normal(name), List.of()) : listed);
        for (Open one : open) {
            if (one.name().matcher(name).matches()) {
                all.add(one.rule());
            }
        }
        return List.copyOf(all);
    }
}
