package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the exposures of a session say together: how often a type went to a recipient, at which intervals, what went beside
 * it. Computed once, in order of time. One message that holds a type in several places sends it once.
 */
final class Recurrence {
    /** The requests of one page, or the pieces of one upload, follow each other like this and are one occasion. */
    private static final Duration TOGETHER = Duration.ofSeconds(3);

    private static final Duration LONGEST_OCCASION = Duration.ofSeconds(10);
    private static final Set<String> FRESH = Set.of("scene_enter", "user_refresh", "launch", "first_launch");

    private final Map<Integer, Sending> byIndex = new HashMap<>();
    private final Map<Integer, Integer> sentByFlow = new HashMap<>();

    /**
     * One exposure among the others.
     *
     * @param series when its type went to its recipient in its direction, in order
     * @param nth its place in the series, from 1
     * @param occasions when each occasion of the series began
     * @param occasion its place among them, from 1
     * @param sinceFresh how many occasions, its own included, began since a scene was entered or refreshed
     * @param beside the other types of the same message
     * @param people different values of its type in the same message
     * @param repeated whether the same value had gone the same way before
     * @param sentBefore whether its type had been sent to its recipient before
     * @param inOtherScene whether its type had been sent to anyone before the present scene began
     */
    record Sending(
            List<Instant> series,
            int nth,
            List<Instant> occasions,
            int occasion,
            int sinceFresh,
            List<String> beside,
            int people,
            boolean repeated,
            boolean sentBefore,
            boolean inOtherScene) {

        /** How many of the series lie in the window that ends with this one. */
        int within(Duration window) {
            return within(window, series, nth);
        }

        /** How many occasions began in the window that ends with this one's. */
        int occasions(Duration window) {
            return within(window, occasions, occasion);
        }

        private static int within(Duration window, List<Instant> times, int nth) {
            Instant from = times.get(nth - 1).minus(window);
            return nth - countUntil(times.subList(0, nth), from.plusNanos(1));
        }

        /** How many times as often it was sent as this allows, up to and with this one; 0 if no more often. */
        double faster(Frequency allowed) {
            boolean stream = allowed.window().dividedBy(allowed.times()).compareTo(LONGEST_OCCASION) < 0;
            List<Instant> times = stream ? series : occasions;
            int place = stream ? nth : occasion;
            if (place <= allowed.times()) {
                return 0;
            }
            Duration taken = Duration.between(times.get(place - 1 - allowed.times()), times.get(place - 1));
            double ratio = allowed.window().toMillis() / Math.max(1.0, taken.toMillis());
            return ratio > 1 ? ratio : 0;
        }

        /** Standard deviation of the intervals of the series over their mean; -1 for less than two intervals. */
        double irregularity() {
            int intervals = series.size() - 1;
            if (intervals < 2) {
                return -1;
            }
            double mean = meanMillis();
            double sum = 0;
            for (int i = 0; i < intervals; i++) {
                double off = Duration.between(series.get(i), series.get(i + 1)).toMillis() - mean;
                sum += off * off;
            }
            return mean == 0 ? -1 : Math.sqrt(sum / intervals) / mean;
        }

        /** Mean interval of the series; -1 if there is none. */
        double meanMillis() {
            int intervals = series.size() - 1;
            return intervals < 1
                    ? -1
                    : Duration.between(series.get(0), series.get(intervals)).toMillis() / (double) intervals;
        }
    }

    private record Way(String type, String recipient, Direction direction) {}

    private record Letter(int flow, Direction direction, Instant at) {}

    private static final class Series {
        private final List<Instant> times = new ArrayList<>();
        private final List<Instant> occasions = new ArrayList<>();
        private final Map<Letter, Integer> occasionOf = new HashMap<>();
        private final Map<Letter, Integer> places = new HashMap<>();
        private final Set<String> values = new HashSet<>();

        /** The place of a message in the series; messages come in order. */
        int place(Letter letter) {
            Integer known = places.get(letter);
            if (known != null) {
                return known;
            }
            Instant at = letter.at();
            boolean sameOccasion = !times.isEmpty()
                    && !at.isAfter(times.get(times.size() - 1).plus(TOGETHER))
                    && !at.isAfter(occasions.get(occasions.size() - 1).plus(LONGEST_OCCASION));
            if (!sameOccasion) {
                occasions.add(at);
            }
            times.add(at);
            places.put(letter, times.size());
            occasionOf.put(letter, occasions.size());
            return times.size();
        }
    }

    Recurrence(List<Case> exposures, SessionFacts session) {
        Timeline timeline = session.timeline();
        List<Case> inOrder = new ArrayList<>(exposures);
        inOrder.sort(Comparator.comparing(Case::at));
        Map<Letter, Set<String>> types = new HashMap<>();
        Map<Letter, Map<String, Set<String>>> values = new HashMap<>();
        for (Case c : inOrder) {
            types.computeIfAbsent(letter(c), k -> new TreeSet<>()).add(type(c));
            values.computeIfAbsent(letter(c), k -> new HashMap<>())
                    .computeIfAbsent(type(c), k -> new HashSet<>())
                    .add(c.exposure().digest());
        }
        Map<Way, Series> ways = new HashMap<>();
        Map<String, Instant> firstSent = new HashMap<>();
        for (Case c : inOrder) {
            Exposure e = c.exposure();
            Letter letter = letter(c);
            Series series = ways.computeIfAbsent(
                    new Way(type(c), c.attributed().recipient().id(), e.direction()), k -> new Series());
            int place = series.place(letter);
            int occasion = series.occasionOf.getOrDefault(letter, 1);
            Series sent = ways.get(new Way(type(c), c.attributed().recipient().id(), Direction.REQUEST));
            boolean sentBefore =
                    sent != null && !sent.times.isEmpty() && sent.times.get(0).isBefore(c.at());
            Instant fresh = timeline.latest(FRESH, c.at()).orElse(Instant.MIN);
            Instant scene = timeline.latest(Set.of("scene_enter"), c.at()).orElse(Instant.MIN);
            int sinceFresh = occasion - countUntil(series.occasions.subList(0, occasion), fresh);
            Instant first = firstSent.get(type(c));
            byIndex.put(
                    c.subject().orElseThrow().index(),
                    new Sending(
                            series.times,
                            place,
                            series.occasions,
                            occasion,
                            sinceFresh,
                            types.getOrDefault(letter, Set.of()).stream()
                                    .filter(t -> !t.equals(type(c)))
                                    .toList(),
                            values.getOrDefault(letter, Map.of())
                                    .getOrDefault(type(c), Set.of())
                                    .size(),
                            !series.values.add(e.digest()),
                            sentBefore,
                            first != null && first.isBefore(scene)));
            if (e.direction() == Direction.REQUEST) {
                firstSent.putIfAbsent(type(c), c.at());
                if (!session.types().isBaseline(type(c))) {
                    sentByFlow.merge(c.flow(), 1, Integer::sum);
                }
            }
        }
    }

    /** How many of these instants, in order, lie before another. */
    private static int countUntil(List<Instant> inOrder, Instant end) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder.get(middle).isBefore(end)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String type(Case c) {
        return c.exposure().dataType();
    }

    private static Letter letter(Case c) {
        return new Letter(c.flow(), c.exposure().direction(), c.at());
    }

    Sending of(int index) {
        return Objects.requireNonNull(byIndex.get(index), "an exposure of this session");
    }

    /** How much personal data the request of a flow carried, beside what every connection carries. */
    int sentBy(int flow) {
        return sentByFlow.getOrDefault(flow, 0);
    }
}
