package io.mingcha.store.body;

import java.util.List;

/**
 * A body that lies in segments.
 *
 * @param length bytes that passed
 * @param kept bytes that were recorded
 * @param sha256 of the kept bytes in hex; empty if none were kept
 */
public record BodyRef(long length, long kept, String sha256, List<Extent> extents) {
    public static final BodyRef EMPTY = new BodyRef(0, 0, "", List.of());

    public BodyRef {
        extents = List.copyOf(extents);
    }
}
