package io.mingcha.proxy.relay;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.record.SinkGate;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import java.util.List;

/** Two connections joined. */
public final class Splice {
    private final Engine engine;
    private final Recording recording;
    private final SinkGate gate;
    private final Outcome outcome;
    private final boolean keep;
    private final long most;
    private final SpliceSide client;
    private final SpliceSide server;
    private boolean over;

    /**
     * @param keep whether the bytes are recorded, or only their number
     * @param outcome what the flow is recorded as when it ends
     */
    public Splice(
            Engine engine,
            ClientConnection client,
            Upstream upstream,
            Recording recording,
            boolean keep,
            Outcome outcome) {
        this.engine = engine;
        this.recording = recording;
        this.gate = new SinkGate(engine.sink(), client.channel().eventLoop(), client.reading(), upstream.reading());
        this.outcome = outcome;
        this.keep = keep;
        this.most = outcome.state() == Outcome.State.UNREAD
                ? engine.config().limits().raw()
                : Long.MAX_VALUE;
        this.client = new SpliceSide(this, Direction.REQUEST, client.channel(), client.reading());
        this.server = new SpliceSide(this, Direction.RESPONSE, upstream.channel(), upstream.reading());
        this.client.join(this.server);
    }

    /** The handler for the client's pipeline. */
    public ChannelHandler clientSide() {
        return client;
    }

    /** The handler for the server's pipeline. */
    public ChannelHandler serverSide() {
        return server;
    }

    void passed(Direction direction, ByteBuf bytes) {
        if (keep) {
            recording.bytes(direction, bytes, most);
            gate.check();
        } else {
            recording.skipped(direction, bytes.readableBytes());
            bytes.release();
        }
    }

    void ended(Direction direction, boolean clean) {
        recording.end(direction, List.of(), clean);
    }

    void over() {
        if (!over) {
            over = true;
            recording.end(Direction.REQUEST, List.of(), true);
            recording.end(Direction.RESPONSE, List.of(), true);
            recording.close(
                    engine.connections().isStopping() && outcome.state() == Outcome.State.COMPLETE
                            ? Outcome.incomplete("proxy_stopped", "the proxy was stopped")
                            : outcome);
        }
    }
}
