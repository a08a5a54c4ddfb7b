package io.mingcha.analyzer.detect.name;

import com.google.common.net.InetAddresses;
import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.adapter.Field;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.OthersPosition;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds what the vendor of an endpoint says that a field holds. */
public final class EndpointDetector {
    private static final double CONFIDENCE = 0.9;
    private static final int LONGEST = 500;
    private static final String POSITION = "precise_location";
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}\\.\\d{3,20}");
    private static final Pattern BOTH =
            Pattern.compile("-?\\d{1,3}\\.\\d{3,20}\\s*[,;|_ ]\\s*-?\\d{1,3}\\.\\d{3,20}(?:[,;|_ ].*)?");

    private final FieldNames fields;
    private final Discard discard;
    /** Types whose values can be told by their form. */
    private final Map<String, List<Predicate<String>>> forms = new HashMap<>();

    /** @param sure whether the value looks like the type, so that it is not something else in the vendor's field */
    public record Found(Hit hit, boolean sure) {}

    public EndpointDetector(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
        for (FieldRule rule : fields.rules()) {
            if (rule.check().isPresent() || rule.pattern().isPresent()) {
                form(rule.type(), value -> NamedFieldDetector.fits(rule, value));
            }
        }
        form(POSITION, value -> BOTH.matcher(value).matches());
        form("ip_address", InetAddresses::isInetAddress);
    }

    private void form(String type, Predicate<String> looksLike) {
        forms.computeIfAbsent(type, t -> new ArrayList<>(1)).add(looksLike);
    }

    public Optional<Found> find(Node leaf, Expected expected, Witness witness) {
        List<Field> fields = expected.of(leaf);
        String value = fields.isEmpty() ? "" : leaf.text().strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        for (Field field : fields) {
            Optional<Dropped.Why> why = against(field, value);
            if (why.isEmpty()) {
                Hit hit = Hit.whole(field.type(), leaf, Method.ADAPTER, "plain", CONFIDENCE, value);
                return Optional.of(new Found(hit, !field.any() && forms.containsKey(field.type())));
            }
            witness.dropped(leaf, field.type(), value, why.get());
        }
        return Optional.empty();
    }

    private Optional<Dropped.Why> against(Field field, String value) {
        if (value.length() > LONGEST) {
            return Optional.of(Dropped.Why.TOO_LONG);
        }
        if (discard.isNobodys(value)) {
            return Optional.of(Dropped.Why.NOBODYS);
        }
        if (discard.excludes(field.type(), value)) {
            return Optional.of(Dropped.Why.OTHER_WORDS);
        }
        boolean fits = field.pattern().map(p -> p.matcher(value).matches()).orElse(true)
                && (field.any() || looksLike(field.type(), value));
        return fits ? Optional.empty() : Optional.of(Dropped.Why.UNLIKE_TYPE);
    }

    private boolean looksLike(String type, String value) {
        List<Predicate<String>> all = forms.getOrDefault(type, List.of());
        return all.isEmpty() || all.stream().anyMatch(form -> form.test(value));
    }

    /** Adds the positions that the vendor sends in two fields, in the place of what their names alone said. */
    public void pairs(Decoded message, Expected expected, List<Hit> hits, Witness witness) {
        for (Expected.Pair pair : expected.pairs(message)) {
            String latitude = pair.first().text().strip();
            String longitude = pair.second().text().strip();
            String value = latitude + "," + longitude;
            if (!isPrecise(latitude, longitude)) {
                witness.dropped(pair.first(), POSITION, value, Dropped.Why.NOT_PRECISE);
                continue;
            }
            if (OthersPosition.isOne(pair.first(), fields)) {
                witness.dropped(pair.first(), POSITION, value, Dropped.Why.NOT_MEASURED);
                continue;
            }
            boolean known = hits.stream()
                    .anyMatch(h -> h.type().equals(POSITION) && isOf(pair, h) && h.method() == Method.KNOWN_VALUE);
            if (!known) {
                hits.removeIf(h -> h.type().equals(POSITION) && isOf(pair, h));
                hits.add(Hit.over(POSITION, pair.first(), pair.second(), Method.ADAPTER, CONFIDENCE, value));
            }
        }
    }

    private static boolean isOf(Expected.Pair pair, Hit hit) {
        return hit.node() == pair.first() || hit.node() == pair.second();
    }

    private static boolean isPrecise(String latitude, String longitude) {
        if (!DEGREES.matcher(latitude).matches() || !DEGREES.matcher(longitude).matches()) {
            return false;
        }
        double lat = Double.parseDouble(latitude);
        double lng = Double.parseDouble(longitude);
        return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && lat != Math.rint(lat) && lng != Math.rint(lng);
    }
}
