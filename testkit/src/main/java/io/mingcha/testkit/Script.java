package io.mingcha.testkit;

/** What a server does with one connection; an exception or its return ends the connection. */
@FunctionalInterface
public interface Script {

    void play(Peer peer) throws Exception;

    /** Answers every request of the connection. */
    static Script answering(Responder responder) {
        return peer -> {
            while (true) {
                responder.answer(peer, peer.read());
            }
        };
    }

    /** Answers every request with 200 and this text. */
    static Script saying(String text) {
        return answering((peer, request) -> peer.reply(200, text));
    }

    /** Answers one request. */
    @FunctionalInterface
    interface Responder {
        void answer(Peer peer, Peer.Received request) throws Exception;
    }
}
