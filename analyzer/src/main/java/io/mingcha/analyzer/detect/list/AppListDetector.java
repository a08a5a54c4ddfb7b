package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises a list of installed apps: many package names, under a name that says what they are. */
public final class AppListDetector {
    private static final String TYPE = "app_list";
    private static final int APPS = 5;
    /** Five times {@code cn.a} and what parts them. */
    private static final int SHORTEST_TEXT = 24;

    private static final int LONGEST_TEXT = 100_000;
    /** So many apps that many people have are no chance. */
    private static final int WELL_KNOWN = 3;
    /** What most packages of a list of many begin with. */
    private static final String COMMONEST = "com.";

    private static final Pattern BETWEEN = Pattern.compile("[,;|\\s:()=#&/]+");
    /** Packages of apps begin with a domain of the first level. */
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:com|org|net|air|mobi|info|edu|gov|app|dev|[a-z]{2})(?:\\.[A-Za-z][A-Za-z0-9_]{0,40}){1,6}");

    private final FieldNames fields;

    public AppListDetector(FieldNames fields) {
        this.fields = fields;
    }

    public Optional<Hit> find(Node node) {
        return switch (node.kind()) {
            case ARRAY -> array(node);
            case TEXT -> node.isOpened() ? Optional.empty() : text(node);
            default -> Optional.empty();
        };
    }

    private Optional<Hit> array(Node node) {
        List<Node> items = node.children();
        return isNamed(node) || items.size() >= APPS && isWellKnown(items)
                ? bulk(node, items, items.size())
                : Optional.empty();
    }

    /** Whether enough of the items are, or have, what many people have on their phones. */
    private boolean isWellKnown(List<Node> items) {
        int known = 0;
        for (int i = 0; i < items.size() && known < WELL_KNOWN; i++) {
            Node item = items.get(i);
            boolean one = item.kind() == Node.Kind.TEXT ? isWellKnown(item) : hasWellKnown(item.members());
            known += one ? 1 : 0;
        }
        return known == WELL_KNOWN;
    }

    private boolean hasWellKnown(List<Node> members) {
        for (int i = 0; i < Math.min(members.size(), APPS); i++) {
            if (isWellKnown(members.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Points are rarer than values. */
    private boolean isWellKnown(Node value) {
        return value.letters().hasOther() && fields.isWellKnownApp(value.text());
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
        if (length < SHORTEST_TEXT || length > LONGEST_TEXT || !mayHoldPackages(leaf)) {
            return Optional.empty();
        }
        Set<String> packages = new HashSet<>();
        String[] parts = BETWEEN.split(leaf.text());
        for (String part : parts) {
            add(part, packages);
        }
        // a version and a name may follow each
        Optional<Hit> list = hit(leaf, packages, parts.length / 3);
        return isNamed(leaf) || areOfPeople(packages) ? list : Optional.empty();
    }

    private boolean mayHoldPackages(Node leaf) {
        String text = leaf.text();
        int first = text.indexOf('.');
        return first > 0 && text.indexOf('.', first + 1) > 0 && (isNamed(leaf) || text.contains(COMMONEST));
    }

    /** Whether several of them are what many people have on their phones, so that the list needs no name. */
    private boolean areOfPeople(Set<String> packages) {
        return packages.stream()
                        .filter(fields::isWellKnownApp)
                        .limit(WELL_KNOWN)
                        .count()
                == WELL_KNOWN;
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
