package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The device's clock by the best of several samples: the shortest round trip leaves the least room for error. */
final class Clock {
    private static final int SAMPLES = 7;
    /** The shell's own variable, without a process that would have to start first; the last is all that old ones know. */
    private static final String[] WAYS = {"echo $EPOCHREALTIME", "date +%s%N", "date +%s"};

    private static final Pattern SECONDS = Pattern.compile("(\\d{9,11})[.,](\\d{1,9})");
    private static final Pattern NANOS = Pattern.compile("\\d{18,20}");
    private static final Pattern WHOLE = Pattern.compile("\\d{9,11}");

    private final Shell shell;
    private final String serial;

    Clock(Shell shell, String serial) {
        this.shell = shell;
        this.serial = serial;
    }

    /**
     * A time that was read.
     *
     * @param step how coarse it is
     */
    private record Told(Instant time, Duration step) {}

    ClockReading read() {
        for (String way : WAYS) {
            Optional<ClockReading> best = Optional.empty();
            for (int i = 0; i < SAMPLES; i++) {
                Optional<ClockReading> sample = sample(way);
                if (sample.isEmpty()) {
                    break;
                }
                if (best.isEmpty()
                        || sample.get().uncertain().compareTo(best.get().uncertain()) < 0) {
                    best = sample;
                }
            }
            if (best.isPresent()) {
                return best.get();
            }
        }
        throw Troubles.refused(serial, WAYS[WAYS.length - 1], "no time");
    }

    private Optional<ClockReading> sample(String way) {
        Instant asked = Instant.now();
        long start = System.nanoTime();
        String said = shell.text(way);
        Duration trip = Duration.ofNanos(System.nanoTime() - start);
        return told(said).map(told -> {
            Duration half = trip.dividedBy(2);
            Duration step = told.step().dividedBy(2);
            Instant middle = asked.plus(half);
            return new ClockReading(middle, Duration.between(middle, told.time().plus(step)), half.plus(step));
        });
    }

    private static Optional<Told> told(String said) {
        Matcher seconds = SECONDS.matcher(said);
        if (seconds.matches()) {
            String fraction = (seconds.group(2) + "000000000").substring(0, 9);
            return Optional.of(new Told(
                    Instant.ofEpochSecond(Long.parseLong(seconds.group(1)), Long.parseLong(fraction)),
                    Duration.ofNanos(1000)));
        }
        if (NANOS.matcher(said).matches()) {
            int cut = said.length() - 9;
            return Optional.of(new Told(
                    Instant.ofEpochSecond(Long.parseLong(said.substring(0, cut)), Long.parseLong(said.substring(cut))),
                    Duration.ofNanos(1)));
        }
        return WHOLE.matcher(said).matches()
                ? Optional.of(new Told(Instant.ofEpochSecond(Long.parseLong(said)), Duration.ofSeconds(1)))
                : Optional.empty();
    }
}
