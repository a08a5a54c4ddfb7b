package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.TrafficCount;
import io.mingcha.sessions.device.TrafficCount.Series;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Android counts by user id ({@code NetworkStatsService}). What goes over the loopback is not in it, so neither is what
 * takes a port that adb brings here.
 */
final class NetStats {
    /** Counts are brought up to date now and then only, unless that is asked for. */
    private static final String POLL = "dumpsys netstats --poll";

    private static final String ASK = "dumpsys netstats detail";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Pattern BEGINS = Pattern.compile("(?:Detailed )?UID stats:");
    private static final Pattern HEADING = Pattern.compile("[A-Za-z][A-Za-z0-9 _()-]*:");
    private static final Pattern HISTORY = Pattern.compile("(?:Complete history|History).*:");
    private static final Pattern OWNER =
            Pattern.compile("(ident=.*) uid=(-?\\d{1,10}) set=(\\w+) tag=0x0+(?![0-9a-fA-F]).*");
    private static final Pattern START = Pattern.compile("\\b(?:st|bucketStart)=(\\d{1,18})\\b");
    private static final Pattern RECEIVED = Pattern.compile("\\b(?:rb|rxBytes)=(\\d{1,18})\\b");
    private static final Pattern SENT = Pattern.compile("\\b(?:tb|txBytes)=(\\d{1,18})\\b");
    /** Beside these there are sets that count what a VPN carries a second time. */
    private static final Set<String> SETS = Set.of("DEFAULT", "FOREGROUND");

    private final Shell shell;

    NetStats(Shell shell) {
        this.shell = shell;
    }

    /** Nothing if the device does not say. */
    Optional<TrafficCount> read() {
        try {
            shell.run(POLL, LIMIT);
            return parse(shell.run(ASK, LIMIT).text());
        } catch (DeviceTrouble trouble) {
            if (trouble.kind() == DeviceTrouble.Kind.TIMEOUT) {
                return Optional.empty();
            }
            throw trouble;
        }
    }

    /** As Android 4 to 15 print it; lines that are none of these are passed over. */
    static Optional<TrafficCount> parse(String dump) {
        Map<Series, Long> counts = new HashMap<>();
        boolean seen = false;
        boolean within = false;
        Optional<Matcher> owner = Optional.empty();
        for (String whole : dump.lines().toList()) {
            String line = whole.strip();
            if (BEGINS.matcher(line).matches()) {
                within = true;
                seen = true;
                owner = Optional.empty();
            } else if (HEADING.matcher(line).matches() && !HISTORY.matcher(line).matches()) {
                within = false;
            } else if (within && line.startsWith("ident=")) {
                owner = Optional.of(OWNER.matcher(line))
                        .filter(Matcher::matches)
                        .filter(m -> SETS.contains(m.group(3)));
            } else if (within && owner.isPresent()) {
                count(owner.get(), line, counts);
            }
        }
        return seen ? Optional.of(new TrafficCount(counts)) : Optional.empty();
    }

    private static void count(Matcher owner, String line, Map<Series, Long> counts) {
        Matcher start = START.matcher(line);
        Matcher received = RECEIVED.matcher(line);
        Matcher sent = SENT.matcher(line);
        if (start.find() && received.find() && sent.find()) {
            long uid = Long.parseLong(owner.group(2));
            if (uid >= 0 && uid <= Integer.MAX_VALUE) {
                counts.merge(
                        new Series((int) uid, owner.group(1) + ' ' + owner.group(3) + ' ' + start.group(1)),
                        Long.parseLong(received.group(1)) + Long.parseLong(sent.group(1)),
                        Long::sum);
            }
        }
    }
}
