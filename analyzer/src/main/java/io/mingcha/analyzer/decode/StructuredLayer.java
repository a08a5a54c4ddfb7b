package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/**
 * Opens bytes of a form that neither magic nor schema tells: protobuf, MessagePack, CBOR, BSON, Thrift, JCE, and frames of gRPC. All that may be are
 * read, and the reading that chance explains least is taken, if chance does not explain it.
 */
final class StructuredLayer {
    private static final List<BinaryForm> FORMS = List.of(
            new BsonForm(),
            new ThriftBinaryForm(),
            new ThriftCompactForm(),
            new JceForm(),
            new MessagePackForm(),
            new CborForm(),
            new ProtobufForm(),
            new DelimitedForm());

    private static final int SHORTEST = 6;

    private record Candidate(String name, Draft draft, int weight) {}

    private StructuredLayer() {}

    /** Adds what could be read; false, and nothing added, if the bytes are of none of the forms. */
    static boolean open(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        if (s.length() < SHORTEST) {
            return false;
        }
        if (GrpcLayer.looksLike(s)) {
            return GrpcLayer.open(node, s, opening, bytes, depth);
        }
        Optional<Candidate> best = best(node, s, opening);
        best.ifPresent(c -> {
            Node layer = node.layer(c.name() + " $", Node.Kind.OBJECT);
            c.draft().write(layer, s, opening, bytes, depth);
        });
        return best.isPresent();
    }

    /** Whether the bytes are of one of the forms. */
    static boolean looksLike(Slice s, Opening opening) {
        return s.length() >= SHORTEST
                && (GrpcLayer.looksLike(s)
                        || best(Node.root(Location.BODY, "", 0, 0), s, opening).isPresent());
    }

    private static Optional<Candidate> best(Node node, Slice s, Opening opening) {
        Optional<Candidate> best = Optional.empty();
        for (BinaryForm form : FORMS) {
            if (form.mayBegin(s) && opening.works(node, s.length())) {
                Reading reading = new Reading(s, opening.limits);
                try {
                    Draft draft = form.read(reading);
                    int weight = reading.evidence.weight();
                    if (reading.evidence.isEnough()
                            && !draft.isEmpty()
                            && (best.isEmpty() || weight > best.get().weight())) {
                        best = Optional.of(new Candidate(form.name(), draft, weight));
                    }
                } catch (Malformed end) {
                    if (Reading.isLimit(end) && reading.evidence.isEnough()) {
                        opening.limit(
                                node,
                                Text.of(
                                        form.name() + "，" + end.reason().zh(),
                                        form.name() + ", " + end.reason().en()));
                    }
                }
            }
        }
        return best;
    }
}
