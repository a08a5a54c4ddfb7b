package io.mingcha.store;

import io.mingcha.store.body.SegmentOpener;

/**
 * How a session is recorded.
 *
 * @param queueBytes how much may wait to be written before flows are slowed
 * @param segmentBytes when a new segment begins
 */
public record RecordingOptions(long queueBytes, long segmentBytes, SegmentOpener segments) {
    public static final RecordingOptions DEFAULT = new RecordingOptions(64L << 20, 256L << 20, SegmentOpener.ON_DISK);

    public RecordingOptions withQueueBytes(long replaced) {
        return new RecordingOptions(replaced, segmentBytes, segments);
    }

    public RecordingOptions withSegmentBytes(long replaced) {
        return new RecordingOptions(queueBytes, replaced, segments);
    }

    public RecordingOptions withSegments(SegmentOpener replaced) {
        return new RecordingOptions(queueBytes, segmentBytes, replaced);
    }
}
