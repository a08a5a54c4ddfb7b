package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.PermissionPrompt;
import io.mingcha.sessions.consent.Role;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the system's dialogs about permissions. What was chosen in one by hand leaves no trace on the screen. */
final class PermissionTrack implements Track {
    private static final Text SEEN = Text.of("首个显示系统授权弹窗的画面", "the first frame that shows the system's dialog");
    private static final Text TAPPED =
            Text.of("点击了系统授权弹窗上的按钮，弹窗消失", "a button of the system's dialog was tapped and it went");

    private record Open(PermissionPrompt prompt, Instant seen, Optional<Choice> choice) {
        boolean sameAs(PermissionPrompt other) {
            return prompt.permissions().equals(other.permissions())
                    && prompt.message().equals(other.message());
        }
    }

    private Instant without;
    private Optional<Open> open = Optional.empty();

    PermissionTrack(Instant since) {
        this.without = since;
    }

    @Override
    public List<Event> frame(View view) {
        Optional<PermissionPrompt> now = view.sight().permission();
        List<Event> events = new ArrayList<>();
        if (now.isEmpty()) {
            if (view.isBlank()) {
                return List.of();
            }
            open.ifPresent(o -> events.addAll(closed(o, view)));
            open = Optional.empty();
            without = view.asked();
            return events;
        }
        PermissionPrompt prompt = now.get();
        if (open.filter(o -> o.sameAs(prompt)).isPresent()) {
            events.addAll(stays(open.get(), prompt, view));
            return events;
        }
        open.ifPresent(o -> {
            events.addAll(closed(o, view));
            without = o.seen();
        });
        open = Optional.of(new Open(prompt, view.asked(), Optional.empty()));
        Window window = new Window(without, view.got());
        events.add(
                prompt.permissions().isEmpty()
                        ? window.unclear("permission_prompt", Text.of("无法确定申请哪项权限", "which permission cannot be told"))
                        : window.fell(
                                "permission_prompt[" + prompt.permissions().get(0) + "]", SEEN));
        return events;
    }

    private List<Event> stays(Open before, PermissionPrompt prompt, View view) {
        Optional<Choice> waited = before.choice().map(Choice::waited);
        boolean spent = waited.filter(c -> c.patience() <= 0).isPresent();
        open = Optional.of(new Open(prompt, view.asked(), spent ? Optional.empty() : waited));
        return spent
                ? List.of(waited.get()
                        .window()
                        .unclear(kind(waited.get()), Text.of("点击后弹窗仍在", "the dialog stayed though it was tapped")))
                : List.of();
    }

    private static List<Event> closed(Open before, View view) {
        List<String> permissions = before.prompt().permissions();
        if (before.choice().isEmpty() || permissions.isEmpty()) {
            Window window = before.choice().map(Choice::window).orElse(new Window(before.seen(), view.got()));
            String kind = before.choice().map(PermissionTrack::kind).orElse("permission_grant");
            String about = permissions.isEmpty() ? "" : "[" + permissions.get(0) + "]";
            return List.of(window.unclear(
                    kind + about,
                    Text.of("弹窗消失，画面不显示授予还是拒绝", "the dialog went; the screen does not show what was chosen")));
        }
        Choice choice = before.choice().get();
        return permissions.stream()
                .map(p -> choice.window().fell(kind(choice) + "[" + p + "]", TAPPED))
                .toList();
    }

    private static String kind(Choice choice) {
        return choice.made() == Choice.Made.NO ? "permission_deny" : "permission_grant";
    }

    @Override
    public List<Event> tapped(Tap tap) {
        if (open.isEmpty() || tap.on().sight().permission().isEmpty()) {
            return List.of();
        }
        if (tap.hits(Role.DENY)) {
            choose(Choice.Made.NO, tap.window());
        } else if (tap.hits(Role.ALLOW) || tap.hits(Role.ALLOW_IN_USE) || tap.hits(Role.ALLOW_ONCE)) {
            choose(Choice.Made.YES, tap.window());
        } else if (tap.hits(Role.ALLOW_SOME)) {
            choose(Choice.Made.LESS, tap.window());
        }
        return List.of();
    }

    private void choose(Choice.Made made, Window window) {
        open = open.map(o -> new Open(o.prompt(), o.seen(), Optional.of(Choice.after(o.choice(), made, window))));
    }

    @Override
    public List<Event> ended(Instant at) {
        List<Event> events = open
                .flatMap(Open::choice)
                .map(c -> c.window()
                        .unclear(kind(c), Text.of("运行结束前未见弹窗消失", "the run ended before the dialog was seen to go")))
                .stream()
                .toList();
        open = Optional.empty();
        return events;
    }
}
