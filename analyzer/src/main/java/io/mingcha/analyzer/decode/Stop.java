package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;

/**
 * A place where decoding went no further than the bytes did.
 *
 * @param reason such as {@code json broken at byte 120} or {@code stopped: depth 12}
 */
public record Stop(Node at, Text reason) {

    /** Where, such as {@code request.body ▸ gzip ▸ stopped: depth 12}. */
    public String path() {
        return at.path() + " ▸ " + reason.en();
    }
}
