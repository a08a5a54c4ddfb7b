package io.mingcha.proxy.tls;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** How a client went away that was shown a certificate and sent nothing of its own behind it. */
public record HandshakeEnd(Kind kind, Optional<Alert> alert, String detail) {

    /** What can be said of it by itself; what came before and after it on the same name may say more. */
    public enum Kind {
        /** An alert says that it does not accept the certificate. */
        REFUSED("client_refused_certificate"),
        /**
         * It completed the handshake, then closed: a connection that a browser opened to spare and never used, or an app
         * that compares keys after the handshake.
         */
        SILENT("closed_after_handshake"),
        /** It closed within the handshake without a word: the network, a user who went on, or a refusal. */
        BROKEN_OFF("closed_in_handshake"),
        /** No common ground, or the protocol was broken. */
        PROTOCOL("client_tls_failed"),
        /** It stopped answering. */
        TIMEOUT("client_tls_timeout");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        /** The word of the record. */
        public String reason() {
            return reason;
        }

        /** Whether the client may have refused the certificate. */
        public boolean mayBeRefusal() {
            return this == REFUSED || this == SILENT || this == BROKEN_OFF;
        }
    }

    /**
     * @param handshaken whether our side saw the handshake completed
     * @param plain an alert that was seen unencrypted
     */
    public static HandshakeEnd of(boolean handshaken, Optional<Alert> plain, Optional<Throwable> problem) {
        String text = problem.map(HandshakeEnd::messages).orElse("");
        Optional<Alert> alert = plain.or(() -> Alert.reportedBy(text));
        Alert.Meaning meaning = alert.map(Alert::meaning).orElse(Alert.Meaning.NOTHING);
        String said = alert.map(a -> "client alert: " + a.name()).orElse("");
        if (meaning == Alert.Meaning.CERTIFICATE) {
            return new HandshakeEnd(Kind.REFUSED, alert, said);
        }
        if (meaning == Alert.Meaning.PROTOCOL) {
            return new HandshakeEnd(Kind.PROTOCOL, alert, said);
        }
        String farewell = said.isEmpty() ? "" : " (" + said + ")";
        // it ends the handshake only to say so (draft-ietf-tls-esni, section 6.1.6): whether that is seen as completed
        // is the network's whim
        if (handshaken && alert.filter(Alert::wantsEncryptedHello).isEmpty()) {
            return new HandshakeEnd(
                    Kind.SILENT, Optional.empty(), "closed after the handshake without sending anything" + farewell);
        }
        if (problem.filter(p -> cause(p) instanceof SslHandshakeTimeoutException)
                .isPresent()) {
            return new HandshakeEnd(Kind.TIMEOUT, Optional.empty(), "stopped answering within the handshake");
        }
        if (alert.isEmpty() && problem.filter(p -> !isClosing(cause(p))).isPresent()) {
            return new HandshakeEnd(Kind.PROTOCOL, Optional.empty(), text);
        }
        return new HandshakeEnd(Kind.BROKEN_OFF, Optional.empty(), "closed during the handshake" + farewell);
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof DecoderException && problem.getCause() != null ? problem.getCause() : problem;
    }

    private static boolean isClosing(Throwable cause) {
        return cause instanceof ClosedChannelException
                || cause instanceof IOException && !(cause instanceof SSLException)
                || cause.getMessage() != null && cause.getMessage().contains("closed");
    }

    private static String messages(Throwable problem) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = problem; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append(' ');
        }
        return text.toString().strip();
    }
}
