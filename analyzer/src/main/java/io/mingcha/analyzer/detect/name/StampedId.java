package io.mingcha.analyzer.detect.name;

/**
 * The ids that Mixpanel's library for pages makes, and those that were modelled on it (Sensors Data, Umeng, Zhuge, Meituan): a moment in
 * milliseconds and what chance, the browser and its screen add, and the moment once more. Nobody else writes so, hence no name matters.
 */
final class StampedId {
    private static final int SHORTEST = 46;
    private static final int LONGEST = 70;
    private static final int PARTS = 5;
    /** Of a moment between 2004 and 2527, in digits of sixteen. */
    private static final int DIGITS = 11;

    private static final long EARLIEST = 1_262_304_000_000L;
    private static final long LATEST = 2_051_222_400_000L;
    /** What it takes to make an id, on a slow telephone. */
    private static final long MAKING = 60_000;

    private StampedId() {}

    static boolean is(String value) {
        if (value.length() < SHORTEST || value.length() > LONGEST || value.charAt(0) != '1' || !isHexAndDashes(value)) {
            return false;
        }
        String[] parts = value.split("-", PARTS + 1);
        if (parts.length != PARTS
                || !isMade(parts[0])
                || !isMade(parts[PARTS - 1])
                || parts[1].length() < DIGITS
                || parts[2].length() < 6
                || parts[3].length() < 5) {
            return false;
        }
        long first = moment(parts[0]);
        long last = moment(parts[PARTS - 1]);
        return first >= EARLIEST && last <= LATEST && last >= first && last - first <= MAKING;
    }

    private static boolean isMade(String part) {
        return part.length() > DIGITS && part.length() <= DIGITS + 6;
    }

    private static long moment(String part) {
        return Long.parseLong(part.substring(0, DIGITS), 16);
    }

    private static boolean isHexAndDashes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '-' && (c >= 0x80 || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return true;
    }
}
