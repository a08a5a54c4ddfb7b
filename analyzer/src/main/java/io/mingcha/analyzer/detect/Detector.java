package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.CheckDigitDetector;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Leaves;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Clues;
import io.mingcha.analyzer.detect.known.Fold;
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
import io.mingcha.analyzer.detect.name.Beside;
import io.mingcha.analyzer.detect.name.EndpointDetector;
import io.mingcha.analyzer.detect.name.Entrance;
import io.mingcha.analyzer.detect.name.NamedFieldDetector;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.place.PositionDetector;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.flows.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the personal data of a persona's messages; made by {@link Detectors}. Safe for use by several threads. */
public final class Detector {
    private final KnownValues known;

    /** Fewer people in an answer may be the friends or the colleagues that the user asked for. */
    private static final int MANY_PEOPLE = 20;

    private static final String NO_LIST = "";

    private final KnownValueDetector knownValues;
    private final Stars stars;
    private final CheckDigitDetector checkDigits;
    private final NamedFieldDetector namedFields;
    private final PositionDetector positions;
    private final ContactsDetector contacts;
    private final AppListDetector appLists;
    private final ListDetector lists;
    private final PlainListDetector plainLists;
    private final SplitValues splitValues;
    private final SaltedDigests saltedDigests;
    private final Clues clues;
    private final EndpointDetector endpoints;
    private final Entrance entrance;
    private final FieldNames fields;
    private final Discard discard;

    /** @param salts what the app may mix into its digests, such as its own package name */
    public Detector(Catalogue catalogue, Discard discard, Persona persona, Salts salts) {
        this.fields = catalogue.fields();
        this.discard = discard;
        known = new KnownValues(persona, salts);
        knownValues = new KnownValueDetector(known, catalogue.fields());
        stars = new Stars(known, knownValues);
        checkDigits = new CheckDigitDetector(catalogue.fields(), discard);
        namedFields = new NamedFieldDetector(catalogue.fields(), discard);
        positions = new PositionDetector(known.positions(), catalogue.fields());
        contacts = new ContactsDetector(catalogue.fields());
        appLists = new AppListDetector(catalogue.fields());
        lists = new ListDetector(catalogue.fields());
        plainLists = new PlainListDetector(catalogue.fields());
        splitValues = new SplitValues(known.splits());
        saltedDigests = new SaltedDigests(known.digestible());
        clues = new Clues(known.digestible());
        endpoints = new EndpointDetector(catalogue.fields(), discard);
        entrance = new Entrance(catalogue.fields(), discard);
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
            search(part, search, NO_LIST);
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

    /** @param shaped values in the form of a digest that no known value explains */
    private record Search(
            Decoded message,
            boolean request,
            Expected expected,
            Witness witness,
            Leaves leaves,
            List<Hit> hits,
            List<Node> shaped) {}

    /** @param list the type of the list that the node stands in, of which the entries are not told one by one */
    private void search(Node node, Search search, String list) {
        List<Hit> hits = search.hits();
        String inside = list;
        if (inside.equals(NO_LIST) && (node.location() == Location.BODY || node.location() == Location.URL_QUERY)) {
            Optional<Hit> bulk = search.request() ? many(node, search) : manyPeople(node);
            if (bulk.isPresent()) {
                hits.add(bulk.get());
                // of an answer the numbers with check digits are wanted one by one too; what stands beside a single row
                // is none of it
                boolean single = node.kind() == Node.Kind.OBJECT && bulk.get().count() == 1;
                inside = search.request() && !single ? bulk.get().type() : NO_LIST;
            }
        }
        int before = hits.size();
        if (!node.key().isEmpty()) {
            addAll(hits, knownValues.inName(node));
        }
        if (!node.children().isEmpty()) {
            positionsOf(node, search);
            splitValues.members(node, hits);
        }
        if (!node.text().isEmpty() && !node.isOpened()) {
            leaf(node, search, inside);
            if (node.kind() == Node.Kind.TEXT && inside.equals(NO_LIST)) {
                search.leaves().met(node);
            }
        }
        List<Node> children = node.children();
        for (int i = 0; i < children.size(); i++) {
            search(children.get(i), search, inside);
        }
        if (node.location() == Location.COOKIE && node.isNamed() && !children.isEmpty() && search.request()) {
            namedFields.cookie(node, hits, before);
        }
    }

    /** Most nodes give nothing, and an empty list is copied too. */
    private static void addAll(List<Hit> hits, List<Hit> more) {
        if (!more.isEmpty()) {
            hits.addAll(more);
        }
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

    /** Every request is signed and numbered, and each new salt costs hundreds of digests. */
    private boolean maySalt(Node leaf) {
        return !saltedDigests.isEmpty() && SaltedDigests.isShaped(leaf.text()) && !discard.isSignature(leaf.key());
    }

    /** A digest of a known value says more of a field than its name. */
    private void salted(Decoded message, Search search) {
        for (Hit hit : saltedDigests.find(search.shaped(), message)) {
            List<Hit> weaker = search.hits().stream()
                    .filter(h -> h.node() == hit.node() && h.type().equals(hit.type()))
                    .toList();
            drop(weaker, search.witness());
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

    private void leaf(Node leaf, Search search, String list) {
        List<Hit> hits = search.hits();
        Witness witness = search.witness();
        List<Hit> byValue = unrepeated(leaf, knownValues.find(leaf, witness), hits);
        addAll(hits, byValue);
        int before = hits.size();
        if (byValue.isEmpty() && search.request() && leaf.kind() == Node.Kind.TEXT) {
            if (maySalt(leaf)) {
                search.shaped().add(leaf);
            }
            clues.tell(leaf, witness);
        }
        // of bytes of no known form the texts are leaves of their own
        boolean texts = leaf.kind() == Node.Kind.OPAQUE && !leaf.children().isEmpty();
        if (search.request() && !texts) {
            positions.leaf(leaf, true, hits, witness);
        }
        if (leaf.kind() == Node.Kind.OPAQUE) {
            return;
        }
        if (!list.equals(NO_LIST)) {
            if (byValue.isEmpty() && !search.expected().isNothing()) {
                endpoints
                        .find(leaf, search.expected(), witness)
                        .map(EndpointDetector.Found::hit)
                        .filter(hit -> !hit.type().equals(list))
                        .ifPresent(hits::add);
            }
            return;
        }
        if (!byValue.isEmpty()) {
            if (search.request()) {
                Beside.add(leaf, byValue, checkDigits, namedFields, hits);
            }
            return;
        }
        List<Hit> checked = checkDigits.find(leaf, witness);
        if (!search.request()) {
            addAll(hits, checked);
            return;
        }
        boolean placed = hits.size() > before;
        Optional<Hit> named = placed ? Optional.empty() : namedFields.find(leaf, witness);
        if (named.isPresent() && isPiece(named.get(), hits)) {
            named = Optional.empty();
        }
        List<Hit> within = placed || named.isPresent() ? List.of() : namedFields.within(leaf);
        Optional<Hit> told = named.isPresent() || within.isEmpty() ? named : Optional.of(within.get(0));
        if (!search.expected().isNothing() && declared(leaf, search, before, checked, told)) {
            return;
        }
        // A field's name says whose number it is: a guardian's, a student's.
        if (named.isPresent() && refines(named.get(), checked)) {
            hits.add(named.get());
            drop(checked, witness);
        } else {
            addAll(hits, checked);
            if (named.isPresent()) {
                drop(named.get(), witness);
            }
            Beside.add(leaf, checked, within, hits);
            if (told.isEmpty() && checked.isEmpty()) {
                entrance.find(leaf, search.message()).ifPresent(hits::add);
            }
        }
    }

    /** Whether it is a part of a known value that this and the field beside it hold together. */
    private static boolean isPiece(Hit named, List<Hit> hits) {
        Node leaf = named.node();
        return hits.stream()
                .anyMatch(h -> h.method() == Method.KNOWN_VALUE
                        && h.type().equals(named.type())
                        && h.node().parent().equals(leaf.parent())
                        && !Fold.of(h.node().text()).contains(Fold.of(h.value()))
                        && Fold.of(h.value()).contains(Fold.of(leaf.text().strip())));
    }

    /** Without what the text that these bytes are coded in was already recognised as. */
    private static List<Hit> unrepeated(Node leaf, List<Hit> found, List<Hit> before) {
        if (found.isEmpty() || leaf.kind() != Node.Kind.OPAQUE) {
            return found;
        }
        return found.stream()
                .filter(hit -> before.stream()
                        .noneMatch(b -> b.offset() == hit.offset()
                                && b.length() == hit.length()
                                && b.type().equals(hit.type())
                                && b.transform().equals(hit.transform())
                                && b.value().equals(hit.value())
                                && b.node().location() == hit.node().location()
                                && hit.node().path().startsWith(b.node().path())))
                .toList();
    }

    /** Adds what the vendor says that the field is, unless its value tells more. */
    private boolean declared(Node leaf, Search search, int before, List<Hit> checked, Optional<Hit> named) {
        Optional<EndpointDetector.Found> found = endpoints.find(leaf, search.expected(), search.witness());
        if (found.isEmpty()) {
            return false;
        }
        List<Hit> positionsHere = search.hits().subList(before, search.hits().size());
        boolean tellsMore = positionsHere.stream().anyMatch(h -> h.method() == Method.KNOWN_VALUE)
                || !found.get().sure()
                        && (!checked.isEmpty()
                                || named.filter(Detector::isPersons)
                                        .filter(hit -> !hit.type()
                                                .equals(found.get().hit().type()))
                                        .isPresent());
        if (tellsMore) {
            drop(found.get().hit(), search.witness());
            return false;
        }
        drop(positionsHere, search.witness());
        drop(checked, search.witness());
        named.ifPresent(hit -> drop(hit, search.witness()));
        positionsHere.clear();
        search.hits().add(found.get().hit());
        return true;
    }

    private static boolean isPersons(Hit named) {
        return named.method() == Method.CHECKSUM
                || Set.of("phone_number", "email").contains(named.type());
    }

    private static void drop(List<Hit> hits, Witness witness) {
        for (Hit hit : hits) {
            drop(hit, witness);
        }
    }

    private static void drop(Hit hit, Witness witness) {
        witness.dropped(hit.node(), hit.type(), hit.value(), Dropped.Why.TOLD_OTHERWISE);
    }

    private static boolean refines(Hit named, List<Hit> checked) {
        return checked.isEmpty()
                || named.method() == Method.CHECKSUM
                || Set.of("guardian_id", "driver_licence", "residence_permit_hmt")
                        .contains(named.type());
    }
}
