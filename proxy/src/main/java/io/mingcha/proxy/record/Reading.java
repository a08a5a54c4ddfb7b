package io.mingcha.proxy.record;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Whether a channel is read from: only while nobody has a reason against it. Used on the channel's event loop. */
public final class Reading {
    private final Channel channel;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);

    /** Why a channel is not read. */
    public enum Pause {
        /** The other side takes no more. */
        PEER,
        /** The record takes no more. */
        SINK,
        /** What was read waits for something else. */
        TURN,
        /** The channel's own answers were not taken yet. */
        ANSWERS
    }

    public Reading(Channel channel) {
        this.channel = channel;
    }

    public void pause(Pause reason) {
        if (pauses.isEmpty()) {
            channel.config().setAutoRead(false);
        }
        pauses.add(reason);
    }

    public void resume(Pause reason) {
        if (pauses.remove(reason) && pauses.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }
}
