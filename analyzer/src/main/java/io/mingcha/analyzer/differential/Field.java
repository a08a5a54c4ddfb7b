package io.mingcha.analyzer.differential;

import io.mingcha.analyzer.decode.Node;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the requests of an app, the same in every run.
 *
 * @param path of the request, what looks like an id left out
 * @param at within the decoded request, places in lists left out
 */
public record Field(String host, String method, String path, String at) {
    /** A piece of a path that is a number, a UUID, or has a number of letters and digits that no word has. */
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\d+|[0-9a-fA-F-]{16,}|(?=[^/]*\\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_-]{12,}");

    static Field of(String host, String method, String target, String at) {
        int query = target.indexOf('?');
        return new Field(host, method, bare(query < 0 ? target : target.substring(0, query)), Node.unnumbered(at));
    }

    static String bare(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> IDENTIFIER.matcher(segment).matches() ? "*" : segment)
                .collect(Collectors.joining("/"));
    }

    /** Whether the other stands within what this one holds. */
    boolean holds(Field other) {
        return host.equals(other.host)
                && method.equals(other.method)
                && path.equals(other.path)
                && other.at.length() > at.length()
                && other.at.startsWith(at);
    }
}
