package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Notice;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;

/** The markers that a choice on a notice makes. */
final class Outcome {
    private static final Text AGREED =
            Text.of("点击了表示同意的按钮，弹窗消失", "the button that agrees was tapped and the notice went");
    private static final Text REFUSED =
            Text.of("点击了表示拒绝的按钮，弹窗消失", "the button that refuses was tapped and the notice went");
    private static final Text LESS =
            Text.of("选择了只用基本功能，弹窗消失", "the button for less than full consent was tapped and the notice went");
    private static final Text UPDATED = Text.of("同意的是更新后的政策", "what was agreed to says that it was updated");

    private Outcome() {}

    static List<Event> of(Notice notice, Choice choice) {
        List<Event> events = new ArrayList<>();
        Window window = choice.window();
        if (choice.made() == Choice.Made.YES) {
            if (notice.kind() == Notice.Kind.SEPARATE && notice.about().isEmpty()) {
                events.add(window.unclear(
                        "separate_consent", Text.of("无法确定针对哪类信息", "it cannot be told what it was about")));
            } else {
                events.add(window.fell(label(notice, choice.made()), AGREED));
            }
            if (notice.kind() == Notice.Kind.PRIVACY && notice.updated()) {
                events.add(window.fell("reconsent", UPDATED));
            }
        } else if (notice.kind() == Notice.Kind.PRIVACY) {
            boolean less = choice.made() == Choice.Made.LESS;
            events.add(window.fell("consent_reject", less ? LESS : REFUSED));
            if (less) {
                events.add(window.fell("decline_nonnecessary", LESS));
            }
        }
        return events;
    }

    static String label(Notice notice, Choice.Made made) {
        if (made != Choice.Made.YES) {
            return "consent_reject";
        }
        return switch (notice.kind()) {
            case PRIVACY -> "consent_accept";
            case SEPARATE -> "separate_consent" + bracketed(notice);
            case GUARDIAN -> "guardian_consent";
        };
    }

    static String bracketed(Notice notice) {
        return notice.about().map(a -> "[" + a + "]").orElse("");
    }
}
