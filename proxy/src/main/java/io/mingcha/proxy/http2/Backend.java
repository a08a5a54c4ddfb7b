package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/** Where the streams of one client connection go. */
interface Backend {

    /** What a flow says that was spoken. */
    String protocol();

    /** Begins with a client whose streams will come. */
    void attach(ClientStreams client);

    /** What the client is to be told of the server's limits. */
    Http2Settings settings();

    /** Begins a stream; answers through the exchange. */
    ServerStream open(Exchange exchange, Http2Headers headers, boolean end);

    /** The client said what it can take. */
    void clientSettings(Http2Settings settings);

    /** The client announced that it will end. */
    void clientEnding(long code, ByteBuf debug);

    /** The client's connection takes bytes again. */
    void clientWritable();

    /** The client's connection takes no more for now. */
    void clientFull();

    /** Everything that was written is to go out. */
    void flushRequests();

    /** The client is gone. */
    void close();
}
