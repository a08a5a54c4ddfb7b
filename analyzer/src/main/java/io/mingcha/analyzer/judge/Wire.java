package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.signal.Signals;

/**
 * What a rule may ask of the exchange or connection itself.
 *
 * @param read whether its content could be read
 * @param opaque whether its request carried bytes that nobody could read
 * @param tls the version that the app negotiated, such as {@code TLSv1.2}; empty if it is not known or there was none
 * @param badCertificate whether the app went on although it was shown a certificate as bad as its server's
 */
public record Wire(
        String scheme,
        String host,
        boolean read,
        boolean opaque,
        String tls,
        boolean badCertificate,
        Signals signals) {}
