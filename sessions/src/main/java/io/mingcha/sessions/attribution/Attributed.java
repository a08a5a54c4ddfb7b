package io.mingcha.sessions.attribution;

import io.mingcha.flows.Owner.Whose;
import java.util.Optional;

/**
 * Whose a connection was.
 *
 * @param app its package, if one is known
 * @param confidence 0 to 1, how often such an answer may be expected to be right
 */
public record Attributed(int connection, Whose whose, Optional<String> app, Witness by, double confidence) {

    static Attributed unknown(Connection connection) {
        return new Attributed(connection.number(), Whose.UNKNOWN, Optional.empty(), Witness.NOTHING, 0);
    }
}
