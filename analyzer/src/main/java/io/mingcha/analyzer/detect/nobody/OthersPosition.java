package io.mingcha.analyzer.detect.nobody;

import io.mingcha.analyzer.catalogue.AnotherPosition;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import java.util.Locale;
import java.util.Optional;

/**
 * Positions that no device measured: guessed from its address, put by a bidder into the addresses of its notices, or an aircraft's. What
 * stands beside them says so.
 */
public final class OthersPosition {
    private static final int ABOVE = 6;
    private static final int LONGEST_VALUE = 20;
    private static final String URL = "url";

    private OthersPosition() {}

    /** @param part a latitude, or both in one */
    public static boolean isOne(Node part, FieldNames fields) {
        return fields.positionsOfOthers().stream().anyMatch(another -> isOne(part, another, fields));
    }

    private static boolean isOne(Node part, AnotherPosition another, FieldNames fields) {
        if (another.inUrl()) {
            return isInUrl(part) && isAmid(part, another, fields);
        }
        return (another.within().isEmpty() || isWithin(part, another, fields)) && isBeside(part, another, fields);
    }

    private static boolean isInUrl(Node part) {
        Optional<Node> at = Optional.of(part);
        for (int i = 0; i <= ABOVE && at.isPresent(); i++) {
            if (at.get().layer().equals(URL)) {
                return true;
            }
            at = at.get().parent();
        }
        return part.location() == Location.URL_QUERY;
    }

    /** An address in a parameter of another is a part of what that says. */
    private static boolean isAmid(Node part, AnotherPosition another, FieldNames fields) {
        Optional<Node> at = Optional.of(part);
        for (int i = 0; i <= ABOVE && at.isPresent(); i++) {
            if (isBeside(at.get(), another, fields)) {
                return true;
            }
            at = at.get().parent();
        }
        return false;
    }

    private static boolean isWithin(Node part, AnotherPosition another, FieldNames fields) {
        return part.parent()
                .map(holder -> holder.isNamed() ? holder : holder.parent().orElse(holder))
                .filter(holder ->
                        another.within().contains(fields.of(holder.key()).whole()))
                .isPresent();
    }

    private static boolean isBeside(Node part, AnotherPosition another, FieldNames fields) {
        return part.fellows(Things.COMPANY)
                .filter(other -> other != part)
                .anyMatch(
                        other -> another.named().contains(fields.of(other.key()).whole())
                                && (another.values().isEmpty() || isOneOf(other.text(), another)));
    }

    private static boolean isOneOf(String value, AnotherPosition another) {
        return value.length() <= LONGEST_VALUE
                && another.values().contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
