package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises a list of installed apps: many package names, under a name that says what they are. */
final class AppListDetector {
    private static final String TYPE = "app_list";
    private static final int APPS = 5;
    /** Five times {@code cn.a} and what parts them. */
    private static final int SHORTEST_TEXT = 24;

    private static final int LONGEST_TEXT = 100_000;
    /** Packages of apps begin with a domain of the first level. */
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:com|org|net|air|mobi|info|edu|gov|app|dev|[a-z]{2})(?:\\.[A-Za-z][A-Za-z0-9_]{0,40}){1,6}");

    private final FieldNames fields;

    AppListDetector(FieldNames fields) {
        this.fields = fields;
    }

    Optional<Hit> find(Node node) {
        return switch (node.kind()) {
            case ARRAY ->
                isNamed(node) ? bulk(node, node.children(), node.children().size()) : Optional.empty();
            case TEXT -> node.isOpened() ? Optional.empty() : text(node);
            default -> Optional.empty();
        };
    }

    private boolean isNamed(Node node) {
        return !node.key().isEmpty() && fields.of(node.key()).names(TYPE);
    }

    private static Optional<Hit> bulk(Node array, List<Node> items, int size) {
        Set<String> packages = new HashSet<>();
        for (Node item : items) {
            if (item.kind() == Node.Kind.TEXT) {
                add(item.text(), packages);
            } else {
                item.members().forEach(member -> add(member.text(), packages));
            }
        }
        return hit(array, packages, size);
    }

    private Optional<Hit> text(Node leaf) {
        int length = leaf.text().length();
        if (length < SHORTEST_TEXT || length > LONGEST_TEXT || !isNamed(leaf)) {
            return Optional.empty();
        }
        Set<String> packages = new HashSet<>();
        String[] parts = leaf.text().split("[,;|\\s]+");
        for (String part : parts) {
            add(part, packages);
        }
        // a version or a name may follow each
        return hit(leaf, packages, parts.length / 2);
    }

    private static void add(String text, Set<String> packages) {
        if (text.length() <= 150 && PACKAGE.matcher(text).matches()) {
            packages.add(text);
        }
    }

    private static Optional<Hit> hit(Node node, Set<String> packages, int size) {
        int count = packages.size();
        return count >= APPS && count * 10 >= size * 6
                ? Optional.of(Hit.entries(TYPE, node, 0.9, count))
                : Optional.empty();
    }
}
