package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.known.Forms;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.List;

/**
 * What came of looking for one value in one exchange.
 *
 * @param types that it was looked for as
 * @param masked the value as it may be shown
 * @param unread what nobody can read, in which it may stand all the same
 */
public record Sought(List<String> types, String masked, Forms forms, List<Place> places, List<Unread> unread) {
    public Sought {
        types = List.copyOf(types);
        places = List.copyOf(places);
        unread = List.copyOf(unread);
    }

    /**
     * Where it stands.
     *
     * @param path as it may be shown
     * @param transform {@code plain}, how it is disguised, or the digest it was written as
     * @param whole whether it stands there for itself, not as a piece of something longer
     * @param kept what the analysis reports there
     * @param dropped what it looked at there and did not keep
     * @param searched false where nothing is looked for: in code, pictures and the proxy's own answers
     */
    public record Place(
            Direction direction,
            Node node,
            String path,
            String transform,
            boolean whole,
            List<Exposure> kept,
            List<Dropped> dropped,
            boolean searched) {
        public Place {
            kept = List.copyOf(kept);
            dropped = List.copyOf(dropped);
        }
    }

    /** Bytes that no layer explains. */
    public record Unread(String path, int length) {}
}
