package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Doubt;
import io.mingcha.sessions.consent.Notice;
import io.mingcha.sessions.consent.Remark;
import io.mingcha.sessions.consent.Role;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows notices: when they come, and how they go. */
final class NoticeTrack implements Track {
    private static final Text SEEN = Text.of("首个显示该弹窗的画面", "the first frame that shows the notice");

    private Instant without;
    private boolean shown;
    private boolean refused;
    private Optional<Standing> standing = Optional.empty();
    private Optional<Instant> forced = Optional.empty();
    private boolean doubted;

    NoticeTrack(Instant since) {
        this.without = since;
    }

    /** When a refusal was first seen to lead back to a notice that insists. */
    Optional<Instant> forced() {
        return forced;
    }

    @Override
    public List<Event> frame(View view) {
        if (view.isBlank()) {
            return List.of();
        }
        Optional<Notice> now = view.sight().notice();
        if (now.isPresent()) {
            return present(view, now.get());
        }
        if (view.sight().unsure(Doubt.About.NOTICE)) {
            return doubted(view);
        }
        return isCovered(view) ? List.of() : absent(view);
    }

    /** Something lies in front that tells nothing about the notice: a dialog of the system, a policy to be read. */
    private static boolean isCovered(View view) {
        return view.sight().permission().isPresent()
                || view.sight().says(Remark.POLICY)
                || view.place() == View.Place.ELSEWHERE;
    }

    private List<Event> doubted(View view) {
        if (doubted || standing.isPresent()) {
            return List.of();
        }
        doubted = true;
        Text why = view.sight().doubts().stream()
                .filter(d -> d.about() == Doubt.About.NOTICE)
                .map(Doubt::why)
                .findFirst()
                .orElse(SEEN);
        return List.of(new Window(without, view.got()).unclear("privacy_prompt_shown", why));
    }

    private List<Event> present(View view, Notice now) {
        List<Event> events = new ArrayList<>();
        if (standing.isEmpty()) {
            events.addAll(comes(view, now));
            return events;
        }
        Standing before = standing.get();
        if (!before.notice().sameAs(now)) {
            events.addAll(replaced(before, view, now));
            without = before.seen();
            events.addAll(comes(view, now));
        } else if (before.gone().isPresent() && before.choice().isPresent()) {
            events.addAll(cameBack(before, view));
            without = before.seen();
            events.addAll(comes(view, now));
        } else {
            standing = Optional.of(before.seenAgain(view, now));
            events.addAll(waiting(before));
        }
        return events;
    }

    private List<Event> comes(View view, Notice now) {
        standing = Optional.of(Standing.on(view, now));
        Window window = new Window(without, view.got());
        if (now.kind() != Notice.Kind.PRIVACY) {
            String about = now.kind() == Notice.Kind.GUARDIAN ? "[guardian]" : Outcome.bracketed(now);
            return List.of(window.fell("consent_prompt" + about, SEEN));
        }
        if (refused) {
            return List.of(window.fell("consent_prompt", Text.of("拒绝后再次询问", "asked again after a refusal")));
        }
        if (shown && now.form() == Notice.Form.LOGIN) {
            return List.of();
        }
        shown = true;
        return List.of(window.fell("privacy_prompt_shown", SEEN));
    }

    private List<Event> waiting(Standing before) {
        if (before.choice().isEmpty()) {
            return List.of();
        }
        Choice left = before.choice().get().waited();
        if (left.patience() > 0) {
            standing = standing.map(s -> s.choosing(Optional.of(left)));
            return List.of();
        }
        standing = standing.map(s -> s.choosing(Optional.empty()));
        return List.of(left.window()
                .unclear(
                        Outcome.label(before.notice(), left.made()),
                        Text.of("点击后弹窗仍在", "the notice stayed though its button was tapped")));
    }

    /** The same notice again after it had gone: an answer that was not taken. */
    private List<Event> cameBack(Standing before, View view) {
        Choice choice = before.choice().orElseThrow();
        if (choice.made() == Choice.Made.YES) {
            return List.of(choice.window()
                    .unclear(
                            Outcome.label(before.notice(), choice.made()),
                            Text.of("同意后同一弹窗再次出现", "the same notice came back after it was agreed to")));
        }
        refusalForced(before.notice(), view);
        return settled(before.notice(), choice);
    }

    private List<Event> replaced(Standing before, View view, Notice now) {
        if (before.choice().isPresent()) {
            Choice choice = before.choice().get();
            if (choice.made() != Choice.Made.YES && now.insists()) {
                refusalForced(before.notice(), view);
            }
            return settled(before.notice(), choice);
        }
        if (before.notice().form() == Notice.Form.LOGIN) {
            return List.of();
        }
        if (now.insists()
                && !before.notice().insists()
                && now.kind() == before.notice().kind()) {
            refusalForced(before.notice(), view);
            return refused(before.going(view.got())
                    .fell("consent_reject", Text.of("随后弹窗坚持要求同意", "a notice that insists followed")));
        }
        return List.of(before.going(view.got())
                .unclear(
                        Outcome.label(before.notice(), Choice.Made.YES),
                        Text.of(
                                "另一弹窗取代了它，没有证据表明选择了什么",
                                "another notice took its place; nothing shows what was chosen")));
    }

    private void refusalForced(Notice notice, View view) {
        if (notice.kind() == Notice.Kind.PRIVACY && forced.isEmpty()) {
            forced = Optional.of(view.got());
        }
    }

    private List<Event> absent(View view) {
        if (standing.isEmpty()) {
            without = view.asked();
            return List.of();
        }
        Standing going = standing.get().gone(view.got());
        if (going.choice().isPresent()) {
            return over(view, settled(going.notice(), going.choice().get()));
        }
        Optional<Event> byHand = Aftermath.of(going, view);
        if (byHand.isEmpty()) {
            standing = Optional.of(going);
            return List.of();
        }
        return over(view, refused(byHand.get()));
    }

    private List<Event> over(View view, List<Event> events) {
        standing = Optional.empty();
        without = view.asked();
        return events;
    }

    private List<Event> refused(Event event) {
        refused |= event instanceof Event.Fell fell && fell.marker().kind().equals("consent_reject");
        return List.of(event);
    }

    private List<Event> settled(Notice notice, Choice choice) {
        List<Event> events = Outcome.of(notice, choice);
        events.forEach(this::refused);
        return events;
    }

    @Override
    public List<Event> tapped(Tap tap) {
        if (standing.isEmpty() || tap.on().sight().notice().isEmpty()) {
            return List.of();
        }
        Notice notice = tap.on().sight().notice().get();
        // A login goes on without its box ticked only where it asks first, which is another notice.
        boolean idle = notice.form() == Notice.Form.LOGIN && notice.unticked();
        if (tap.hits(notice.agree()) && !idle) {
            choose(Choice.Made.YES, tap.window());
        } else if (tap.hits(notice.basic())) {
            choose(Choice.Made.LESS, tap.window());
        } else if (tap.hits(notice.refuse()) || tap.hits(Role.REFUSE)) {
            choose(Choice.Made.NO, tap.window());
        }
        return List.of();
    }

    private void choose(Choice.Made made, Window window) {
        standing = standing.map(s -> s.choosing(Optional.of(Choice.after(s.choice(), made, window))));
    }

    @Override
    public List<Event> ended(Instant at) {
        if (standing.isEmpty()) {
            return List.of();
        }
        Standing last = standing.get();
        standing = Optional.empty();
        if (last.choice().isPresent()) {
            Choice choice = last.choice().get();
            return List.of(choice.window()
                    .unclear(
                            Outcome.label(last.notice(), choice.made()),
                            Text.of("运行结束前未见弹窗消失", "the run ended before the notice was seen to go")));
        }
        return last.gone().isEmpty()
                ? List.of()
                : List.of(last.going(at)
                        .unclear(
                                Outcome.label(last.notice(), Choice.Made.YES),
                                Text.of("弹窗消失，之后没有证据", "the notice went; nothing after it shows what was chosen")));
    }
}
