package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.learn.Unbacked.Standing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ids that say too little in each request and enough in all of them: what an app sends its own servers under the usual name of an
 * account or a device, always the same and with most of what it asks, is its user's or its own. Who is looked at, what is controlled
 * and what a form is about changes, or a server says it first. Exchanges come in their order.
 */
public final class Constancy {
    /** Beyond so many a name is not watched; an app has a handful. */
    private static final int MOST_NAMES = 2_000;

    /** It is told in so many exchanges, which are opened once more for it. */
    private static final int MOST_TOLD = 50;

    private static final int[] NONE = {};

    private final Lessons lessons;
    private final Map<Place, Sent> places = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    private record Place(String recipient, String name) {}

    /** What was sent under one name. */
    private static final class Sent {
        private final String value;
        private final long print;
        private final String type;
        private final String firstTarget;
        private int[] untold = NONE;
        private boolean severalTargets;
        private boolean others;
        private int exchanges;
        private int first = -1;
        private int last = -1;

        Sent(String value, long print, String type, String target) {
            this.value = value;
            this.print = print;
            this.type = type;
            this.firstTarget = target;
        }
    }

    public Constancy(Lessons lessons) {
        this.lessons = lessons;
    }

    /**
     * Takes a request.
     *
     * @param target the path without its query
     * @param own whether it goes to the app's own servers, or to some that nobody knows
     */
    public void note(int flow, String recipient, String target, boolean own, List<Unbacked.Value> values) {
        asked.merge(recipient, 1, Integer::sum);
        for (Unbacked.Value value : values) {
            if (value.standing() == Standing.UNLIKE && isNone(value.value())
                    || !own && lessons.constant().isAccount(value.name())) {
                continue;
            }
            Place place = new Place(recipient, value.name());
            Sent sent = places.get(place);
            if (sent == null) {
                if (places.size() >= MOST_NAMES) {
                    continue;
                }
                sent = new Sent(value.value(), lessons.form().print(value.value()), value.type(), target);
                places.put(place, sent);
            }
            note(sent, flow, target, value);
        }
    }

    private static void note(Sent sent, int flow, String target, Unbacked.Value value) {
        if (sent.others || value.standing().isAnothers() || !sent.value.equals(value.value())) {
            sent.others = true;
            sent.untold = NONE;
            return;
        }
        if (sent.last != flow) {
            sent.exchanges++;
            sent.last = flow;
            sent.first = sent.first < 0 ? flow : sent.first;
        }
        sent.severalTargets |= !sent.firstTarget.equals(target);
        if (value.standing() == Standing.NAMED && sent.untold.length < MOST_TOLD) {
            sent.untold = Arrays.copyOf(sent.untold, sent.untold.length + 1);
            sent.untold[sent.untold.length - 1] = flow;
        }
    }

    /** Nobody is logged in. */
    private static boolean isNone(String value) {
        return value.length() < 2 || value.equals("-1");
    }

    /** The exchanges in which such ids stand that nothing else told. */
    public BitSet flows(Learning learning) {
        BitSet flows = new BitSet();
        places.forEach((place, sent) -> {
            if (isConstant(place, sent, learning)) {
                Arrays.stream(sent.untold).forEach(flows::set);
            }
        });
        return flows;
    }

    /** The prints of all such ids. */
    public Set<Long> prints(Learning learning) {
        return places.entrySet().stream()
                .filter(e -> isConstant(e.getKey(), e.getValue(), learning))
                .map(e -> e.getValue().print)
                .collect(Collectors.toSet());
    }

    /** The type of a value in one of these exchanges, if it is such an id. */
    public Optional<String> typeOf(int flow, String recipient, Unbacked.Value value, Learning learning) {
        Place place = new Place(recipient, value.name());
        Sent sent = places.get(place);
        return sent != null
                        && value.standing() == Standing.NAMED
                        && Arrays.binarySearch(sent.untold, flow) >= 0
                        && isConstant(place, sent, learning)
                ? Optional.of(sent.type)
                : Optional.empty();
    }

    private boolean isConstant(Place place, Sent sent, Learning learning) {
        Lessons.Constant wanted = lessons.constant();
        return !sent.others
                && sent.untold.length > 0
                && sent.severalTargets
                && sent.exchanges >= wanted.exchanges()
                && sent.exchanges >= wanted.share() * asked.getOrDefault(place.recipient(), 0)
                && sent.print != Form.NONE
                && !learning.isOwnOfTheApp(sent.print)
                && !learning.isSaid(sent.print, wanted.isAccount(place.name()) ? sent.first : Integer.MAX_VALUE);
    }
}
