package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Notice;
import io.mingcha.sessions.consent.Question;
import io.mingcha.sessions.consent.Remark;
import io.mingcha.sessions.consent.Role;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the withdrawal of consent and the end of an account, from the question to what the app says afterwards. */
final class QuestionTrack implements Track {
    private static final Map<Question.Kind, String> MARKERS = new EnumMap<>(Map.of(
            Question.Kind.WITHDRAWAL, "consent_withdraw",
            Question.Kind.DELETION, "account_delete_request"));
    private static final Map<Remark, String> SAID = new EnumMap<>(Map.of(
            Remark.WITHDRAWN, "consent_withdraw",
            Remark.DELETION_REQUESTED, "account_delete_request",
            Remark.ACCOUNT_DELETED, "account_deleted"));
    private static final Text CONFIRMED = Text.of("在确认弹窗上点击了确认", "the question was confirmed by its button");
    private static final Text WORDS = Text.of("首个显示结果文字的画面", "the first frame that says so");

    private record Open(Question question, Instant seen, Optional<Choice> choice) {}

    private final Set<Question.Kind> concerned = EnumSet.noneOf(Question.Kind.class);
    private final List<String> fallen = new ArrayList<>();
    private Optional<Open> open = Optional.empty();
    private Instant last;

    QuestionTrack(Instant since) {
        this.last = since;
    }

    @Override
    public List<Event> frame(View view) {
        if (view.isBlank() || view.place() == View.Place.ELSEWHERE) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        concern(view);
        Optional<Question> now = view.sight().question().filter(q -> MARKERS.containsKey(q.kind()));
        if (open.isPresent()
                && now.filter(q -> q.kind() == open.get().question().kind()).isEmpty()) {
            events.addAll(closed(open.get(), view));
            open = Optional.empty();
        }
        now.ifPresent(q -> open = Optional.of(new Open(q, view.asked(), open.flatMap(Open::choice))));
        SAID.forEach((remark, kind) -> {
            if (view.sight().says(remark) && concerned.contains(about(remark)) && !fallen.contains(kind)) {
                events.add(fell(kind, new Window(last, view.got()), WORDS));
            }
        });
        last = view.asked();
        return events;
    }

    /** Words about an account's end mean this account's only where the app has offered to end it. */
    private void concern(View view) {
        view.sight().question().ifPresent(q -> concerned.add(q.kind()));
        if (view.sight().find(Role.WITHDRAW).isPresent()) {
            concerned.add(Question.Kind.WITHDRAWAL);
        }
        if (view.sight().find(Role.DELETE_ACCOUNT).isPresent()) {
            concerned.add(Question.Kind.DELETION);
        }
    }

    private static Question.Kind about(Remark remark) {
        return remark == Remark.WITHDRAWN ? Question.Kind.WITHDRAWAL : Question.Kind.DELETION;
    }

    private Event fell(String kind, Window window, Text evidence) {
        fallen.add(kind);
        return window.fell(kind, evidence);
    }

    private List<Event> closed(Open before, View view) {
        String kind = MARKERS.getOrDefault(before.question().kind(), "");
        if (before.choice().isPresent()) {
            Choice choice = before.choice().get();
            return choice.made() == Choice.Made.YES ? List.of(fell(kind, choice.window(), CONFIRMED)) : List.of();
        }
        Window window = new Window(before.seen(), view.got());
        boolean said = SAID.entrySet().stream()
                .anyMatch(e -> e.getValue().equals(kind) && view.sight().says(e.getKey()));
        if (said) {
            return List.of(fell(kind, window, WORDS));
        }
        boolean asksAnew = before.question().kind() == Question.Kind.WITHDRAWAL
                && view.sight()
                        .notice()
                        .filter(n -> n.kind() == Notice.Kind.PRIVACY)
                        .isPresent();
        if (asksAnew) {
            return List.of(fell(kind, window, Text.of("随后应用重新征求同意", "the app asked for consent anew")));
        }
        return List.of(window.unclear(
                kind, Text.of("确认弹窗消失，没有证据表明选择了什么", "the question went; nothing shows what was chosen")));
    }

    @Override
    public List<Event> tapped(Tap tap) {
        if (open.isEmpty()) {
            return List.of();
        }
        if (tap.hits(Role.CONFIRM)) {
            choose(Choice.Made.YES, tap.window());
        } else if (tap.hits(Role.KEEP)) {
            choose(Choice.Made.NO, tap.window());
        }
        return List.of();
    }

    private void choose(Choice.Made made, Window window) {
        open = open.map(o -> new Open(o.question(), o.seen(), Optional.of(Choice.after(o.choice(), made, window))));
    }

    @Override
    public List<Event> ended(Instant at) {
        List<Event> events = open
                .flatMap(o -> o.choice()
                        .filter(c -> c.made() == Choice.Made.YES)
                        .map(c -> c.window()
                                .unclear(
                                        MARKERS.getOrDefault(o.question().kind(), ""),
                                        Text.of("运行结束前未见结果", "the run ended before a result was seen"))))
                .stream()
                .toList();
        open = Optional.empty();
        return events;
    }
}
