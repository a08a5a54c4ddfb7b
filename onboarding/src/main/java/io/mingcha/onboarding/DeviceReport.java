package io.mingcha.onboarding;

import java.util.List;
import java.util.Optional;

/**
 * All checks of one device.
 *
 * @param system what its browser says it runs
 */
public record DeviceReport(String address, Optional<String> system, List<CheckResult> results) {

    public DeviceReport {
        results = List.copyOf(results);
    }

    /** Whether nothing is left to do before capturing. */
    public boolean isReady() {
        return results.stream().noneMatch(r -> r.state().isOpen());
    }
}
