package io.mingcha.flows.har;

import io.mingcha.flows.Body;

/** A body of which not all that passed may be known. */
record Partial(long length, byte[] bytes) implements Body {

    static Body of(long length, byte[] bytes) {
        return length == bytes.length ? Body.of(bytes) : new Partial(length, bytes);
    }

    @Override
    public long kept() {
        return bytes.length;
    }
}
