package io.mingcha.sessions.device;

import io.mingcha.settings.Fault;
import java.util.List;

/**
 * What came of putting canaries on a device.
 *
 * @param refused what could not be put there, and why
 */
public record Planted(int contacts, int messages, int files, List<Fault> refused) {
    public Planted {
        refused = List.copyOf(refused);
    }
}
