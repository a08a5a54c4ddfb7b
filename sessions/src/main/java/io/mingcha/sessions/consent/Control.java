package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.Set;

/**
 * Something with a short label that a person may tap.
 *
 * @param label plain
 * @param says what the label is known to say
 * @param piece it is a piece of a sentence, not a button
 */
record Control(Node node, String label, Set<Said> says, boolean piece) {

    boolean says(Said said) {
        return says.contains(said);
    }

    boolean isBox() {
        return node.is(Node.Trait.CHECKABLE);
    }

    boolean isClickable() {
        return node.is(Node.Trait.CLICKABLE);
    }
}
