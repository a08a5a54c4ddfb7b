package io.mingcha.analyzer.catalogue;

import io.mingcha.flows.Party;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A data type in a profile's list, perhaps only under a circumstance: {@code contacts:bulk}. */
record Listed(String type, Optional<Circumstance> circumstance) {
    private static final int BULK = 5;
    private static final Set<String> ADVERTISING = Set.of("advertising", "attribution", "data_broker");

    /** When an entry applies. */
    enum Circumstance {
        BULK,
        INBOX,
        MINOR,
        OUTSIDE_SCENE,
        FOR_ADS,
        TO_THIRD_PARTY_ADS_OR_ANALYTICS,
        TO_CREDIT_AGENCY,
        /** Seen on the screen, not in traffic. */
        ONLY_VERIFICATION,
        /** Seen on the screen, not in traffic. */
        FORCED_TO_PAY,
        USER_SELECTED_ONLY,
        WITH_ALTERNATIVE,
        MINIMAL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Listed> all(Setting list, DataTypes types) {
        List<Listed> all = new ArrayList<>();
        for (Setting item : list.list()) {
            String text = item.text("");
            int colon = text.indexOf(':');
            String type = colon < 0 ? text : text.substring(0, colon);
            Optional<Circumstance> circumstance =
                    colon < 0 ? Optional.empty() : circumstance(item, text.substring(colon + 1));
            types.checkId(type, item);
            all.add(new Listed(type, circumstance));
        }
        return List.copyOf(all);
    }

    private static Optional<Circumstance> circumstance(Setting item, String label) {
        for (Circumstance circumstance : Circumstance.values()) {
            if (circumstance.label().equals(label)) {
                return Optional.of(circumstance);
            }
        }
        item.problem(label + " 不是可用的限定", label + " is not a circumstance that can be told");
        return Optional.empty();
    }

    /** Whether a scene that is made of it has it all the same. */
    boolean isOutsideScenes() {
        return circumstance.filter(c -> c == Circumstance.OUTSIDE_SCENE).isPresent();
    }

    boolean applies(Circumstances seen) {
        return circumstance.isEmpty()
                || switch (circumstance.get()) {
                    case BULK -> seen.count() >= BULK;
                    case MINOR -> seen.age().isPresent() && seen.age().getAsInt() < 18;
                    case FOR_ADS -> seen.purposes().stream().anyMatch(ADVERTISING::contains);
                    case TO_THIRD_PARTY_ADS_OR_ANALYTICS ->
                        seen.party() == Party.THIRD
                                && seen.purposes().stream()
                                        .anyMatch(p -> ADVERTISING.contains(p) || p.equals("analytics"));
                    case TO_CREDIT_AGENCY -> seen.purposes().contains("credit_scoring");
                    case ONLY_VERIFICATION, FORCED_TO_PAY -> false;
                    case USER_SELECTED_ONLY, MINIMAL -> seen.count() < BULK;
                    case INBOX, OUTSIDE_SCENE, WITH_ALTERNATIVE -> true;
                };
    }
}
