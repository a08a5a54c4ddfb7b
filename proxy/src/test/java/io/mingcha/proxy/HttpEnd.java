package io.mingcha.proxy;

import java.util.Map;

/** One end of exchanges of HTTP in whatever version, the client's or the server's, that a test moves step by step. */
interface HttpEnd extends AutoCloseable {

    /** Of what kind the body behind a head is. */
    enum Content {
        NONE,
        /** As long as its head says. */
        COUNTED,
        /** As long as it turns out to be, with trailers if need be. */
        STREAMED
    }

    /** Begins the next exchange with a request for {@code /x}. */
    void ask(String method, Content content, int length, String... headers) throws Exception;

    void answer(int status, Content content, int length, String... headers) throws Exception;

    /** An answer before the answer. */
    void interim(int status) throws Exception;

    /** Waits for the other end's next head: method and path, or the status. */
    String heard() throws Exception;

    /** The last head's header, empty if there is none. */
    String header(String name);

    void say(String text) throws Exception;

    /** Waits for so many bytes of the body. */
    String hear(int length) throws Exception;

    /** Ends the message, with trailers as pairs of name and value. */
    void end(String... trailers) throws Exception;

    /** Waits for the end of the message and tells its trailers. */
    Map<String, String> heardEnd() throws Exception;

    /** Asks to speak something else from here on; the other end's answer is awaited. */
    void upgrade() throws Exception;

    /** Agrees to that. */
    void upgraded() throws Exception;

    /** Ends the connection as a crash does. */
    void cut() throws Exception;

    /** Waits until the message is over without its end. */
    void heardCut() throws Exception;

    @Override
    void close() throws Exception;
}
