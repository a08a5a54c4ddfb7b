package io.mingcha.analyzer.catalogue;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a name says of its value.
 *
 * @param whole the name however it is written
 * @param digest hex length and name of the digest that the name announces
 * @param senses what it speaks of besides
 * @param visitors ids that pages and web views keep under this name
 * @param axis of a latitude or a longitude, what its name says before: {@code current} of {@code currentLat}
 */
public record Meaning(
        String whole,
        List<FieldNames.Match> matches,
        Optional<Map.Entry<String, Integer>> digest,
        Set<Sense> senses,
        List<VisitorRule> visitors,
        String axis) {
    static final Meaning NOTHING =
            new Meaning("", List.of(), Optional.empty(), EnumSet.noneOf(Sense.class), List.of(), "");

    /** What a name may speak of. */
    public enum Sense {
        LATITUDE,
        LONGITUDE,
        /** Both of a position. */
        PAIR,
        /** Two numbers under the name are a position wherever on earth it is. */
        ABROAD,
        CONTACTS,
        /** Orders, times and the like, where digits are no person's. */
        UNLIKE,
        /** A shop, a service or a company, whose number is public. */
        ORGANISATION,
        /** A place on a map: a shop, a destination, a corner of the view. */
        PLACE,
        /** The person or the device at hand. */
        PERSON,
        /** What a receiver of positions adds to each: when, how exact, how fast. */
        TRACK,
        /** A thing besides what it is of: whom goods are for, how a voice sounds. */
        THING
    }

    public Meaning {
        senses = Sets.immutableEnumSet(senses);
    }

    Meaning with(List<FieldNames.Match> others) {
        return new Meaning(whole, others, Optional.empty(), senses, List.of(), axis);
    }

    public boolean has(Sense sense) {
        return senses.contains(sense);
    }

    public boolean isNothing() {
        return matches.isEmpty()
                && visitors.isEmpty()
                && !has(Sense.LATITUDE)
                && !has(Sense.LONGITUDE)
                && !has(Sense.PAIR)
                && !has(Sense.CONTACTS);
    }

    /** Whether the name is one of the type's, strong or weak. */
    public boolean names(String type) {
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).rule().type().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
