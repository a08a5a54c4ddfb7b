package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;

/**
 * The system's dialog that asks whether an app may set up a VPN. Which app it is, only its words say.
 *
 * @param message its words, plain
 */
public record TunnelPrompt(Node dialog, String message) {}
