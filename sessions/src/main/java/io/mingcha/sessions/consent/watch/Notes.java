package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Notice;
import io.mingcha.sessions.consent.Remark;
import io.mingcha.sessions.consent.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a session file notes under {@code screen}, as far as the frames show it. */
final class Notes {
    /** Faster than a hand that ticks a box. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Map<String, String> noted = new TreeMap<>();
    private Optional<Instant> lastWithout = Optional.empty();
    private boolean inside;

    void frame(View view) {
        Optional<Notice> notice = view.sight().notice();
        if (notice.isPresent() && !notice.get().ticks().isEmpty()) {
            ticks(notice.get(), view);
        } else if (!view.isBlank()) {
            lastWithout = Optional.of(view.got());
        }
        if (!view.sight().toggles().isEmpty()) {
            noted.put("personalization_switch", "true");
        }
        has(view, Role.DELETE_ACCOUNT, "account_cancel");
        has(view, Role.WITHDRAW, "consent_withdraw");
        has(view, Role.DELETE_TAGS, "tag_delete");
        login(view);
    }

    private void has(View view, Role role, String note) {
        view.sight().find(role).ifPresent(node -> noted.put(note, "true"));
    }

    /** A box that is ticked when it is first seen may have been ticked by hand, unless there was no time for it. */
    private void ticks(Notice notice, View view) {
        if (noted.containsKey("consent_prechecked")) {
            return;
        }
        boolean ticked = notice.ticks().stream().anyMatch(Notice.Tick::on);
        if (!ticked) {
            noted.put("consent_prechecked", "false");
        } else if (lastWithout
                .filter(w -> Duration.between(w, view.asked()).compareTo(AT_ONCE) <= 0)
                .isPresent()) {
            noted.put("consent_prechecked", "true");
        }
    }

    /** Only what comes before any login tells whether one is needed. */
    private void login(View view) {
        if (noted.containsKey("login_wall") || view.place() != View.Place.APP) {
            return;
        }
        if (view.sight().says(Remark.LOGIN_WALL) && !inside) {
            noted.put("login_wall", "true");
        } else if (!view.sight().says(Remark.LOGIN)
                && view.hasContent()
                && view.sight().notice().isEmpty()
                && view.sight().permission().isEmpty()) {
            inside = true;
        }
    }

    void tapped(Tap tap) {
        // A box that the plan ticks is not ticked by default.
        if (tap.hits(Role.TICK)) {
            noted.putIfAbsent("consent_prechecked", "false");
        }
    }

    Map<String, String> noted() {
        return Map.copyOf(noted);
    }
}
