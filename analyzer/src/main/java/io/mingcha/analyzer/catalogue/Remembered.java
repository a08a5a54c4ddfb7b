package io.mingcha.analyzer.catalogue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out of names: an app has few and sends them all the time. What is forgotten or too long to be remembered is worked
 * out again. Safe for several threads.
 */
public final class Remembered<T> {
    /** Past so many names the memory starts anew. */
    private static final int MOST = 20_000;

    private static final int LONGEST = 256;

    private static final int SLOTS = 1 << 10;

    private final Map<String, T> met = new ConcurrentHashMap<>();
    /** What was met last in each place: most names are those of the message before. */
    private final @Nullable Entry<T>[] last = entries();

    private final Function<String, T> work;

    private record Entry<T>(String name, T value) {}

    /** @param work on a name; depends on nothing else */
    public Remembered(Function<String, T> work) {
        this.work = work;
    }

    /** What a name came to; the same object while it is remembered. */
    public T of(String name) {
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 10) & SLOTS - 1;
        Entry<T> here = last[slot];
        if (here != null && here.name.equals(name)) {
            return here.value;
        }
        T known = met.get(name);
        T value = known == null ? worked(name) : known;
        if (name.length() <= LONGEST) {
            last[slot] = new Entry<>(name, value);
        }
        return value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Entry<T>[] entries() {
        return new Entry[SLOTS];
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
