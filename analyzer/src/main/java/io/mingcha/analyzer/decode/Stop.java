package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.util.Optional;

/**
 * A place where decoding went no further than the bytes did.
 *
 * @param reason such as {@code json broken at byte 120} or {@code stopped: depth 12}
 * @param limit that was met, such as {@code depth 12}; none where the bytes are broken
 */
public record Stop(Node at, Text reason, Optional<Text> limit) {

    /** Where, such as {@code request.body ▸ gzip ▸ stopped: depth 12}. */
    public String path() {
        return at.path() + " ▸ " + reason.en();
    }
}
