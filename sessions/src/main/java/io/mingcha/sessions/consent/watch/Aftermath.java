package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Notice;
import io.mingcha.sessions.consent.Remark;
import io.mingcha.settings.Text;
import java.util.Optional;

/**
 * What a choice made by hand must have been, by what came after it. An app that goes on where it could not go on before was
 * agreed to; one that ends as its button said was refused. Where both lead to the same, it stays unclear.
 */
final class Aftermath {
    private static final Text EITHER =
            Text.of("弹窗消失后的画面在同意或拒绝时都会出现", "what followed comes after agreeing and after refusing alike");

    private Aftermath() {}

    /** Empty while the frames show too little to tell. */
    static Optional<Event> of(Standing going, View after) {
        Notice notice = going.notice();
        Window window = going.going(after.got());
        String agreed = Outcome.label(notice, Choice.Made.YES);
        if (after.place() == View.Place.LAUNCHER) {
            return Optional.of(
                    notice.kind() == Notice.Kind.PRIVACY && (notice.leaves() || notice.insists())
                            ? window.fell(
                                    "consent_reject",
                                    Text.of(
                                            "应用已关闭，与弹窗上拒绝按钮所述一致",
                                            "the app closed, as the button that refuses says it does"))
                            : window.unclear(
                                    "consent_reject",
                                    Text.of(
                                            "离开了应用，无法区分拒绝与暂离",
                                            "the app was left; whether refused or only left cannot be told")));
        }
        if (after.sight().says(Remark.BASIC_MODE) && notice.kind() == Notice.Kind.PRIVACY) {
            return Optional.of(
                    window.fell("consent_reject", Text.of("应用显示处于基本功能模式", "the app says that it runs with less")));
        }
        if (!after.hasContent()) {
            return Optional.empty();
        }
        if (notice.basic().isPresent() || layBeneath(going, after)) {
            return Optional.of(window.unclear(agreed, EITHER));
        }
        if (notice.form() == Notice.Form.LOGIN) {
            return login(going, after, window);
        }
        if (notice.kind() != Notice.Kind.PRIVACY) {
            return Optional.of(window.unclear(agreed, EITHER));
        }
        return Optional.of(
                window.fell(agreed, Text.of("弹窗消失后应用进入了新的页面", "the app went on to a page that was not there before")));
    }

    private static Optional<Event> login(Standing going, View after, Window window) {
        if (after.sight().says(Remark.LOGIN)) {
            return Optional.empty();
        }
        boolean ticked = !going.notice().ticks().isEmpty() && !going.notice().unticked();
        return Optional.of(
                ticked
                        ? window.fell(
                                "consent_accept", Text.of("勾选了同意并完成登录", "the box was ticked and the login led on"))
                        : window.unclear("consent_accept", EITHER));
    }

    /** The page was there before, under the notice, so that it shows nothing. */
    private static boolean layBeneath(Standing going, View after) {
        long before = after.words().stream().filter(going.words()::contains).count();
        return 2 * before > after.words().size();
    }
}
