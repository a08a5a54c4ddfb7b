package io.mingcha.analyzer.detect.check;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds resident IDs, IMEIs and bank cards by their check digits, whatever the field is called. */
public final class CheckDigitDetector {
    private static final int SHORTEST = 15;

    private final FieldNames fields;
    private final Discard discard;

    public CheckDigitDetector(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    public List<Hit> find(Node leaf, Witness witness) {
        if (leaf.letters().digits() < SHORTEST) {
            return List.of();
        }
        String text = leaf.text();
        int length = text.length();
        List<Hit> hits = new ArrayList<>(0);
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                i++;
                continue;
            }
            int start = i;
            while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            int end = i;
            if (end - start == 17 && end < length && (text.charAt(end) | 32) == 'x') {
                end++;
            }
            if (end - start >= SHORTEST && end - start <= 19) {
                if (stands(text, start, end)) {
                    number(leaf, text, start, end, hits, witness);
                } else if (witness.asksWhy()) {
                    String value = text.substring(start, end);
                    type(value).ifPresent(t -> witness.dropped(leaf, t, value, Dropped.Why.PART_OF_LONGER));
                }
            }
            i = Math.max(i, end);
        }
        return hits;
    }

    private void number(Node leaf, String text, int start, int end, List<Hit> hits, Witness witness) {
        String value = text.substring(start, end);
        if (!witness.asksWhy() && type(value).isEmpty()) {
            return;
        }
        if (discard.isNobodys(value)) {
            type(value).ifPresent(t -> witness.dropped(leaf, t, value, Dropped.Why.NOBODYS));
            return;
        }
        Meaning meaning = fields.of(leaf.key());
        if (value.length() == 18 && Checks.residentId(value)) {
            // An order number of area, date and sequence passes in one case of eleven.
            if (!meaning.has(Sense.UNLIKE) || meaning.names("resident_id") || value.endsWith("X")) {
                hits.add(Hit.within("resident_id", leaf, start, end, Method.CHECKSUM, 0.95, value));
            } else {
                witness.dropped(leaf, "resident_id", value, Dropped.Why.UNLIKE_NAME);
            }
            return;
        }
        boolean whole = start == 0 && end == text.length() && leaf.location() != Location.PATH;
        boolean bare = whole && !meaning.has(Sense.UNLIKE) && !isIdentifier(leaf.key());
        String before = text.substring(Math.max(0, start - 16), start).toLowerCase(Locale.ROOT);
        if (Checks.imei(value)) {
            boolean named = meaning.names("imei") || before.contains("imei");
            if (named || bare) {
                hits.add(Hit.within("imei", leaf, start, end, Method.CHECKSUM, named ? 0.95 : 0.8, value));
                return;
            }
        } else if (Checks.bankCard(value)) {
            boolean named = meaning.names("bank_card") || before.contains("card") || before.contains("卡");
            if (named || bare && !isCutFromBytes(leaf)) {
                hits.add(Hit.within("bank_card", leaf, start, end, Method.CHECKSUM, named ? 0.95 : 0.65, value));
                return;
            }
        } else {
            if (witness.asksWhy() && (value.length() == 15 || value.length() == 16 || value.length() == 18)) {
                String type = value.length() == 15 ? "imei" : value.length() == 16 ? "bank_card" : "resident_id";
                witness.dropped(leaf, type, value, Dropped.Why.FAILED_CHECK_DIGIT);
            }
            return;
        }
        type(value)
                .ifPresent(t ->
                        witness.dropped(leaf, t, value, whole ? Dropped.Why.UNLIKE_NAME : Dropped.Why.PART_OF_LONGER));
    }

    /** Digits between bytes of no known form, one in ten of which passes Luhn: nothing says that they are a whole number. */
    private static boolean isCutFromBytes(Node leaf) {
        return leaf.isIn(Node.Kind.OPAQUE);
    }

    /** What a number is by its check digits. */
    private static Optional<String> type(String value) {
        if (Checks.residentId(value)) {
            return Optional.of("resident_id");
        }
        return Checks.imei(value)
                ? Optional.of("imei")
                : Checks.bankCard(value) ? Optional.of("bank_card") : Optional.empty();
    }

    /** Names that end in id or no carry numbers of every kind, one in ten of which passes Luhn. */
    private static boolean isIdentifier(String key) {
        String k = key.toLowerCase(Locale.ROOT);
        return k.endsWith("id") || k.endsWith("no") || k.endsWith("num") || k.endsWith("code") || k.endsWith("token");
    }

    private static boolean stands(String text, int start, int end) {
        return (start == 0 || !joins(text.charAt(start - 1))) && (end == text.length() || !joins(text.charAt(end)));
    }

    private static boolean joins(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.');
    }
}
