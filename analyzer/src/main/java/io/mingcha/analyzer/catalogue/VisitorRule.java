package io.mingcha.analyzer.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An id by which pages, and web views in apps, know a browser again.
 *
 * @param names of the cookie, as it is written; {@code *} stands for any letters
 * @param within names of the fields of a value in JSON that hold it; the value itself if there are none
 * @param anywhere whether a field of the name that is no cookie holds it too
 * @param notBeside names of fields beside which it is another's
 * @param id what the whole value must match; the group, if there is one, is the id
 */
public record VisitorRule(
        List<String> names, String type, Set<String> within, boolean anywhere, Set<String> notBeside, ValuePattern id) {
    static final String TYPE = "visitor_id";

    public VisitorRule {
        names = List.copyOf(names);
        within = Set.copyOf(within);
        notBeside = Set.copyOf(notBeside);
    }

    /** The id in the value, if it holds one. */
    public Optional<String> read(String value) {
        return id.read(value);
    }
}
