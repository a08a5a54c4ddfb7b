package io.mingcha.proxy.tunnel;

import io.netty.buffer.ByteBuf;

/** What the first bytes of a stream look like. */
enum FirstBytes {
    HTTP,
    OTHER,
    /** Too few to tell. */
    UNDECIDED;

    private static final int LONGEST_METHOD = 20;

    /** A request line begins with a method: capital letters and hyphens, then a space (all registered ones do). */
    static FirstBytes of(ByteBuf bytes) {
        int length = Math.min(bytes.readableBytes(), LONGEST_METHOD);
        for (int i = 0; i < length; i++) {
            int c = bytes.getByte(bytes.readerIndex() + i);
            if (c == ' ' && i > 0) {
                return isHttp2Preface(bytes) ? OTHER : HTTP;
            }
            if ((c < 'A' || c > 'Z') && c != '-') {
                return OTHER;
            }
        }
        return length < LONGEST_METHOD ? UNDECIDED : OTHER;
    }

    private static boolean isHttp2Preface(ByteBuf bytes) {
        return bytes.getByte(bytes.readerIndex()) == 'P'
                && bytes.getByte(bytes.readerIndex() + 1) == 'R'
                && bytes.getByte(bytes.readerIndex() + 2) == 'I';
    }
}
