package io.mingcha.analyzer.catalogue;

import java.util.Set;

/**
 * What stands beside a position that the device did not measure, or that is a thing's. All that is given must agree.
 *
 * @param within names of what the two stand in
 * @param named names of a field beside them
 * @param values of that field, in small letters
 * @param inUrl whether it tells only in the parameters of an address, which a server may have composed
 */
public record AnotherPosition(Set<String> within, Set<String> named, Set<String> values, boolean inUrl) {
    public AnotherPosition {
        within = Set.copyOf(within);
        named = Set.copyOf(named);
        values = Set.copyOf(values);
    }
}
