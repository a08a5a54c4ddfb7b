package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.CheckDigitDetector;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Clues;
import io.mingcha.analyzer.detect.known.Fold;
import io.mingcha.analyzer.detect.known.KnownValueDetector;
import io.mingcha.analyzer.detect.known.KnownValues;
import io.mingcha.analyzer.detect.known.SaltedDigests;
import io.mingcha.analyzer.detect.name.Beside;
import io.mingcha.analyzer.detect.name.EndpointDetector;
import io.mingcha.analyzer.detect.name.Entrance;
import io.mingcha.analyzer.detect.name.NamedFieldDetector;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.place.PositionDetector;
import io.mingcha.flows.Exposure.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one value is told as: every way of finding is asked, and of several answers the one that knows most is kept. A known value
 * says more than the vendor's word, that more than a check digit or a name.
 */
final class LeafDetector {
    /** So sure is what nothing else speaks for. */
    private static final double UNBACKED = 0.65;

    private final KnownValueDetector knownValues;
    private final CheckDigitDetector checkDigits;
    private final NamedFieldDetector namedFields;
    private final PositionDetector positions;
    private final SaltedDigests saltedDigests;
    private final Clues clues;
    private final EndpointDetector endpoints;
    private final Entrance entrance;
    private final Discard discard;
    private final FieldNames fields;
    /** Types that things have too. */
    private final Set<String> soft;

    LeafDetector(
            Catalogue catalogue,
            Discard discard,
            KnownValues known,
            KnownValueDetector knownValues,
            NamedFieldDetector namedFields,
            PositionDetector positions,
            SaltedDigests saltedDigests,
            EndpointDetector endpoints) {
        this.knownValues = knownValues;
        this.namedFields = namedFields;
        this.positions = positions;
        this.saltedDigests = saltedDigests;
        this.endpoints = endpoints;
        this.discard = discard;
        fields = catalogue.fields();
        soft = fields.rules().stream()
                .filter(FieldRule::soft)
                .map(FieldRule::type)
                .collect(Collectors.toSet());
        checkDigits = new CheckDigitDetector(catalogue.fields(), discard);
        clues = new Clues(known.digestible());
        entrance = new Entrance(catalogue.fields(), discard);
    }

    /**
     * Adds what is found to the search.
     *
     * @param list the type of the list that the value stands in, as {@link Search#NO_LIST}
     */
    void find(Node leaf, Search search, String list) {
        List<Hit> hits = search.hits();
        Witness witness = search.witness();
        List<Hit> byValue = named(leaf, unrepeated(leaf, knownValues.find(leaf, witness), hits));
        search.add(byValue);
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
        if (!list.equals(Search.NO_LIST)) {
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
                Beside.add(leaf, byValue, checkDigits, namedFields, search.message(), hits);
            }
            return;
        }
        List<Hit> checked = checkDigits.find(leaf, witness);
        if (!search.request()) {
            search.add(checked);
            return;
        }
        boolean placed = hits.size() > before;
        Optional<Hit> named = placed ? Optional.empty() : namedFields.find(leaf, witness);
        if (named.isPresent()
                && (isPiece(named.get(), hits)
                        || isToldAbove(named.get(), hits)
                        || isOfWhatIsSought(named.get(), search))) {
            named = Optional.empty();
        }
        List<Hit> within = placed || named.isPresent() ? List.of() : namedFields.within(leaf, search.message());
        Optional<Hit> told = named.isPresent() || within.isEmpty() ? named : Optional.of(within.get(0));
        if (!search.expected().isNothing() && declared(leaf, search, before, checked, told)) {
            return;
        }
        // A field's name says whose number it is: a guardian's, a student's.
        if (named.isPresent() && refines(named.get(), checked)) {
            hits.add(named.get());
            search.drop(checked);
        } else {
            search.add(checked);
            if (named.isPresent()) {
                search.drop(named.get());
            }
            Beside.add(leaf, checked, within, hits);
            if (told.isEmpty() && checked.isEmpty()) {
                Optional<Hit> handedIn = entrance.find(leaf, search.message());
                if (handedIn.isPresent()) {
                    hits.add(handedIn.get());
                }
            }
        }
    }

    /** Every request is signed and numbered, and each new salt costs hundreds of digests. */
    private boolean maySalt(Node leaf) {
        return !saltedDigests.isEmpty() && SaltedDigests.isShaped(leaf.text()) && !discard.isSignature(leaf.key());
    }

    /** Whether it is a part of a known value that this and the field beside it hold together. */
    private static boolean isPiece(Hit named, List<Hit> hits) {
        for (int i = 0; i < hits.size(); i++) {
            Hit known = hits.get(i);
            if (known.method() == Method.KNOWN_VALUE
                    && known.type().equals(named.type())
                    && isPiece(named.node(), known)) {
                return true;
            }
        }
        return false;
    }

    /** What a filter or a search asks of things, {@code /jobs/filter?degree=…}, is nobody's unless something of a person stands beside it. */
    private boolean isOfWhatIsSought(Hit named, Search search) {
        if (named.confidence() > UNBACKED
                || !soft.contains(named.type())
                || !named.node().keyAround().isEmpty()) {
            return false;
        }
        List<String> steps = search.message().steps();
        return !steps.isEmpty() && fields.holdsThings(steps.get(steps.size() - 1));
    }

    /** Whether the text that this is coded in was told as the same by the same name. */
    private static boolean isToldAbove(Hit named, List<Hit> hits) {
        Node leaf = named.node();
        if (leaf.layer().isEmpty()) {
            return false;
        }
        for (int i = hits.size() - 1; i >= 0; i--) {
            Hit before = hits.get(i);
            if (before.type().equals(named.type()) && isOver(leaf, before.node())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOver(Node leaf, Node value) {
        Node at = leaf;
        while (!at.layer().isEmpty() && at.parent().isPresent()) {
            at = at.parent().get();
            if (at == value) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPiece(Node leaf, Hit known) {
        return known.node().parent().equals(leaf.parent())
                && !Fold.of(known.node().text()).contains(Fold.of(known.value()))
                && Fold.of(known.value()).contains(Fold.of(leaf.text().strip()));
    }

    /** Of a value that is two things to the persona, as a number that is a guardian's too, the name of the field says which is meant. */
    private List<Hit> named(Node leaf, List<Hit> byValue) {
        if (byValue.size() < 2 || byValue.stream().map(Hit::type).distinct().count() < 2) {
            return byValue;
        }
        Optional<String> type = namedFields.find(leaf, Witness.NOBODY).map(Hit::type);
        boolean whole = byValue.stream()
                .allMatch(h -> h.offset() == byValue.get(0).offset()
                        && h.length() == byValue.get(0).length());
        List<Hit> meant = byValue.stream()
                .filter(h -> type.filter(h.type()::equals).isPresent())
                .toList();
        return whole && !meant.isEmpty() ? meant : byValue;
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
                                || named.filter(LeafDetector::isPersons)
                                        .filter(hit -> !hit.type()
                                                .equals(found.get().hit().type()))
                                        .isPresent());
        if (tellsMore) {
            search.drop(found.get().hit());
            return false;
        }
        search.drop(positionsHere);
        search.drop(checked);
        named.ifPresent(hit -> search.drop(hit));
        positionsHere.clear();
        search.hits().add(found.get().hit());
        return true;
    }

    private static boolean isPersons(Hit named) {
        return named.method() == Method.CHECKSUM
                || Set.of("phone_number", "email").contains(named.type());
    }

    private static boolean refines(Hit named, List<Hit> checked) {
        return checked.isEmpty()
                || named.method() == Method.CHECKSUM
                || Set.of("guardian_id", "driver_licence", "residence_permit_hmt")
                        .contains(named.type());
    }
}
