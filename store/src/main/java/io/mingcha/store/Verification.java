package io.mingcha.store;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/**
 * What checking a session's record has shown.
 *
 * @param flows exchanges in the chain
 * @param records in the segments
 * @param bytes of the segments
 * @param head hash of the last record of the chain: whoever noted it elsewhere can prove that nothing was rewritten
 * @param defects in the order of the chain; at most a hundred
 */
public record Verification(String session, int flows, long records, long bytes, String head, List<Defect> defects) {

    public Verification {
        defects = List.copyOf(defects);
    }

    /**
     * One thing that is not as it was recorded.
     *
     * @param where such as {@code exchange 12}, {@code record 3 (marker)}, {@code bodies-00001.seg}
     */
    public record Defect(String where, Text what) {}

    public boolean isSound() {
        return defects.isEmpty();
    }

    public Optional<Defect> first() {
        return defects.stream().findFirst();
    }
}
