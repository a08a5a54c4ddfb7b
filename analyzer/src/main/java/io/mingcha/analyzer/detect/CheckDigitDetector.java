package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds resident IDs, IMEIs and bank cards by their check digits, whatever the field is called. */
final class CheckDigitDetector {
    private final FieldNames fields;
    private final Discard discard;

    CheckDigitDetector(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    List<Hit> find(Node leaf) {
        String text = leaf.text();
        int length = text.length();
        if (length < 15) {
            return List.of();
        }
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
            if (end - start >= 15 && end - start <= 19 && stands(text, start, end)) {
                number(leaf, text, start, end, hits);
            }
            i = Math.max(i, end);
        }
        return hits;
    }

    private void number(Node leaf, String text, int start, int end, List<Hit> hits) {
        String value = text.substring(start, end);
        if (discard.isNobodys(value)) {
            return;
        }
        FieldNames.Meaning meaning = fields.of(leaf.key());
        if (value.length() == 18 && Checks.residentId(value)) {
            // An order number of area, date and sequence passes in one case of eleven.
            if (!meaning.unlike() || meaning.names("resident_id") || value.endsWith("X")) {
                hits.add(hit("resident_id", leaf, start, end, value, 0.95));
            }
            return;
        }
        boolean whole = start == 0 && end == text.length() && leaf.location() != Location.PATH;
        String before = text.substring(Math.max(0, start - 16), start).toLowerCase(Locale.ROOT);
        if (Checks.imei(value)) {
            boolean named = meaning.names("imei") || before.contains("imei");
            if (named || whole && !meaning.unlike() && !isIdentifier(leaf.key())) {
                hits.add(hit("imei", leaf, start, end, value, named ? 0.95 : 0.8));
            }
        } else if (Checks.bankCard(value)) {
            boolean named = meaning.names("bank_card") || before.contains("card") || before.contains("卡");
            if (named || whole && !meaning.unlike() && !isIdentifier(leaf.key())) {
                hits.add(hit("bank_card", leaf, start, end, value, named ? 0.95 : 0.65));
            }
        }
    }

    /** Names that end in id or no carry numbers of every kind, one in ten of which passes Luhn. */
    private static boolean isIdentifier(String key) {
        String k = key.toLowerCase(Locale.ROOT);
        return k.endsWith("id") || k.endsWith("no") || k.endsWith("num") || k.endsWith("code") || k.endsWith("token");
    }

    private static Hit hit(String type, Node leaf, int start, int end, String value, double confidence) {
        boolean exact = leaf.isVerbatim() && leaf.length() == leaf.text().length();
        return new Hit(
                type,
                leaf,
                exact ? leaf.offset() + start : leaf.offset(),
                exact ? end - start : leaf.length(),
                Method.CHECKSUM,
                "plain",
                confidence,
                1,
                value);
    }

    private static boolean stands(String text, int start, int end) {
        return (start == 0 || !joins(text.charAt(start - 1))) && (end == text.length() || !joins(text.charAt(end)));
    }

    private static boolean joins(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.');
    }
}
