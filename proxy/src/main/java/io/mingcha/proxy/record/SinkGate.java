package io.mingcha.proxy.record;

import io.mingcha.flows.FlowSink;
import io.mingcha.proxy.record.Reading.Pause;
import io.netty.channel.EventLoop;
import java.util.List;

/** Holds both sides of an exchange while the record cannot take more. */
public final class SinkGate {
    private final FlowSink sink;
    private final EventLoop loop;
    private final List<Reading> sides;
    private boolean shut;

    public SinkGate(FlowSink sink, EventLoop loop, Reading... sides) {
        this.sink = sink;
        this.loop = loop;
        this.sides = List.of(sides);
    }

    /** To be called after bytes were recorded. */
    public void check() {
        if (!shut && !sink.isWritable()) {
            shut = true;
            sides.forEach(side -> side.pause(Pause.SINK));
            sink.whenWritable(this::resume);
        }
    }

    private void resume() {
        if (!loop.isShuttingDown()) {
            loop.execute(this::open);
        }
    }

    private void open() {
        shut = false;
        sides.forEach(side -> side.resume(Pause.SINK));
    }
}
