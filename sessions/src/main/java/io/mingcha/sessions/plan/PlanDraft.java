package io.mingcha.sessions.plan;

import io.mingcha.flows.App;
import io.mingcha.flows.Marker;
import io.mingcha.sessions.device.WayIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drafts a plan from the markers of a run that was done by hand: what is recognised is tapped again, time passes as it did. Where
 * a person did something that no marker tells, the plan asks a person again.
 */
public final class PlanDraft {
    private static final Duration WORTH_WAITING = Duration.ofSeconds(3);
    private static final Set<String> TOLD_BY_OTHERS =
            Set.of("foreground", "install", "unclear", "permission_prompt", "privacy_prompt_shown");

    private final List<String> lines = new ArrayList<>();

    private PlanDraft() {}

    /**
     * The plan as YAML.
     *
     * @param way how the traffic came in
     */
    public static String of(App app, Optional<String> way, List<Marker> markers, Instant ended) {
        PlanDraft draft = new PlanDraft();
        for (int i = 0; i < markers.size(); i++) {
            draft.step(markers.get(i));
            Instant next = i + 1 < markers.size() ? markers.get(i + 1).at() : ended;
            draft.wait(Duration.between(markers.get(i).at(), next));
        }
        return "# A draft from a run by hand. Check it with: mingcha plan check FILE\n"
                + "app: {package: " + app.packageName() + "}\n"
                + way.filter(w -> !w.equals(WayIn.PROXY.label()))
                        .map(w -> "capture: {way: " + w + "}\n")
                        .orElse("")
                + "steps:\n"
                + draft.lines.stream().map(l -> "  " + l + "\n").collect(Collectors.joining());
    }

    private void wait(Duration time) {
        if (time.compareTo(WORTH_WAITING) >= 0) {
            lines.add("- idle: " + time.toSeconds() + "s");
        }
    }

    private void step(Marker marker) {
        String argument = marker.argument().orElse("");
        switch (marker.kind()) {
            case "first_launch" -> {
                lines.add("- clear");
                lines.add("- launch");
            }
            case "launch" -> lines.add("- launch");
            case "consent_accept" -> recognised("agree");
            case "consent_reject" -> recognised("refuse");
            case "consent_withdraw" -> byHand("请打开撤回同意的页面并撤回", "Please withdraw consent", marker);
            case "personalization_off" -> byHand("请关闭个性化推荐", "Please switch personalised content off", marker);
            case "permission_grant" -> permission("grant");
            case "permission_deny" -> permission("deny");
            case "background" -> lines.add("- home");
            case "scene_enter" -> lines.add("- scene: " + argument);
            case "scene_exit" -> lines.add("- scene: none");
            default -> {
                if (!TOLD_BY_OTHERS.contains(marker.kind())) {
                    byHand("请手动完成：" + marker.label(), "Please do by hand: " + marker.label(), marker);
                }
            }
        }
    }

    private void recognised(String role) {
        lines.add("- wait_for: {recognised: notice}");
        lines.add("- tap: {recognised: " + role + "}");
    }

    private void permission(String answer) {
        lines.add("- wait_for: {recognised: permission}");
        lines.add("- permission: " + answer);
    }

    private void byHand(String zh, String en, Marker marker) {
        lines.add("- ask: {zh: \"" + zh + "\", en: \"" + en + "\"}");
        if (marker.source() != Marker.Source.SCREEN) {
            lines.add("- marker: " + marker.label());
        }
    }
}
