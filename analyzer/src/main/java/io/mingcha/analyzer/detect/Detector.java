package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Leaves;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Forms;
import io.mingcha.analyzer.detect.known.KnownValueDetector;
import io.mingcha.analyzer.detect.known.KnownValues;
import io.mingcha.analyzer.detect.known.SaltedDigests;
import io.mingcha.analyzer.detect.known.Salts;
import io.mingcha.analyzer.detect.known.SplitValues;
import io.mingcha.analyzer.detect.known.Stars;
import io.mingcha.analyzer.detect.list.AppListDetector;
import io.mingcha.analyzer.detect.list.ContactsDetector;
import io.mingcha.analyzer.detect.list.CutLists;
import io.mingcha.analyzer.detect.list.ListDetector;
import io.mingcha.analyzer.detect.list.PlainListDetector;
import io.mingcha.analyzer.detect.name.EndpointDetector;
import io.mingcha.analyzer.detect.name.NamedFieldDetector;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.place.PositionDetector;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.flows.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the personal data of a persona's messages; made by {@link Detectors}. Safe for use by several threads. */
public final class Detector {
    private final KnownValues known;

    /** Fewer people in an answer may be the friends or the colleagues that the user asked for. */
    private static final int MANY_PEOPLE = 20;

    private final KnownValueDetector knownValues;
    private final Stars stars;
    private final NamedFieldDetector namedFields;
    private final PositionDetector positions;
    private final ContactsDetector contacts;
    private final AppListDetector appLists;
    private final ListDetector lists;
    private final PlainListDetector plainLists;
    private final SplitValues splitValues;
    private final SaltedDigests saltedDigests;
    private final EndpointDetector endpoints;
    private final LeafDetector leaves;
    private final FieldNames fields;
    private final Discard discard;

    /** @param salts what the app may mix into its digests, such as its own package name */
    public Detector(Catalogue catalogue, Discard discard, Persona persona, Salts salts) {
        this.fields = catalogue.fields();
        this.discard = discard;
        known = new KnownValues(catalogue.types(), persona, salts);
        knownValues = new KnownValueDetector(known, catalogue.fields());
        stars = new Stars(known, knownValues);
        namedFields = new NamedFieldDetector(catalogue.fields(), discard);
        positions = new PositionDetector(known.positions(), catalogue.fields());
        contacts = new ContactsDetector(catalogue.fields());
        appLists = new AppListDetector(catalogue.fields());
        lists = new ListDetector(catalogue.fields());
        plainLists = new PlainListDetector(catalogue.fields());
        splitValues = new SplitValues(known.splits());
        saltedDigests = new SaltedDigests(known.digestible());
        endpoints = new EndpointDetector(catalogue.fields(), discard);
        leaves = new LeafDetector(
                catalogue, discard, known, knownValues, namedFields, positions, saltedDigests, endpoints);
    }

    /** In what forms the known values are looked for. */
    public Forms forms() {
        return known.forms();
    }

    /** Whether a value looks like what a field of the rule holds. */
    public static boolean fits(FieldRule rule, String value) {
        return NamedFieldDetector.fits(rule, value);
    }

    /** Text that is not searched for exposures, such as a path, with the known values in it starred out. */
    public String hide(String text) {
        return stars.hide(text);
    }

    /** The name of a server as it may be shown. */
    public String hideHost(String host) {
        return stars.hideHost(host);
    }

    /** Shows the paths of the message that these were found in. */
    public Veil veil(List<Hit> hits) {
        return new Veil(stars::hide, fields, discard, hits);
    }

    /**
     * What a message exposes, in the order of its parts; of a response only what is certain by value or check digit,
     * and lists of many people.
     */
    public List<Hit> find(Direction direction, Decoded message) {
        return find(direction, message, Expected.NOTHING, Witness.NOBODY);
    }

    /**
     * The same of a message to a known endpoint.
     *
     * @param expected what the vendor of the endpoint says of its fields
     * @param witness is told of what is not kept
     */
    public List<Hit> find(Direction direction, Decoded message, Expected expected, Witness witness) {
        return find(direction, message, expected, witness, Leaves.UNTOLD);
    }

    /**
     * The same.
     *
     * @param leaves is told of every value that is searched
     */
    public List<Hit> find(Direction direction, Decoded message, Expected expected, Witness witness, Leaves leaves) {
        Search search = new Search(
                message,
                direction == Direction.REQUEST,
                expected,
                witness,
                leaves,
                new ArrayList<>(),
                new ArrayList<>(0));
        for (Node part : message.parts()) {
            search(part, search, Search.NO_LIST);
        }
        if (!search.shaped().isEmpty()) {
            salted(message, search);
        }
        if (search.request()) {
            positions.dropLists(search.hits(), witness);
            if (!expected.isNothing()) {
                endpoints.pairs(message, expected, search.hits(), witness);
            }
        }
        CutLists.tell(search.hits(), message.stops());
        return search.hits();
    }

    /** @param list the type of the list that the node stands in, of which the entries are not told one by one */
    private void search(Node node, Search search, String list) {
        List<Hit> hits = search.hits();
        String inside = list;
        String row = Search.NO_LIST;
        if (inside.equals(Search.NO_LIST)
                && (node.location() == Location.BODY || node.location() == Location.URL_QUERY)) {
            Optional<Hit> bulk = search.request() ? many(node, search) : manyPeople(node);
            if (bulk.isPresent()) {
                hits.add(bulk.get());
                // of an answer the numbers with check digits are wanted one by one too; what stands beside a single row
                // is none of it
                boolean single = node.kind() == Node.Kind.OBJECT && bulk.get().count() == 1;
                row = single ? bulk.get().type() : Search.NO_LIST;
                inside = search.request() && !single ? bulk.get().type() : Search.NO_LIST;
            }
        }
        int before = hits.size();
        if (!node.key().isEmpty()) {
            search.add(knownValues.inName(node));
        }
        if (!node.children().isEmpty()) {
            positionsOf(node, search);
            splitValues.members(node, hits);
        }
        if (!node.text().isEmpty() && !node.isOpened()) {
            leaves.find(node, search, inside);
            if (node.kind() == Node.Kind.TEXT && inside.equals(Search.NO_LIST)) {
                search.leaves().met(node);
            }
        }
        List<Node> children = node.children();
        for (int i = 0; i < children.size(); i++) {
            search(children.get(i), search, inside);
        }
        if (!row.equals(Search.NO_LIST)) {
            toldByTheRow(row, search, before);
        }
        if (node.location() == Location.COOKIE && node.isNamed() && !children.isEmpty() && search.request()) {
            namedFields.cookie(node, hits, before);
        }
    }

    /** What a row is told as need not be told of its fields by their names. */
    private static void toldByTheRow(String type, Search search, int from) {
        List<Hit> hits = search.hits();
        List<Hit> again = hits.subList(from, hits.size()).stream()
                .filter(hit -> hit.type().equals(type) && hit.method() == Method.NAMED_FIELD)
                .toList();
        search.drop(again);
        hits.removeAll(again);
    }

    /** What the vendor says that a field is, it is. */
    private Optional<Hit> many(Node node, Search search) {
        Optional<Hit> list = lists.find(node, search.message(), search.witness());
        if (list.isPresent()) {
            return list;
        }
        Optional<Hit> plain = search.expected().of(node).isEmpty() ? plainLists.find(node) : Optional.empty();
        if (plain.isPresent()) {
            return plain;
        }
        Optional<Hit> people = contacts.find(node);
        return people.isPresent() ? people : appLists.find(node);
    }

    /** A digest of a known value says more of a field than its name. */
    private void salted(Decoded message, Search search) {
        for (Hit hit : saltedDigests.find(search.shaped(), message)) {
            List<Hit> weaker = search.hits().stream()
                    .filter(h -> h.node() == hit.node() && h.type().equals(hit.type()))
                    .toList();
            search.drop(weaker);
            search.hits().removeAll(weaker);
            search.hits().add(hit);
        }
    }

    private Optional<Hit> manyPeople(Node node) {
        return node.kind() == Node.Kind.ARRAY && node.children().size() >= MANY_PEOPLE
                ? contacts.find(node).filter(hit -> hit.count() >= MANY_PEOPLE)
                : Optional.empty();
    }

    private void positionsOf(Node container, Search search) {
        if (search.request() && (container.kind() == Node.Kind.OBJECT || container.kind() == Node.Kind.ARRAY)) {
            positions.members(container, search.hits(), search.witness());
        }
    }
}
