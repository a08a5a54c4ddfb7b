package io.mingcha.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2CodecUtil;

/** What the first bytes of a stream look like. */
enum FirstBytes {
    HTTP,
    /** The preface of HTTP/2 (RFC 9113, 3.4). */
    HTTP2,
    OTHER,
    /** Too few to tell. */
    UNDECIDED;

    private static final int LONGEST_METHOD = 20;
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    /** A request line begins with a method: capital letters and hyphens, then a space (all registered ones do). */
    static FirstBytes of(ByteBuf bytes) {
        int common = Math.min(bytes.readableBytes(), PREFACE.readableBytes());
        if (common > 0 && ByteBufUtil.equals(bytes, bytes.readerIndex(), PREFACE, 0, common)) {
            return common == PREFACE.readableBytes() ? HTTP2 : UNDECIDED;
        }
        int length = Math.min(bytes.readableBytes(), LONGEST_METHOD);
        for (int i = 0; i < length; i++) {
            int c = bytes.getByte(bytes.readerIndex() + i);
            if (c == ' ' && i > 0) {
                return HTTP;
            }
            if ((c < 'A' || c > 'Z') && c != '-') {
                return OTHER;
            }
        }
        return length < LONGEST_METHOD ? UNDECIDED : OTHER;
    }
}
