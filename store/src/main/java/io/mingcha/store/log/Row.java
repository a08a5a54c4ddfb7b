package io.mingcha.store.log;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;

/**
 * One exchange in the log. What stands beside {@code record} repeats parts of it, for queries.
 *
 * @param record the whole description, see {@link FlowJson}, or the {@link Pointer} to it
 */
public record Row(
        int ordinal,
        long seq,
        long opened,
        String host,
        String method,
        int status,
        String state,
        long requestBytes,
        long responseBytes,
        byte[] record,
        byte[] hash) {
    private static final int LONGEST_NAME = 255;

    /** The row of an exchange. */
    public static Row of(Flow flow, long seq, byte[] record, byte[] hash) {
        String method = flow.requestHead().map(Head.Request::method).orElse("");
        return new Row(
                flow.ordinal(),
                seq,
                FlowJson.nanos(flow.timing().opened()),
                cut(flow.server().host()),
                cut(method),
                flow.responseHead().map(Head.Response::status).orElse(0),
                flow.outcome().state().label(),
                flow.request().map(Message::body).map(b -> b.length()).orElse(0L),
                flow.response().map(Message::body).map(b -> b.length()).orElse(0L),
                record,
                hash);
    }

    /** Whether the columns say the same as the exchange that {@code record} describes. */
    public boolean agreesWith(Flow flow) {
        Row derived = of(flow, seq, record, hash);
        return ordinal == derived.ordinal
                && opened == derived.opened
                && host.equals(derived.host)
                && method.equals(derived.method)
                && status == derived.status
                && state.equals(derived.state)
                && requestBytes == derived.requestBytes
                && responseBytes == derived.responseBytes;
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
