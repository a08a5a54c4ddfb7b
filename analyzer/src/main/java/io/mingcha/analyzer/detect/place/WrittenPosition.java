package io.mingcha.analyzer.detect.place;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position that is not written in decimal degrees. Degrees.
 *
 * @param start and {@code end} of it within the text
 */
record WrittenPosition(double latitude, double longitude, int start, int end) {
    private static final String SEXAGESIMAL =
            "([NSEW北南东西]?)\\s*(\\d{1,3})[°º度]\\s*(\\d{1,2}(?:\\.\\d+)?)['′’分]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)[\"″”秒]?)?\\s*([NSEW北南东西]?)";
    private static final Pattern DEGREES = Pattern.compile(SEXAGESIMAL + "[,;，；\\s]*" + SEXAGESIMAL);
    /** NMEA 0183: ddmm.mmmm,N,dddmm.mmmm,E. */
    private static final Pattern NMEA =
            Pattern.compile("(\\d{2})(\\d{2}\\.\\d{2,8}),([NS]),(\\d{3})(\\d{2}\\.\\d{2,8}),([EW])");

    /** About 150 m. */
    static final int SHORTEST_GEOHASH = 7;
    /** Of one of seven letters. Degrees. */
    static final double HALF_A_CELL = 90.0 / (1 << 17);

    /** Exif 2.32 §4.6.6 (GPSLatitude) as Android's ExifInterface gives it: degrees, minutes and seconds. */
    private static final Pattern FRACTIONS = Pattern.compile("(\\d{1,3})/1, ?(\\d{1,2})/1, ?(\\d{1,10})/(1|10{1,7})");

    private static final String GEOHASH_LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz";

    /** The position in degrees and minutes within a text. */
    static Optional<WrittenPosition> inMinutes(String text) {
        if (text.indexOf('°') >= 0 || text.indexOf('º') >= 0 || text.indexOf('度') >= 0) {
            Matcher m = DEGREES.matcher(text);
            if (m.find()) {
                return Optional.of(new WrittenPosition(degrees(m, 0), degrees(m, 5), m.start(), m.end()));
            }
        }
        if (text.indexOf(',') >= 0 && (text.contains(",N,") || text.contains(",S,"))) {
            Matcher m = NMEA.matcher(text);
            if (m.find()) {
                double latitude = Integer.parseInt(m.group(1)) + Double.parseDouble(m.group(2)) / 60;
                double longitude = Integer.parseInt(m.group(4)) + Double.parseDouble(m.group(5)) / 60;
                return Optional.of(new WrittenPosition(
                        m.group(3).equals("S") ? -latitude : latitude,
                        m.group(6).equals("W") ? -longitude : longitude,
                        m.start(),
                        m.end()));
            }
        }
        return Optional.empty();
    }

    /** Degrees that are written as {@code 31/1,11/1,4031/100}; NaN for anything else. */
    static double ofFractions(String text) {
        Matcher m = FRACTIONS.matcher(text);
        return m.matches()
                ? Integer.parseInt(m.group(1))
                        + Integer.parseInt(m.group(2)) / 60.0
                        + Long.parseLong(m.group(3)) / Double.parseDouble(m.group(4)) / 3600
                : Double.NaN;
    }

    private static double degrees(Matcher m, int group) {
        double seconds = m.group(group + 4) == null ? 0 : Double.parseDouble(m.group(group + 4));
        double degrees =
                Integer.parseInt(m.group(group + 2)) + Double.parseDouble(m.group(group + 3)) / 60 + seconds / 3600;
        String side = m.group(group + 1) + m.group(group + 5);
        return side.matches(".*[SW南西].*") ? -degrees : degrees;
    }

    /** Whether the whole text is seven letters of a geohash or more. */
    static boolean isGeohash(String text) {
        if (text.length() < SHORTEST_GEOHASH || text.length() > 12) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'b' && c <= 'z' && c != 'i' && c != 'l' && c != 'o';
            if (!letter && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** The letter that the geohash of a place begins with: an eighth of the way round, a quarter of the way from pole to pole. */
    static char firstOfGeohash(double latitude, double longitude) {
        int east = (int) Math.min(7, Math.max(0, (longitude + 180) / 45));
        int north = (int) Math.min(3, Math.max(0, (latitude + 90) / 45));
        return GEOHASH_LETTERS.charAt(
                (east & 4) << 2 | (north & 2) << 2 | (east & 2) << 1 | (north & 1) << 1 | east & 1);
    }

    /** The middle of a geohash that is a whole text, of seven letters (about 150 m) or more. */
    static Optional<WrittenPosition> ofGeohash(String text) {
        if (!isGeohash(text)) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        int bits = 5 * text.length();
        for (int i = 0; i < bits; i++) {
            int value = GEOHASH_LETTERS.indexOf(text.charAt(i / 5));
            halves[i & 1] = halves[i & 1] << 1 | value >> 4 - i % 5 & 1;
        }
        return Optional.of(new WrittenPosition(
                middle(180, halves[1], bits / 2), middle(360, halves[0], bits - bits / 2), 0, text.length()));
    }

    /** The middle of the part of a range around zero that these bits choose by halving it, one bit each. */
    private static double middle(int range, long bits, int count) {
        return (double) range * (2 * bits + 1) / (2L << count) - range / 2;
    }
}
