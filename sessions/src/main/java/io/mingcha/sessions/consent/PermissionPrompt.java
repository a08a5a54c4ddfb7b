package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;

/**
 * A dialog of the system that asks for a permission.
 *
 * @param permissions what it asks for, by Android's names; empty if it does not say
 * @param message its question, as shown
 */
public record PermissionPrompt(Node dialog, List<String> permissions, String message) {

    public PermissionPrompt {
        permissions = List.copyOf(permissions);
    }
}
