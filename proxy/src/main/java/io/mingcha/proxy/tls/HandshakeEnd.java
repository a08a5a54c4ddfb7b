package io.mingcha.proxy.tls;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * How a client took the certificate when no byte of its own followed.
 *
 * @param refused whether it did not accept it, as far as can be seen
 */
public record HandshakeEnd(boolean refused, Optional<Alert> alert, String detail) {

    /**
     * @param handshaken whether our side saw the handshake completed: in TLS 1.3 that is before the client has judged
     * @param plain an alert that was seen unencrypted
     */
    public static HandshakeEnd of(boolean handshaken, Optional<Alert> plain, Optional<Throwable> problem) {
        String text = problem.map(HandshakeEnd::messages).orElse("");
        Optional<Alert> alert = plain.or(() -> Alert.reportedBy(text));
        if (alert.isPresent()) {
            Alert seen = alert.get();
            return new HandshakeEnd(seen.refusesCertificate(), alert, "client alert: " + seen.name());
        }
        if (handshaken) {
            return new HandshakeEnd(true, alert, "closed after the handshake without sending anything");
        }
        if (problem.filter(HandshakeEnd::isFailureOfOurs).isPresent()) {
            return new HandshakeEnd(false, alert, text);
        }
        return new HandshakeEnd(true, alert, "closed during the handshake");
    }

    private static boolean isFailureOfOurs(Throwable problem) {
        Throwable cause =
                problem instanceof DecoderException && problem.getCause() != null ? problem.getCause() : problem;
        boolean closed = cause instanceof ClosedChannelException
                || cause instanceof IOException && !(cause instanceof SSLException)
                || cause.getMessage() != null && cause.getMessage().contains("closed");
        return cause instanceof SslHandshakeTimeoutException || !closed;
    }

    private static String messages(Throwable problem) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = problem; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append(' ');
        }
        return text.toString().strip();
    }
}
