package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;

/**
 * A switch about personalised content.
 *
 * @param label the words beside it, plain
 * @param personalized whether content is personalised, however the switch is worded
 */
public record Toggle(Node node, String label, boolean personalized) {}
