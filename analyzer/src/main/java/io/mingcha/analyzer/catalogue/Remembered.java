package io.mingcha.analyzer.catalogue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was worked out of names: an app has few and sends them all the time. What is forgotten or too long to be remembered is worked
 * out again. Safe for several threads.
 */
public final class Remembered<T> {
    /** Past so many names the memory starts anew. */
    private static final int MOST = 20_000;

    private static final int LONGEST = 256;

    private final Map<String, T> met = new ConcurrentHashMap<>();
    private final Function<String, T> work;

    /** @param work on a name; depends on nothing else */
    public Remembered(Function<String, T> work) {
        this.work = work;
    }

    /** What a name came to; the same object while it is remembered. */
    public T of(String name) {
        T known = met.get(name);
        return known == null ? worked(name) : known;
    }

    private T worked(String name) {
        T known = work.apply(name);
        if (name.length() <= LONGEST) {
            if (met.size() >= MOST) {
                met.clear();
            }
            met.put(name, known);
        }
        return known;
    }
}
