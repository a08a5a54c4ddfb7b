package io.mingcha.analyzer.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names one data type goes by, and what its values look like.
 *
 * @param heads what it is, behind whose it is
 * @param weakHeads what it may be, behind whose it is
 * @param initials the same by the first letters of its syllables
 * @param check what its values look like, as {@code analyzer.detect} tells it
 * @param pattern what the whole value must match
 * @param knownOnly the names only support known values
 * @param soft things have what the name says too: a job a degree, an article a disease
 * @param single of many rows of a list that have it, it is what there is to choose from
 * @param sender in a header or a cookie a weak name is the sender's own
 * @param backedBy names of fields that support the weak ones besides those of a person
 * @param backedByValue what the value of a field may be that supports the weak ones
 * @param unless when the name means another thing
 * @param notOf words right before the name that make it another's: {@code watch} of {@code watchMac}
 * @param within the weak names count only in something that is called so, and there as an ending of any name
 * @param around names of which one must stand beside what the value stands in: {@code imp} beside a {@code user} of advertising
 * @param onlyBeside a field that must stand beside the weak names and says what nothing else does
 */
public record FieldRule(
        String type,
        List<String> keys,
        List<String> keysZh,
        List<String> weak,
        Set<String> heads,
        Set<String> weakHeads,
        Set<String> initials,
        Optional<Check> check,
        Optional<ValuePattern> pattern,
        boolean knownOnly,
        boolean soft,
        boolean single,
        boolean sender,
        Set<String> backedBy,
        Optional<ValuePattern> backedByValue,
        List<Unless> unless,
        Set<String> notOf,
        Set<String> within,
        Set<String> around,
        Optional<Beside> onlyBeside) {
    public FieldRule {
        notOf = Set.copyOf(notOf);
        unless = List.copyOf(unless);
        heads = Set.copyOf(heads);
        weakHeads = Set.copyOf(weakHeads);
        within = Set.copyOf(within);
        around = Set.copyOf(around);
        initials = Set.copyOf(initials);
        backedBy = Set.copyOf(backedBy);
    }

    /**
     * A name that in some company means another thing.
     *
     * @param beside names of fields that make it do so
     * @param pattern what the other thing looks like
     */
    public record Unless(Set<String> beside, ValuePattern pattern) {
        public Unless {
            beside = Set.copyOf(beside);
        }
    }

    /**
     * A field beside a value: {@code relation: 父亲}.
     *
     * @param named what it may be called
     * @param values what it may say
     */
    public record Beside(Set<String> named, ValuePattern values) {
        public Beside {
            named = Set.copyOf(named);
        }
    }
}
