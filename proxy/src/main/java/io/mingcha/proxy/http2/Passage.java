package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a stream's body. What was read is given back to the sender's window once the receiver has taken it.
 * While it does not, small frames are put together, for each would keep a whole network buffer alive.
 */
final class Passage {
    private static final int PROMPT = 32 * 1024;
    private static final int SMALL = 8 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final ByteBufAllocator allocator;
    private final Sender sender;
    private final Receiver receiver;
    private int untaken;
    private int heldFlow;
    private @Nullable ByteBuf held;
    private Runnable whenTaken = () -> {};

    /** Whose window is to be refilled. */
    interface Sender {
        void taken(int bytes);
    }

    /** Who gets the bytes. */
    interface Receiver {
        /** Takes over {@code bytes}; the future completes when they have left. */
        ChannelFuture write(ByteBuf bytes, boolean end);

        void flush();
    }

    Passage(ByteBufAllocator allocator, Sender sender, Receiver receiver) {
        this.allocator = allocator;
        this.sender = sender;
        this.receiver = receiver;
    }

    /**
     * Takes over {@code bytes}.
     *
     * @param flow what they count in the sender's window, padding included
     */
    void pass(ByteBuf bytes, int flow, boolean end) {
        int length = bytes.readableBytes();
        if (length == 0 && !end) {
            bytes.release();
            sender.taken(flow);
        } else if (end || untaken < PROMPT || length > SMALL) {
            writeHeld();
            write(bytes, flow, end);
        } else {
            hold(bytes, flow);
        }
    }

    private void hold(ByteBuf bytes, int flow) {
        ByteBuf chunk = held;
        if (chunk != null && chunk.writableBytes() < bytes.readableBytes()) {
            writeHeld();
            chunk = null;
        }
        if (chunk == null) {
            chunk = allocator.buffer(CHUNK, CHUNK);
            held = chunk;
        }
        chunk.writeBytes(bytes);
        bytes.release();
        heldFlow += flow;
    }

    private void writeHeld() {
        ByteBuf chunk = held;
        if (chunk != null) {
            int flow = heldFlow;
            held = null;
            heldFlow = 0;
            write(chunk, flow, false);
        }
    }

    private void write(ByteBuf bytes, int flow, boolean end) {
        untaken += flow;
        receiver.write(bytes, end).addListener(f -> {
            untaken -= flow;
            sender.taken(flow);
            if (held != null && untaken < PROMPT) {
                writeHeld();
                receiver.flush();
            }
            if (untaken == 0) {
                whenTaken.run();
            }
        });
    }

    /** What is kept goes before something else does. */
    void settle() {
        writeHeld();
    }

    /** Runs once nothing is under way any more. */
    void whenTaken(Runnable action) {
        settle();
        if (untaken == 0) {
            action.run();
        } else {
            whenTaken = action;
        }
    }

    /** The stream is gone: nothing can be delivered. */
    void abandon() {
        ByteBuf chunk = held;
        if (chunk != null) {
            held = null;
            sender.taken(heldFlow);
            heldFlow = 0;
            chunk.release();
        }
    }
}
