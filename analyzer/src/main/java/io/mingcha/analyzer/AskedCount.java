package io.mingcha.analyzer;

import com.google.common.primitives.ImmutableIntArray;
import io.mingcha.flows.Head;
import io.mingcha.flows.Ordinals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Counts what a recipient is asked, as far as that stays the same from session to session: «POST api.example/users/…/orders». */
final class AskedCount {
    /** Past so many the rest of a host's are counted as one: a session asks for a handful, a page for many. */
    private static final int MOST = 1_000;

    private static final String REST = "/…";
    /** Parts of a path with so many digits in a row, or so long, are one user's or one request's. */
    private static final int DIGITS = 3;

    private static final int LONG = 25;

    private final Map<String, ImmutableIntArray.Builder> exchanges = new HashMap<>();

    /** @param host as it may be shown */
    void add(Head.Request head, String host, int flow) {
        String to = head.method() + " " + host;
        String asked = to + constant(head.target());
        String counted = exchanges.size() < MOST || exchanges.containsKey(asked) ? asked : to + REST;
        exchanges.computeIfAbsent(counted, k -> ImmutableIntArray.builder()).add(flow);
    }

    private static String constant(String target) {
        int end = end(target);
        StringBuilder path = new StringBuilder(end);
        int at = start(target, end);
        while (at < end) {
            int next = target.indexOf('/', at + 1);
            int close = next < 0 || next > end ? end : next;
            if (isSomebodys(target, at + 1, close)) {
                path.append(REST);
            } else {
                path.append(target, at, close);
            }
            at = close;
        }
        return path.toString();
    }

    /** Where the path begins, behind the origin that a request to a proxy names. */
    private static int start(String target, int end) {
        int origin = target.indexOf("://");
        if (origin < 0 || origin > end || target.startsWith("/")) {
            return 0;
        }
        int path = target.indexOf('/', origin + 3);
        return path < 0 ? end : Math.min(path, end);
    }

    private static int end(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '?' || c == '#' || c == ';') {
                return i;
            }
        }
        return target.length();
    }

    private static boolean isSomebodys(String target, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = target.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits == DIGITS || c == '@' || c == '%' || c <= ' ' || c > '~') {
                return true;
            }
        }
        return to - from >= LONG;
    }

    /**
     * The exchanges that asked for each.
     *
     * @param hidden makes a text one that may be shown
     */
    Map<String, List<Integer>> shown(UnaryOperator<String> hidden) {
        Map<String, List<Integer>> shown = new TreeMap<>();
        exchanges.forEach((asked, flows) -> shown.computeIfAbsent(hidden.apply(asked), k -> new ArrayList<>(0))
                .addAll(flows.build().asList()));
        shown.replaceAll((asked, flows) -> Ordinals.copyOf(flows));
        return Collections.unmodifiableMap(shown);
    }
}
