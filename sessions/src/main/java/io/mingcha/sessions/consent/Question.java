package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.Optional;

/** A dialog that asks back whether something is really meant. */
public record Question(Kind kind, Node dialog, Optional<Node> confirm, Optional<Node> keep) {

    /** What is to be confirmed. */
    public enum Kind {
        WITHDRAWAL,
        DELETION,
        OPT_OUT
    }
}
