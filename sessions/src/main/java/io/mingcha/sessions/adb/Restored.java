package io.mingcha.sessions.adb;

import io.mingcha.settings.Fault;
import java.util.List;

/**
 * What came of putting a device back as it was.
 *
 * @param done what was put back
 * @param left what could not be, and why; it stays noted for another try
 */
public record Restored(String serial, List<String> done, List<Fault> left) {
    public Restored {
        done = List.copyOf(done);
        left = List.copyOf(left);
    }

    public boolean isWhole() {
        return left.isEmpty();
    }
}
