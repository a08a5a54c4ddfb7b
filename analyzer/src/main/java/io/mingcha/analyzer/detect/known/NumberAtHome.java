package io.mingcha.analyzer.detect.known;

import java.util.LinkedHashSet;
import java.util.Set;

/** How a number that is known with the code of its country is written within it: {@code 06 12 87 45 93} for {@code +33612874593}. */
final class NumberAtHome {
    /** Countries whose codes have one digit or two (ITU-T E.164); all others have three. */
    private static final Set<String> ONE_OR_TWO = Set.of(
            "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
            "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
            "82", "84", "86", "90", "91", "92", "93", "94", "95", "98");

    private static final int SHORTEST = 8;
    private static final int LENGTH_IN_NORTH_AMERICA = 10;

    private NumberAtHome() {}

    /** @param written with a plus before the code of the country, however it is grouped */
    static Set<String> of(String written) {
        Set<String> all = new LinkedHashSet<>();
        if (!written.startsWith("+")) {
            return all;
        }
        String digits = written.replaceAll("\\D", "");
        int code = 1;
        while (code < 3 && code < digits.length() && !ONE_OR_TWO.contains(digits.substring(0, code))) {
            code++;
        }
        String national = digits.substring(Math.min(code, digits.length()));
        if (national.length() < SHORTEST) {
            return all;
        }
        all.add(national);
        if (digits.startsWith("1")) {
            if (national.length() == LENGTH_IN_NORTH_AMERICA) {
                String area = national.substring(0, 3);
                String rest = national.substring(3, 6) + "-" + national.substring(6);
                all.add("(" + area + ") " + rest);
                all.add(area + "-" + rest);
                all.add(area + " " + rest.replace('-', ' '));
                all.add(area + "." + rest.replace('-', '.'));
            }
            return all;
        }
        String dialled = "0" + national;
        all.add(dialled);
        if (dialled.length() % 2 == 0) {
            String pairs = dialled.replaceAll("(?<=\\G..)(?=.)", " ");
            all.add(pairs);
            all.add(pairs.replace(' ', '.'));
            all.add(pairs.replace(' ', '-'));
        }
        return all;
    }
}
