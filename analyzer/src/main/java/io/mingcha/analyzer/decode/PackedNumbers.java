package io.mingcha.analyzer.decode;

import org.jspecify.annotations.Nullable;

/** A packed list of varints: numbers of like size, since of bytes that are none every other reads like one. */
final class PackedNumbers {
    private static final int FEWEST = 3;
    private static final int LONGEST = 4096;

    private PackedNumbers() {}

    static @Nullable Draft read(Reading reading, int from, int to) throws Malformed {
        if (to - from > LONGEST || reading.slice.bytes()[to - 1] < 0) {
            return null;
        }
        Cursor c = new Cursor(reading.slice.bytes(), from, to);
        Draft list = Draft.array(from);
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        int count = 0;
        try {
            while (c.hasMore()) {
                int start = c.at;
                long value = c.varint();
                shortest = Math.min(shortest, c.at - start);
                longest = Math.max(longest, c.at - start);
                if (longest - shortest > 1) {
                    return null;
                }
                count++;
                list.item(Draft.number(value, start, c.at));
            }
        } catch (Malformed end) {
            return null;
        }
        if (count < FEWEST && longest < FEWEST) {
            return null;
        }
        for (int i = 0; i < count; i++) {
            reading.value();
        }
        return list.endsAt(to).mayBeBytes();
    }
}
