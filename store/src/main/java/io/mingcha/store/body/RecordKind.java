package io.mingcha.store.body;

import io.mingcha.flows.Direction;

/** What a record in a segment holds. */
public enum RecordKind {
    REQUEST,
    RESPONSE,
    /** The description of a flow that is too long for a row. */
    DESCRIPTION;

    public static RecordKind of(Direction direction) {
        return direction == Direction.REQUEST ? REQUEST : RESPONSE;
    }
}
