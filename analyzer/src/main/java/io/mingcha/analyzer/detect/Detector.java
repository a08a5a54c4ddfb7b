package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.flows.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the personal data of a session's messages. Made once a session; safe for use by several threads. */
public final class Detector {
    /** Fewer people in an answer may be the friends or the colleagues that the user asked for. */
    private static final int MANY_PEOPLE = 20;

    private final KnownValueDetector knownValues;
    private final CheckDigitDetector checkDigits;
    private final NamedFieldDetector namedFields;
    private final PositionDetector positions;
    private final ContactsDetector contacts;
    private final AppListDetector appLists;
    private final SplitValues splitValues;
    private final FieldNames fields;
    private final Discard discard;

    /** @param salts what the app may put beside a value before it digests it, such as its own package name */
    public Detector(Catalogue catalogue, Discard discard, Persona persona, List<String> salts) {
        this.fields = catalogue.fields();
        this.discard = discard;
        KnownValues known = new KnownValues(persona, salts);
        knownValues = new KnownValueDetector(known, catalogue.fields());
        checkDigits = new CheckDigitDetector(catalogue.fields(), discard);
        namedFields = new NamedFieldDetector(catalogue.fields(), discard);
        positions = new PositionDetector(known.positions(), catalogue.fields());
        contacts = new ContactsDetector(catalogue.fields());
        appLists = new AppListDetector(catalogue.fields());
        splitValues = new SplitValues(known.splits());
    }

    /** Text that is not searched for exposures, such as a path, with the known values in it starred out. */
    public String hide(String text) {
        return knownValues.hide(text);
    }

    /** The name of a server as it may be shown. */
    public String hideHost(String host) {
        return knownValues.hideHost(host);
    }

    /** Shows the paths of the message that these were found in. */
    public Veil veil(List<Hit> hits) {
        return new Veil(knownValues::hide, fields, discard, hits);
    }

    /**
     * What a message exposes, in the order of its parts; of a response only what is certain by value or check digit,
     * and lists of many people.
     */
    public List<Hit> find(Direction direction, Decoded message) {
        List<Hit> hits = new ArrayList<>();
        for (Node part : message.parts()) {
            search(part, direction == Direction.REQUEST, false, hits);
        }
        if (direction == Direction.REQUEST) {
            positions.dropLists(hits);
        }
        return hits;
    }

    private void search(Node node, boolean request, boolean insideContacts, List<Hit> hits) {
        boolean inside = insideContacts;
        if (!inside && node.location() == Location.BODY) {
            Optional<Hit> bulk = request ? contacts.find(node).or(() -> appLists.find(node)) : manyPeople(node);
            if (bulk.isPresent()) {
                hits.add(bulk.get());
                // of an answer the numbers with check digits are wanted one by one too
                inside = request;
            }
        }
        if (!node.key().isEmpty()) {
            hits.addAll(knownValues.inName(node));
        }
        if (!node.children().isEmpty()) {
            positionsOf(node, request, hits);
            splitValues.members(node, hits);
        }
        if (!node.text().isEmpty() && !node.isOpened()) {
            leaf(node, request, inside, hits);
        }
        List<Node> children = node.children();
        for (int i = 0; i < children.size(); i++) {
            search(children.get(i), request, inside, hits);
        }
    }

    private Optional<Hit> manyPeople(Node node) {
        return node.kind() == Node.Kind.ARRAY && node.children().size() >= MANY_PEOPLE
                ? contacts.find(node).filter(hit -> hit.count() >= MANY_PEOPLE)
                : Optional.empty();
    }

    private void positionsOf(Node container, boolean request, List<Hit> hits) {
        if (request && (container.kind() == Node.Kind.OBJECT || container.kind() == Node.Kind.ARRAY)) {
            positions.members(container, hits);
        }
    }

    private void leaf(Node leaf, boolean request, boolean insideContacts, List<Hit> hits) {
        List<Hit> known = knownValues.find(leaf);
        hits.addAll(known);
        int before = hits.size();
        if (request) {
            positions.leaf(leaf, true, hits);
        }
        if (!known.isEmpty() || insideContacts || leaf.kind() == Node.Kind.OPAQUE) {
            return;
        }
        List<Hit> checked = checkDigits.find(leaf);
        if (!request) {
            hits.addAll(checked);
            return;
        }
        Optional<Hit> named = hits.size() > before ? Optional.empty() : namedFields.find(leaf);
        // A field's name says whose number it is: a guardian's, a student's.
        if (named.isPresent() && refines(named.get(), checked)) {
            hits.add(named.get());
        } else {
            hits.addAll(checked);
        }
    }

    private static boolean refines(Hit named, List<Hit> checked) {
        return checked.isEmpty()
                || named.method() == Method.CHECKSUM
                || Set.of("guardian_id", "driver_licence", "residence_permit_hmt")
                        .contains(named.type());
    }
}
