package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a part of a screen is a notice that asks for consent. What it is about, that it addresses the person,
 * and its buttons must come together; a page that merely mentions a policy has one or two of them.
 */
final class NoticeJudge {
    private static final int DIALOG_BUTTONS = 3;
    private static final int PARAGRAPH = 24;
    private static final int POLICY = 600;

    private final ConsentTexts texts;
    private final TickReader ticks;

    NoticeJudge(ConsentTexts texts) {
        this.texts = texts;
        this.ticks = new TickReader(texts.notice());
    }

    /** Whether it says what a consent could be about. */
    boolean speaks(Part part) {
        String text = part.text();
        return texts.notice().subject().in(text)
                || texts.separate().ask().in(text)
                || isSeparate(part)
                || isGuardian(part)
                || texts.notice().insists().in(text);
    }

    private boolean isSeparate(Part part) {
        return part.headings().stream().anyMatch(texts.separate().titles()::fit);
    }

    private boolean isGuardian(Part part) {
        return part.headings().stream().anyMatch(texts.guardian().titles()::fit)
                || part.buttons().stream()
                        .anyMatch(c -> texts.guardian().agree().fit(c.label()));
    }

    Optional<Notice> read(Part part, Findings found) {
        Buttons buttons = Buttons.of(part, texts);
        Evidence evidence = Evidence.of(part, texts);
        if (!buttons.agree().isEmpty()) {
            return outright(part, buttons, evidence, found);
        }
        if (!evidence.asks()) {
            return Optional.empty();
        }
        if (buttons.refusable() && evidence.contained() && buttons.mayAgree().isEmpty()) {
            buttons.doubtAgree(part, texts, found);
            return Optional.of(notice(part, buttons, Optional.empty(), found));
        }
        if (!buttons.mayAgree().isEmpty()) {
            return implied(part, buttons, evidence, found);
        }
        if (part.isSmall() && part.buttons().stream().anyMatch(c -> texts.resemblesAgreeing(c.label()))) {
            found.doubt(
                    Doubt.About.NOTICE,
                    "像是征求同意，但按钮文字只是近似",
                    "it reads as if consent were asked, but its buttons are only similar to known ones");
        }
        return Optional.empty();
    }

    /** Whether it reads like a dialog that asks: a paragraph and few buttons. */
    boolean mayAsk(Part part) {
        long tappable = part.buttons().stream()
                .filter(Control::isClickable)
                .filter(c -> !texts.notice().subject().in(c.label()))
                .count();
        return part.isSmall()
                && tappable <= DIALOG_BUTTONS
                && part.lines().stream().anyMatch(l -> l.length() >= PARAGRAPH && l.length() < POLICY)
                && Evidence.of(part, texts).asks();
    }

    /** A button says that it agrees. */
    private Optional<Notice> outright(Part part, Buttons buttons, Evidence evidence, Findings found) {
        boolean stands = evidence.asks() && (evidence.contained() || part.isSmall())
                || part.isSmall() && buttons.refusable() && (evidence.subject() || evidence.insists())
                || part.isSmall() && (isSeparate(part) || isGuardian(part));
        if (!stands || !part.isSmall() && !buttons.refusable()) {
            if (evidence.subject() && buttons.refusable()) {
                found.doubt(
                        Doubt.About.NOTICE,
                        "有同意与拒绝按钮，文中也提到隐私，但不像是在征求同意",
                        "buttons agree and refuse and the text mentions privacy, but it does not read as if consent were asked");
            }
            return Optional.empty();
        }
        Optional<Node> agree = Part.single(buttons.agree()).map(Control::node);
        if (agree.isEmpty()) {
            found.doubt(Doubt.About.AGREE, "有多个按钮都表示同意", "more than one button agrees");
        }
        return Optional.of(notice(part, buttons, agree, found));
    }

    /** The button does not say it; the text, or one beside it that refuses, must. */
    private Optional<Notice> implied(Part part, Buttons buttons, Evidence evidence, Findings found) {
        boolean told = texts.notice().binding().in(part.text())
                || buttons.refusable()
                || evidence.titled() && !buttons.mayRefuse().isEmpty();
        if (!part.isSmall() || !told) {
            if (part.isSmall() && evidence.titled()) {
                found.doubt(
                        Doubt.About.NOTICE,
                        "提到隐私政策，但按钮没有说明是否表示同意",
                        "it tells of the privacy policy, but no button says whether it agrees");
            }
            return Optional.empty();
        }
        Optional<Node> agree = Part.single(buttons.mayAgree()).map(Control::node);
        if (agree.isEmpty()) {
            found.doubt(Doubt.About.AGREE, "有多个按钮可能表示同意", "more than one button may agree");
        }
        return Optional.of(notice(part, buttons, agree, found));
    }

    private Notice notice(Part part, Buttons buttons, Optional<Node> agree, Findings found) {
        Optional<Control> refuse = buttons.refusal(texts, found);
        Notice.Kind kind = kind(part);
        return new Notice(
                kind,
                Notice.Form.DIALOG,
                part.node(),
                kind == Notice.Kind.SEPARATE ? about(part, found) : Optional.empty(),
                texts.notice().updated().in(part.text()),
                texts.notice().insists().in(part.text()),
                refuse.filter(c -> texts.leaves(c.label())).isPresent(),
                agree,
                refuse.map(Control::node),
                Part.single(buttons.basic()).map(Control::node),
                ticks.read(part, found),
                part.words());
    }

    private Notice.Kind kind(Part part) {
        if (isGuardian(part)) {
            return Notice.Kind.GUARDIAN;
        }
        boolean titled = part.headings().stream().anyMatch(texts.notice().titles()::fit);
        boolean asksSeparately = part.headings().stream()
                        .anyMatch(texts.separate().ask()::in)
                || part.buttons().stream().anyMatch(c -> texts.separate().ask().in(c.label()))
                || !titled && texts.separate().ask().in(part.text());
        return isSeparate(part) || asksSeparately ? Notice.Kind.SEPARATE : Notice.Kind.PRIVACY;
    }

    private Optional<String> about(Part part, Findings found) {
        String heading = String.join(" ", part.headings());
        List<String> about = abouts(heading);
        if (about.isEmpty()) {
            about = abouts(part.text());
        }
        if (about.size() == 1) {
            return Optional.of(about.get(0));
        }
        found.doubt(Doubt.About.SUBJECT, "无法确定单独同意针对哪类信息", "it cannot be told what the separate consent is about");
        return Optional.empty();
    }

    private List<String> abouts(String text) {
        return texts.separate().about().entrySet().stream()
                .filter(e -> e.getValue().in(text))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
