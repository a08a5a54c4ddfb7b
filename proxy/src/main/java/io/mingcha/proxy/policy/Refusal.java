package io.mingcha.proxy.policy;

import java.util.Optional;

/**
 * A client did not accept the certificate that it was shown, or left in a way that may mean so.
 *
 * @param alert the name of the TLS alert that says so; nothing if it only left
 */
public record Refusal(Target target, Optional<String> alert) {}
