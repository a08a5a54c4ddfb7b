package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the notice on a screen: from a button upwards to the smallest part that also holds what it is about, then to the
 * button that refuses, if that stands a little further out.
 */
final class NoticeReader {
    /** More lines than a button's row adds are another part of the screen. */
    private static final int ROW = 8;

    /** A button of unknown words is no longer than that. */
    private static final int UNKNOWN = 20;

    private final ConsentTexts texts;
    private final NoticeJudge judge;

    NoticeReader(ConsentTexts texts) {
        this.texts = texts;
        this.judge = new NoticeJudge(texts);
    }

    void read(Tree tree, Findings found) {
        List<Predicate<Control>> anchors = List.of(
                c -> c.says(Said.AGREE) || texts.guardian().agree().fit(c.label()),
                c -> c.says(Said.MAY_AGREE),
                c -> c.says(Said.REFUSE) || c.says(Said.BASIC),
                c -> c.isClickable() && texts.resemblesAgreeing(c.label()));
        for (Predicate<Control> anchor : anchors) {
            for (Node part : parts(tree, anchor)) {
                Optional<Notice> notice = judge.read(new Part(tree, part), found);
                if (notice.isPresent()) {
                    report(notice.get(), tree, found);
                    return;
                }
            }
        }
        unknown(tree, found);
    }

    /** A dialog that asks, none of whose buttons is known: a notice in words that nobody has told us, or none. */
    private void unknown(Tree tree, Findings found) {
        Predicate<Control> anchor = c -> c.isClickable()
                && c.says().isEmpty()
                && c.label().length() <= UNKNOWN
                && !texts.notice().subject().in(c.label());
        if (!found.doubts(Doubt.About.NOTICE)
                && parts(tree, anchor).stream().anyMatch(n -> judge.mayAsk(new Part(tree, n)))) {
            found.doubt(
                    Doubt.About.NOTICE,
                    "像是征求同意，但没有认得出的按钮",
                    "it reads as if consent were asked, but none of its buttons is known");
        }
    }

    /** The parts of the screen in question, from the front to the back. */
    private List<Node> parts(Tree tree, Predicate<Control> anchor) {
        Set<Node> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Node, Boolean> speaking = new IdentityHashMap<>();
        Map<Node, Node> widened = new IdentityHashMap<>();
        List<Node> ordered = new ArrayList<>();
        List<Control> controls = tree.controls();
        for (int i = controls.size() - 1; i >= 0; i--) {
            Control control = controls.get(i);
            if (!control.isBox() && anchor.test(control)) {
                tree.upwards(control.node())
                        .filter(n -> speaking.computeIfAbsent(n, part -> judge.speaks(new Part(tree, part))))
                        .findFirst()
                        .map(n -> widened.computeIfAbsent(n, part -> withRefusal(tree, part)))
                        .filter(parts::add)
                        .ifPresent(ordered::add);
            }
        }
        return ordered;
    }

    private static Node withRefusal(Tree tree, Node part) {
        int most = tree.lines(part).size() + ROW;
        return tree.upwards(part)
                .takeWhile(n -> tree.lines(n).size() <= most)
                .filter(n -> tree.controls(n).stream()
                        .anyMatch(c -> !c.isBox() && (c.says(Said.REFUSE) || c.says(Said.BASIC))))
                .findFirst()
                .orElse(part);
    }

    private static void report(Notice notice, Tree tree, Findings found) {
        found.notice(notice);
        found.target(notice.kind() == Notice.Kind.GUARDIAN ? Role.GUARDIAN : Role.AGREE, notice.agree());
        found.target(Role.AGREE, notice.agree());
        found.target(Role.REFUSE, notice.refuse().or(notice::basic));
        found.target(Role.BASIC, notice.basic());
        if (notice.ticks().size() == 1) {
            found.target(Role.TICK, notice.ticks().get(0).node());
        }
        for (Control control : tree.controls(notice.dialog())) {
            if (control.says(Said.REVIEW)) {
                found.target(Role.REVIEW, control.node());
            } else if (control.says(Said.SETTINGS)) {
                found.target(Role.SETTINGS, control.node());
            }
        }
    }
}
