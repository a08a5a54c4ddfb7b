package io.mingcha.analyzer.detect;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.detect.known.Salts;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Persona;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Makes detectors and keeps the last few: the runs of a plan and the analyses of a session share a persona, whose spellings and
 * digests are made once. Safe for use by several threads.
 */
public final class Detectors {
    private static final int KEPT = 4;

    private final Catalogue catalogue;
    private final Discard discard;
    private final Cache<Key, Detector> kept =
            CacheBuilder.newBuilder().maximumSize(KEPT).build();

    /** In the order of the session file, which decides as what a value counts that is known as two things. */
    private record Key(
            List<Map.Entry<String, List<String>>> known, List<Map.Entry<String, List<String>>> others, Salts salts) {}

    public Detectors(Catalogue catalogue, Discard discard) {
        this.catalogue = catalogue;
        this.discard = discard;
    }

    /** @param salts what the app may mix into its digests, such as its own package name */
    public Detector of(Persona persona, Salts salts) {
        Key key = new Key(
                List.copyOf(persona.known().entrySet()),
                List.copyOf(persona.others().entrySet()),
                salts);
        try {
            return kept.get(key, () -> new Detector(catalogue, discard, persona, salts));
        } catch (ExecutionException | UncheckedExecutionException e) {
            throw new IllegalStateException("a detector could not be made", e.getCause());
        }
    }
}
