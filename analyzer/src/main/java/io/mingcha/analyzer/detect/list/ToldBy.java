package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.ListShapes;
import io.mingcha.analyzer.catalogue.ListShapes.Recording;
import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.nobody.Things;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a picture or sound shows, by what is said of it: the name of its field, of its file, or what stands beside it. */
final class ToldBy {
    private static final int LONGEST = 80;
    private static final int ABOVE = 4;

    private final ListShapes lists;

    ToldBy(ListShapes lists) {
        this.lists = lists;
    }

    /** Whether a field or a file of the recording is called as the type's are. */
    boolean isTold(Recording recording, Node media) {
        if (recording.isCalled(media.key())) {
            return true;
        }
        Node field = field(media);
        String holder = field.keyAround();
        if (!holder.isEmpty() && !holder.equals(field.key()) && recording.isCalled(holder + "_" + field.key())) {
            return true;
        }
        return files(field).anyMatch(file -> recording.isOfFile(NameWords.stem(file, lists.fillers())));
    }

    /** The field that the recording is the value of, above the layers that it is coded in. */
    private static Node field(Node media) {
        Node at = media;
        for (int i = 0; i < ABOVE && !at.layer().isEmpty() && at.parent().isPresent(); i++) {
            at = at.parent().get();
        }
        return at;
    }

    /** Names that a part of a multipart message says of its file, and texts beside the field that say what it is. */
    private Stream<String> files(Node field) {
        Stream<Node> own = field.children().stream();
        Stream<Node> beside = field.fellows(Things.COMPANY).filter(other -> other != field);
        return Stream.concat(own, beside)
                .filter(node -> node.kind() == Node.Kind.TEXT
                        && node.layer().isEmpty()
                        && node.text().length() <= LONGEST
                        && NameWords.isOneOf(node.key(), lists.toldBy()))
                .map(Node::text);
    }

    /** Of what type a recording is, if anything tells: what is said of it, else the way that it takes. */
    Optional<Recording> of(Node media, int size, Decoded message) {
        List<Recording> fitting = lists.recordings().stream()
                .filter(r -> size >= r.least() && r.kinds().contains(media.layer()))
                .toList();
        Optional<Recording> told =
                fitting.stream().filter(r -> isTold(r, media)).findFirst();
        if (told.isPresent() || fitting.isEmpty()) {
            return told;
        }
        List<String> steps = message.steps();
        return fitting.stream().filter(r -> r.isOnWay(steps)).findFirst();
    }
}
