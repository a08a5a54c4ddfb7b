package io.mingcha.analyzer;

import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.Detector;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.known.Salts;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Persona;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Looks in one exchange for a value that should be there, as if the session file named it. */
final class Seeker {
    private static final Set<Exposure.Method> BY_VALUE =
            Set.of(Exposure.Method.KNOWN_VALUE, Exposure.Method.KNOWN_VALUE_HASH);
    /** Of a value of no type in particular. */
    private static final String ANY = "user_id_app";

    private static final Pattern POSITION = Pattern.compile("-?\\d{1,3}\\.\\d{3,}\\s*[,;| ]\\s*-?\\d{1,3}\\.\\d{3,}");

    private final Configuration configuration;
    private final String value;
    private final List<String> types;
    private final Masking masking;
    private final Detector detector;
    private final Map<Node, Sought.Place> places = new LinkedHashMap<>();

    Seeker(Configuration configuration, Salts salts, String value, Optional<String> type) {
        this.configuration = configuration;
        this.value = value.strip();
        masking = new Masking(configuration.catalogue().types());
        this.types = type.map(List::of).orElseGet(this::likely);
        Map<String, List<String>> known = new TreeMap<>();
        types.forEach(t -> known.put(t, List.of(this.value)));
        detector = new Detector(
                configuration.catalogue(), configuration.discard(), new Persona(OptionalInt.empty(), known), salts);
    }

    /** The types that the value passes for, by check digit or form. */
    private List<String> likely() {
        if (POSITION.matcher(value).matches()) {
            return List.of("precise_location");
        }
        // what any text of the length passes for tells nothing
        String nonsense = "zz9".repeat(value.length() / 3 + 1).substring(0, value.length());
        List<String> fitting = configuration.catalogue().fields().rules().stream()
                .filter(rule -> !rule.knownOnly() && Detector.fits(rule, value) && !Detector.fits(rule, nonsense))
                .map(FieldRule::type)
                .distinct()
                .limit(5)
                .toList();
        return fitting.isEmpty() ? List.of(ANY) : fitting;
    }

    Sought in(Inspection inspection) {
        List<Sought.Unread> unread = new ArrayList<>();
        for (Inspection.Opened opened : inspection.all()) {
            List<Dropped> pieces = new ArrayList<>();
            List<Hit> hits = detector.find(
                    opened.direction(),
                    opened.decoded(),
                    Expected.NOTHING,
                    (node, type, text, why) -> pieces.add(new Dropped(node, type, text, why)));
            for (Hit hit : hits) {
                if (BY_VALUE.contains(hit.method())) {
                    place(inspection, opened, hit.node(), hit.transform(), true);
                }
            }
            for (Dropped piece : pieces) {
                if (piece.why().isClue()) {
                    place(inspection, opened, piece.node(), piece.why().label(), true);
                } else if (types.contains(piece.type()) && holds(piece.node())) {
                    place(inspection, opened, piece.node(), "plain", isWhole(piece.node()));
                }
            }
            for (Node part : opened.decoded().parts()) {
                part.walk(node -> {
                    if (!node.isOpened() && holds(node)) {
                        place(inspection, opened, node, "plain", isWhole(node));
                    }
                    if (node.kind() == Node.Kind.OPAQUE) {
                        unread.add(new Sought.Unread(opened.veil().path(node), node.length()));
                    }
                });
            }
        }
        host(inspection, inspection.host());
        return new Sought(
                types, masking.mask(types.get(0), value), detector.forms(), List.copyOf(places.values()), unread);
    }

    private boolean isWhole(Node node) {
        return node.text().strip().equalsIgnoreCase(value);
    }

    private boolean holds(Node node) {
        return node.text().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
    }

    private void host(Inspection inspection, Decoded host) {
        for (Hit hit : detector.find(Direction.REQUEST, host)) {
            if (BY_VALUE.contains(hit.method())) {
                Inspection.Opened as =
                        new Inspection.Opened(Direction.REQUEST, host, detector.veil(List.of(hit)), true, List.of());
                place(inspection, as, hit.node(), hit.transform(), true);
            }
        }
    }

    private static List<Exposure> inHost(Inspection inspection) {
        return inspection.exposures().stream()
                .filter(e -> e.location().equals(Location.HOST.label()))
                .toList();
    }

    private void place(Inspection inspection, Inspection.Opened opened, Node node, String transform, boolean whole) {
        places.computeIfAbsent(
                node,
                n -> new Sought.Place(
                        opened.direction(),
                        n,
                        detector.hide(opened.veil().path(n)),
                        transform,
                        whole,
                        n.location() == Location.HOST ? inHost(inspection) : inspection.allAt(n),
                        opened.dropped().stream().filter(d -> d.node() == n).toList(),
                        opened.searched()));
    }
}
