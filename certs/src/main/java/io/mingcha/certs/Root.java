package io.mingcha.certs;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** The root with its key. */
record Root(PrivateKey key, X509Certificate certificate) {}
