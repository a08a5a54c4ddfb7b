package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a recogniser made out on one screen. */
public record Sight(
        Optional<Notice> notice,
        Optional<PermissionPrompt> permission,
        Optional<Question> question,
        Optional<TunnelPrompt> tunnel,
        List<Toggle> toggles,
        Set<Remark> remarks,
        Map<Role, Node> targets,
        List<Doubt> doubts) {

    public Sight {
        toggles = List.copyOf(toggles);
        remarks = remarks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(remarks));
        targets = targets.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(targets));
        doubts = List.copyOf(doubts);
    }

    /** Of a screen that asks nothing. */
    public static Sight nothing() {
        return new Sight(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Map.of(),
                List.of());
    }

    /** The element to tap, if there is exactly one that it can be. */
    public Optional<Node> find(Role role) {
        return Optional.ofNullable(targets.get(role));
    }

    /** Whether anything on the screen could be more than one thing. */
    public boolean unsure() {
        return !doubts.isEmpty();
    }

    public boolean unsure(Doubt.About about) {
        return doubts.stream().anyMatch(d -> d.about() == about);
    }

    public boolean says(Remark remark) {
        return remarks.contains(remark);
    }
}
