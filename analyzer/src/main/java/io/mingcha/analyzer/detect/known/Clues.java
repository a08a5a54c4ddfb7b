package io.mingcha.analyzer.detect.known;

import com.google.common.base.Suppliers;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.digest.Digests;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sums of known values that agree with others by chance, or that are made for tables and not to disguise: CRC-32 and Murmur3. They
 * are told to whoever asks why something was not kept, and convict nobody.
 */
public final class Clues {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{6,11}");
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9A-Fa-f]{8}|[0-9A-Fa-f]{32})");
    private static final List<Sum> SUMS = List.of(
            new Sum(Hashing.crc32(), Dropped.Why.SAME_CRC),
            new Sum(Hashing.crc32c(), Dropped.Why.SAME_CRC),
            new Sum(Hashing.murmur3_32_fixed(), Dropped.Why.SAME_MURMUR),
            new Sum(Hashing.murmur3_128(), Dropped.Why.SAME_MURMUR));

    private static final int LONGEST = 34;

    private record Sum(HashFunction function, Dropped.Why why) {}

    private record Clue(KnownValues.Known value, Dropped.Why why) {}

    private final Supplier<Map<String, List<Clue>>> byText;

    public Clues(List<KnownValues.Part> values) {
        byText = Suppliers.memoize(() -> made(values));
    }

    private static Map<String, List<Clue>> made(List<KnownValues.Part> parts) {
        Map<String, List<Clue>> all = new HashMap<>();
        for (KnownValues.Part part : parts) {
            for (String text : Spellings.plainest(part.text())) {
                for (Sum sum : SUMS) {
                    byte[] bytes = sum.function()
                            .hashString(text, StandardCharsets.UTF_8)
                            .asBytes();
                    written(bytes).forEach(form -> put(all, form, new Clue(part.value(), sum.why())));
                }
            }
        }
        return all;
    }

    private static void put(Map<String, List<Clue>> all, String form, Clue clue) {
        List<Clue> here = all.computeIfAbsent(form, f -> new ArrayList<>(1));
        if (!here.contains(clue)) {
            here.add(clue);
        }
    }

    /** The bytes come lowest first. */
    private static List<String> written(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        forms.add(Digests.hex(bytes));
        if (bytes.length == Integer.BYTES) {
            int number = bytes[3] << 24 | (bytes[2] & 0xFF) << 16 | (bytes[1] & 0xFF) << 8 | bytes[0] & 0xFF;
            forms.add(String.format(Locale.ROOT, "%08x", number));
            forms.add(Integer.toString(number));
            forms.add(Integer.toUnsignedString(number));
        }
        return forms;
    }

    public void tell(Node leaf, Witness witness) {
        String text = leaf.text();
        if (!witness.asksWhy() || text.length() > LONGEST) {
            return;
        }
        Matcher hex = HEX.matcher(text);
        boolean isHex = hex.matches();
        if (isHex || NUMBER.matcher(text).matches()) {
            byText.get()
                    .getOrDefault(isHex ? hex.group(1).toLowerCase(Locale.ROOT) : text, List.of())
                    .forEach(clue -> witness.dropped(leaf, clue.value().type(), text, clue.why()));
        }
    }
}
