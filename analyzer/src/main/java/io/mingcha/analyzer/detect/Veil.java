package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Shows the paths of one message without what is somebody's in them: apps key maps by people and their numbers, and such a
 * name of a field is itself personal data. Stars stand for the letters.
 */
public final class Veil {
    private static final int MOST_VALUES = 200;
    private static final int LONG_ENOUGH = 6;
    private static final Pattern CALLED = Pattern.compile("\\p{Lu}\\p{Ll}{1,14}|.*[^\\x00-\\x7F].*|\\S+ \\S.*");

    private final UnaryOperator<String> known;
    private final FieldNames fields;
    private final Discard discard;
    private final Set<Node> people = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> values = new LinkedHashSet<>();

    Veil(UnaryOperator<String> known, FieldNames fields, Discard discard, List<Hit> hits) {
        this.known = known;
        this.fields = fields;
        this.discard = discard;
        for (Hit hit : hits) {
            if (hit.method() == Method.BULK_SHAPE) {
                people.add(hit.node());
            } else if (values.size() < MOST_VALUES) {
                values.add(hit.value());
                values.add(hit.node().text().strip());
            }
        }
        values.removeIf(v -> !isTelling(v));
    }

    private static boolean isTelling(String value) {
        return value.length() >= LONG_ENOUGH
                || value.length() >= 2 && value.codePoints().allMatch(Character::isIdeographic);
    }

    /** The path of a node of the message. */
    public String path(Node node) {
        return node.path(this::name);
    }

    private String name(Node node) {
        String name = node.key();
        if (isInBook(node) || isPersons(node, name) || isOneOfMany(node, name)) {
            return "*".repeat(name.length());
        }
        String shown = name;
        for (String value : values) {
            if (shown.contains(value)) {
                shown = shown.replace(value, "*".repeat(value.length()));
            }
        }
        return known.apply(shown);
    }

    /** A member of an address book that is keyed by its people. */
    private boolean isInBook(Node node) {
        return node.parent().filter(people::contains).isPresent()
                && fields.of(node.key()).isNothing();
    }

    private boolean isPersons(Node node, String name) {
        if (node.location() == Location.HEADER || !fields.of(name).isNothing()) {
            return false;
        }
        boolean han = Checks.personName(name);
        boolean latin = !han && name.indexOf(' ') > 0 && Checks.latinName(name);
        return (han || latin) && !discard.isNobodys(name) && !discard.excludes("person_name", name);
    }

    /** A name among others that all hold the same fields: the object is a map, and people are called so. */
    private boolean isOneOfMany(Node node, String name) {
        Optional<Node> map = node.parent();
        if (map.isEmpty()
                || map.get().kind() != Node.Kind.OBJECT
                || map.get().children().size() < 2
                || !CALLED.matcher(name).matches()) {
            return false;
        }
        List<Node> all = map.get().children();
        List<String> first = keys(all.get(0));
        return !first.isEmpty()
                && keys(all.get(1)).equals(first)
                && all.stream().allMatch(n -> n.kind() == Node.Kind.OBJECT);
    }

    private static List<String> keys(Node node) {
        return node.kind() == Node.Kind.OBJECT
                ? node.children().stream().map(Node::key).toList()
                : List.of();
    }
}
