package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Optional;

/** Reads pages that want a login, and the consent that is asked for beside it. */
final class LoginReader {
    private static final int HEADING = 16;

    private final ConsentTexts texts;
    private final TickReader ticks;

    LoginReader(ConsentTexts texts) {
        this.texts = texts;
        this.ticks = new TickReader(texts.notice());
    }

    void read(Tree tree, Findings found) {
        if (tree.roots().isEmpty()) {
            return;
        }
        Part page = new Part(tree, tree.roots().get(tree.roots().size() - 1));
        List<Control> logins = logins(page);
        if (logins.isEmpty() && !found.hasNotice() && page.isSmall() && asksByBox(page)) {
            found.doubt(
                    Doubt.About.NOTICE,
                    "有征求同意的勾选框，但没有认得出的登录按钮",
                    "a tick box asks for consent, but no button is known to log in");
        }
        if (logins.isEmpty() || !isLogin(page)) {
            return;
        }
        found.remark(Remark.LOGIN);
        Optional<Control> login = Part.single(logins);
        found.target(Role.LOGIN, login.map(Control::node));
        Optional<Control> past = past(page);
        past.ifPresent(c -> found.target(Role.SKIP, c.node()));
        if (past.isEmpty()) {
            found.remark(Remark.LOGIN_WALL);
        }
        if (!found.hasNotice() && consents(page)) {
            consent(page, login, found);
        }
    }

    /** The buttons that log in: not the heading, which may say the same, nor one that only sends a code. */
    private static List<Control> logins(Part page) {
        List<Control> all = page.buttons(Said.LOGIN);
        List<String> headings = page.lines().stream().limit(2).toList();
        boolean headed = all.size() > 1
                && !all.get(0).isClickable()
                && headings.contains(all.get(0).label());
        List<Control> below = headed ? all.subList(1, all.size()) : all;
        List<Control> last = below.stream().filter(c -> !isCode(c)).toList();
        return last.isEmpty() ? below : last;
    }

    /** Sends a code, which comes before the login itself. */
    private static boolean isCode(Control control) {
        return control.label().contains("验证码") && !control.label().contains("登录")
                || control.label().contains("code");
    }

    private boolean isLogin(Part page) {
        boolean fields = page.node()
                .all()
                .filter(n -> n.is(Node.Trait.EDITABLE))
                .anyMatch(n -> texts.pages().loginFields().in(Plain.text(n.text() + " " + n.description())));
        return fields
                || page.lines().stream()
                        .anyMatch(l -> l.length() <= HEADING
                                && texts.pages().loginPage().fit(Plain.label(l)));
    }

    private static Optional<Control> past(Part page) {
        return page.buttons().stream()
                .filter(c -> c.says(Said.SKIP) || c.says(Said.CLOSE) || c.says(Said.BACK) || c.says(Said.BASIC))
                .findFirst();
    }

    private boolean asksByBox(Part page) {
        return consents(page) && !ticks.read(page, new Findings()).isEmpty();
    }

    private boolean consents(Part page) {
        return texts.notice().subject().in(page.text()) && texts.notice().tick().in(page.text());
    }

    private void consent(Part page, Optional<Control> login, Findings found) {
        if (login.isEmpty()) {
            found.doubt(Doubt.About.AGREE, "有多个登录按钮", "more than one button logs in");
        }
        Notice notice = new Notice(
                Notice.Kind.PRIVACY,
                Notice.Form.LOGIN,
                page.node(),
                Optional.empty(),
                false,
                false,
                false,
                login.map(Control::node),
                Optional.empty(),
                Optional.empty(),
                ticks.read(page, found),
                page.words());
        found.notice(notice);
        found.target(Role.AGREE, notice.agree());
        if (notice.ticks().size() == 1) {
            found.target(Role.TICK, notice.ticks().get(0).node());
        }
    }
}
