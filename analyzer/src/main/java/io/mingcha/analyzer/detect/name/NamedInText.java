package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.Check;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds values that their names stand before within a text, as logs and crash reports write them: {@code mobile=139…}. */
final class NamedInText {
    /** Forms that a line of text seldom has by chance. */
    private static final Set<String> CHECKS =
            Set.of("phone", "email", "mac", "imei", "imsi", "iccid", "resident_id", "bank_card");
    /** What people label in Chinese, and machines seldom. */
    private static final Set<String> LABELLED = Set.of("phone", "email", "mac", "person_name", "address");
    /** Ids of devices, which are as long as chance is not. */
    private static final Set<String> IDS = Set.of("oaid", "gaid", "idfa", "idfv", "android_id", "vaid_aaid", "caid");

    private static final Pattern LABEL = Pattern.compile(
            "(?<![\\u4e00-\\u9fa5])([\\u4e00-\\u9fa5]{2,8})\\s{0,2}[:：]\\s{0,2}([^\\s\"',;，；。、&|<>\\\\]{2,63})");
    /** A name between signs that only code and logs write: {@code "realName":"…"}, {@code realName=…,}. */
    private static final Pattern NAME = Pattern.compile(
            "(?<![A-Za-z0-9_.-])([A-Za-z_][A-Za-z0-9_]{1,39})[\"']?\\s?[:=]\\s?[\"']?([\\u4e00-\\u9fa5·]{2,12})(?=[\"',;&)}\\]\\s]|$)");

    private static final int SHORTEST = 14;
    /** Of a label in Chinese and a name behind it. */
    private static final int SHORTEST_LABELLED = 5;

    private static final int LONGEST = 20_000;
    private static final int MOST = 50;

    private final FieldNames fields;
    private final Discard discard;

    NamedInText(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    /** In the order of the text; no two of one type with one value. */
    List<Hit> find(Node leaf) {
        String text = leaf.text();
        if (text.length() < SHORTEST_LABELLED
                || text.length() < SHORTEST && !leaf.letters().hasOther()
                || text.length() > LONGEST
                || leaf.location() == Location.PATH
                || text.indexOf('=') < 0 && text.indexOf(':') < 0 && text.indexOf('：') < 0) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>(0);
        PairsInText pair = new PairsInText(text);
        while (hits.size() < MOST && pair.next()) {
            add(leaf, pair.name(), pair.value(), pair.start(), this::isWritten, hits);
        }
        if (leaf.letters().hasOther() && hasIdeograph(text)) {
            collect(leaf, LABEL, (match, value) -> isChecked(match, value, LABELLED), hits);
            collect(leaf, NAME, (match, value) -> isChecked(match, value, Set.of("person_name")), hits);
        }
        return hits;
    }

    private void collect(Node leaf, Pattern pattern, BiPredicate<Match, String> fits, List<Hit> hits) {
        Matcher pair = pattern.matcher(leaf.text());
        // what follows a name may be another: user: phone=…
        for (int at = 0; at <= leaf.text().length() && hits.size() < MOST && pair.find(at); at = pair.start(2)) {
            add(leaf, pair.group(1), pair.group(2), pair.start(2), fits, hits);
        }
    }

    private void add(Node leaf, String name, String value, int start, BiPredicate<Match, String> fits, List<Hit> hits) {
        Meaning meaning = fields.of(name);
        if (meaning.matches().isEmpty()
                || meaning.has(Sense.ORGANISATION)
                || meaning.digest().isPresent()
                || discard.isNobodys(value)) {
            return;
        }
        meaning.matches().stream()
                .filter(match -> match.strong()
                        && !match.rule().knownOnly()
                        && fits.test(match, value)
                        && NamedFieldDetector.fits(match.rule(), value)
                        && !discard.excludes(match.rule().type(), value))
                .findFirst()
                .map(match -> Hit.within(
                        match.rule().type(), leaf, start, start + value.length(), Method.NAMED_FIELD, 0.7, value))
                .filter(hit -> hits.stream().noneMatch(h -> isSame(h, hit)))
                .ifPresent(hits::add);
    }

    private boolean isWritten(Match match, String value) {
        return isChecked(match, value, CHECKS) || IDS.contains(match.rule().type()) && value.length() >= 16;
    }

    private static boolean isChecked(Match match, String value, Set<String> checks) {
        return match.rule().check().map(Check::name).filter(checks::contains).isPresent() && !value.isEmpty();
    }

    private static boolean isSame(Hit a, Hit b) {
        return a.type().equals(b.type()) && a.value().equals(b.value());
    }

    private static boolean hasIdeograph(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\u4e00' && c <= '\u9fa5') {
                return true;
            }
        }
        return false;
    }
}
