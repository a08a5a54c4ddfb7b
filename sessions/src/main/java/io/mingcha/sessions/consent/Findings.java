package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the readers of one screen gather. */
final class Findings {
    private Optional<Notice> notice = Optional.empty();
    private Optional<PermissionPrompt> permission = Optional.empty();
    private Optional<Question> question = Optional.empty();
    private Optional<TunnelPrompt> tunnel = Optional.empty();
    private final List<Toggle> toggles = new ArrayList<>();
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    private final Map<Role, Node> targets = new EnumMap<>(Role.class);
    private final List<Doubt> doubts = new ArrayList<>();

    void notice(Notice found) {
        notice = Optional.of(found);
    }

    boolean hasNotice() {
        return notice.isPresent();
    }

    void permission(PermissionPrompt found) {
        permission = Optional.of(found);
    }

    void question(Question found) {
        question = Optional.of(found);
    }

    void tunnel(TunnelPrompt found) {
        tunnel = Optional.of(found);
    }

    void toggle(Toggle found) {
        toggles.add(found);
    }

    void remark(Remark remark) {
        remarks.add(remark);
    }

    /** The first reader to name an element for a role is right: dialogs are read before what lies beneath. */
    void target(Role role, Node node) {
        targets.putIfAbsent(role, node);
    }

    void target(Role role, Optional<Node> node) {
        node.ifPresent(n -> target(role, n));
    }

    void doubt(Doubt.About about, String zh, String en) {
        doubts.add(new Doubt(about, Text.of(zh, en)));
    }

    boolean doubts(Doubt.About about) {
        return doubts.stream().anyMatch(d -> d.about() == about);
    }

    Sight sight() {
        return new Sight(notice, permission, question, tunnel, toggles, remarks, targets, doubts);
    }
}
