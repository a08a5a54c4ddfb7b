package io.mingcha.proxy.policy;

import java.util.Optional;

/**
 * A client did not accept the certificate that it was shown.
 *
 * @param alert the name of the TLS alert, if one was seen
 */
public record Refusal(Target target, Optional<String> alert) {}
