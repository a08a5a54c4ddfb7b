package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a field stands in a request, by the names on the way to it: layers such as {@code gzip} or {@code base64} and
 * places in lists are passed over, as they change from version to version. {@code body.device.oaid} is the whole way from
 * a part of the request; {@code device.oaid} are the last names of it, in whichever part; {@code *} is any one name, and a
 * name with a point in it stands in apostrophes.
 */
record FieldPath(Optional<Location> part, List<String> names) {
    private static final Map<String, Location> PARTS = Map.of(
            "body", Location.BODY, "query", Location.URL_QUERY, "header", Location.HEADER, "cookie", Location.COOKIE);

    FieldPath {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if it names nothing */
    static FieldPath parse(String text) {
        List<String> names = names(text);
        Optional<Location> part = Optional.ofNullable(PARTS.get(names.get(0)));
        List<String> rest = part.isPresent() ? names.subList(1, names.size()) : names;
        if (rest.isEmpty() || rest.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(text + " names no field; body.device.imei would");
        }
        if (rest.get(rest.size() - 1).equals("*") && rest.size() == 1 && part.isEmpty()) {
            throw new IllegalArgumentException(text + " is every field");
        }
        return new FieldPath(part, rest);
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    /** As an adapter writes it. */
    @Override
    public String toString() {
        Stream<String> first = PARTS.entrySet().stream()
                .filter(p -> part.filter(p.getValue()::equals).isPresent())
                .map(Map.Entry::getKey);
        return Stream.concat(first, names.stream().map(n -> n.indexOf('.') < 0 ? n : "'" + n + "'"))
                .collect(Collectors.joining("."));
    }

    /** The last name in lower case, by which paths are looked up; {@code *} if it is any. */
    String last() {
        return names.get(names.size() - 1).toLowerCase(Locale.ROOT);
    }

    boolean matches(Node node) {
        Optional<Node> at = Optional.of(node);
        for (int i = names.size() - 1; i >= 0; i--) {
            at = named(at);
            if (at.isEmpty() || !isName(names.get(i), at.get().key())) {
                return false;
            }
            at = at.get().parent();
        }
        return part.isEmpty() || node.location() == part.get() && named(at).isEmpty();
    }

    private static boolean isName(String wanted, String name) {
        return wanted.equals("*") || wanted.equalsIgnoreCase(name);
    }

    /** The node or the nearest one above that has a name of its own. */
    private static Optional<Node> named(Optional<Node> node) {
        Optional<Node> at = node;
        while (at.isPresent() && !at.get().isNamed()) {
            at = at.get().parent();
        }
        return at;
    }
}
