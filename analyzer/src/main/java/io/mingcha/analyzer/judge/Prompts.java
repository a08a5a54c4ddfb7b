package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Marker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How an app asks, told from the markers of a session in order. */
record Prompts(List<Marker> markers) {
    private static final Duration AGAIN = Duration.ofHours(48);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Set<String> LAUNCHES = Set.of("launch", "first_launch");

    /** The most times that consent was asked again within two days of its refusal. */
    int consentAgain() {
        return again("consent_prompt", "consent_reject");
    }

    /** The same for one and the same permission. */
    int permissionAgain() {
        return again("permission_prompt", "permission_deny");
    }

    private int again(String prompt, String refusal) {
        int most = 0;
        for (Marker refused : markers) {
            if (!refused.kind().equals(refusal)) {
                continue;
            }
            int again = (int) markers.stream()
                    .filter(m -> m.kind().equals(prompt) && subject(m).equals(subject(refused)))
                    .filter(m -> m.notBefore().isAfter(refused.notAfter())
                            && !m.at().isAfter(refused.at().plus(AGAIN)))
                    .count();
            most = Math.max(most, again);
        }
        return most;
    }

    /** The most different permissions that were asked for within ten seconds of a launch. */
    int atLaunch() {
        int most = 0;
        for (Marker launch : markers) {
            if (!LAUNCHES.contains(launch.kind())) {
                continue;
            }
            Set<String> asked = new HashSet<>();
            for (Marker m : markers) {
                if (m.kind().equals("permission_prompt")
                        && !m.at().isBefore(launch.at())
                        && !m.at().isAfter(launch.at().plus(AT_ONCE))) {
                    asked.add(subject(m));
                }
            }
            most = Math.max(most, asked.size());
        }
        return most;
    }

    /** What is asked for: {@code CAMERA} and {@code android.permission.CAMERA} are one permission. */
    private static String subject(Marker marker) {
        return marker.argument().map(Timeline::permission).orElse("");
    }
}
