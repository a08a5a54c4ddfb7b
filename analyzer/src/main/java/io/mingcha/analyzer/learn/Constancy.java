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
import org.jspecify.annotations.Nullable;

/**
 * Ids that say too little in each request and enough in all of them: what an app sends its own servers under the usual name of an
 * account or a device, always the same and with most of what it asks, is its user's or its own. Who is looked at, what is controlled
 * and what a form is about changes, or a server says it first. One host may hear it with all that it is asked while others of the
 * same company are told of other things, so that each counts by itself too. Exchanges come in their order.
 */
public final class Constancy {
    /** Beyond so many a name is not watched; an app has a handful. */
    private static final int MOST_NAMES = 4_000;

    /** It is told in so many exchanges, which are opened once more for it. */
    private static final int MOST_TOLD = 50;

    private static final int[] NONE = {};

    private final Lessons lessons;
    private final Map<Place, Sent> places = new HashMap<>();
    private final Map<Place, Integer> asked = new HashMap<>();

    /** @param whole of all hosts of a recipient, or of one */
    private record Place(boolean whole, String server, String name) {}

    /** Who is asked. */
    public record Server(String recipient, String host) {
        private Place whole(String name) {
            return new Place(true, recipient, name);
        }

        private Place alone(String name) {
            return new Place(false, host, name);
        }
    }

    /** What was sent under one name. */
    private static final class Sent {
        private final String value;
        private final long print;
        private final String firstTarget;
        /** To all hosts of the same recipient, if this is to one. */
        private final @Nullable Sent whole;

        private int[] untold = NONE;
        private boolean severalTargets;
        private boolean others;
        private int exchanges;
        private int first = -1;
        private int last = -1;

        Sent(String value, long print, String target, @Nullable Sent whole) {
            this.value = value;
            this.print = print;
            this.firstTarget = target;
            this.whole = whole;
        }
    }

    public Constancy(Lessons lessons) {
        this.lessons = lessons;
    }

    /**
     * Takes a request.
     *
     * @param path without its query, but for what is asked
     * @param own whether it goes to the app's own servers, or to some that nobody knows
     */
    public void note(int flow, Server to, String path, boolean own, List<Unbacked.Value> values) {
        asked.merge(to.whole(""), 1, Integer::sum);
        asked.merge(to.alone(""), 1, Integer::sum);
        for (Unbacked.Value value : values) {
            if (value.standing() == Standing.UNLIKE && isNone(value.value())
                    || !own && lessons.constant().isAccount(value.name())
                    || !lessons.constant().mayBeOf(value, to.host())) {
                continue;
            }
            String target = to.host() + path + lessons.constant().asked().beside(value.node());
            Sent whole = sent(to.whole(value.name()), target, value, null);
            if (whole != null) {
                note(whole, flow, target, value);
                Sent alone = sent(to.alone(value.name()), target, value, whole);
                if (alone != null) {
                    note(alone, flow, target, value);
                }
            }
        }
    }

    private @Nullable Sent sent(Place place, String target, Unbacked.Value value, @Nullable Sent whole) {
        Sent sent = places.get(place);
        if (sent == null && places.size() < MOST_NAMES) {
            sent = new Sent(value.value(), lessons.form().print(value.value()), target, whole);
            places.put(place, sent);
        }
        return sent;
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
    public Optional<String> typeOf(int flow, Server to, Unbacked.Value value, Learning learning) {
        return value.standing() == Standing.NAMED
                        && (isConstant(to.whole(value.name()), flow, learning)
                                || isConstant(to.alone(value.name()), flow, learning))
                ? Optional.of(value.type())
                : Optional.empty();
    }

    private boolean isConstant(Place place, int flow, Learning learning) {
        Sent sent = places.get(place);
        return sent != null && Arrays.binarySearch(sent.untold, flow) >= 0 && isConstant(place, sent, learning);
    }

    /** Who is looked at may be so twice by chance; of a device's that was drawn nobody is sent another's twice unless a server said it. */
    private int enough(Place place, Sent sent) {
        Lessons.Constant wanted = lessons.constant();
        return !wanted.isAccount(place.name()) && lessons.isDrawn(sent.value) ? wanted.drawn() : wanted.exchanges();
    }

    private boolean isConstant(Place place, Sent sent, Learning learning) {
        Lessons.Constant wanted = lessons.constant();
        // who is looked at on one of its hosts may be constant there
        boolean another = sent.others || sent.whole != null && sent.whole.others && wanted.isAccount(place.name());
        return !another
                && sent.untold.length > 0
                && sent.severalTargets
                && sent.exchanges >= enough(place, sent)
                && sent.exchanges
                        >= wanted.share() * asked.getOrDefault(new Place(place.whole(), place.server(), ""), 0)
                && sent.print != Form.NONE
                && !learning.isOwnOfTheApp(sent.print)
                && !learning.isSaid(sent.print, wanted.isAccount(place.name()) ? sent.first : Integer.MAX_VALUE);
    }
}
