package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Optional;

/** Reads where something is taken back: withdrawal, switches, the end of an account; and what stands in the way. */
final class PageReader {
    private static final int QUESTION = 30;
    private static final int REMARK = 40;
    private static final int HEADING = 24;
    private static final int LONG = 300;
    private static final int NEAR = 3;

    private final ConsentTexts texts;

    PageReader(ConsentTexts texts) {
        this.texts = texts;
    }

    void read(Tree tree, Findings found) {
        if (!found.hasNotice()) {
            questions(tree, found);
            updates(tree, found);
        }
        tree.nodes().filter(n -> n.is(Node.Trait.CHECKABLE)).forEach(n -> toggle(n, tree, found));
        entries(tree, found);
        for (Node root : tree.roots()) {
            tree.lines(root).stream().filter(l -> l.length() <= REMARK).forEach(l -> remark(l, found));
            if (!found.hasNotice() && isPolicy(tree, root)) {
                found.remark(Remark.POLICY);
            }
        }
    }

    private void questions(Tree tree, Findings found) {
        for (Question.Kind kind : Question.Kind.values()) {
            for (Control control : tree.controls()) {
                if (control.isBox() || !confirms(control)) {
                    continue;
                }
                Optional<Node> dialog = tree.upwards(control.node())
                        .takeWhile(n -> tree.lines(n).size() <= QUESTION)
                        .filter(n -> texts.pages().question(kind).in(tree.text(n)))
                        .findFirst();
                if (dialog.isPresent()) {
                    question(kind, new Part(tree, dialog.get()), found);
                    return;
                }
            }
        }
    }

    private boolean confirms(Control control) {
        return control.says(Said.CONFIRM) && !control.says(Said.AGREE)
                || texts.pages().deletionEntry().fit(control.label());
    }

    private void question(Question.Kind kind, Part part, Findings found) {
        List<Control> confirming = Part.preferred(part.buttons().stream()
                .filter(c -> c.says(Said.CONFIRM) && !c.says(Said.KEEP))
                .toList());
        if (confirming.isEmpty()) {
            confirming = Part.preferred(part.buttons().stream()
                    .filter(c -> texts.pages().deletionEntry().fit(c.label()))
                    .toList());
        }
        if (confirming.size() > 1) {
            found.doubt(Doubt.About.CONFIRM, "有多个按钮可能表示确认", "more than one button may confirm");
        }
        Optional<Node> confirm = Part.single(confirming).map(Control::node);
        Optional<Node> keep = Part.single(part.buttons(Said.KEEP)).map(Control::node);
        found.question(new Question(kind, part.node(), confirm, keep));
        found.target(Role.CONFIRM, confirm);
        found.target(Role.KEEP, keep);
    }

    private void updates(Tree tree, Findings found) {
        for (Control control : tree.controls()) {
            if (!control.says(Said.UPDATE)) {
                continue;
            }
            Optional<Node> dialog = tree.upwards(control.node())
                    .takeWhile(n -> tree.lines(n).size() <= QUESTION)
                    .filter(n -> texts.pages().updateTitle().in(tree.text(n)))
                    .findFirst();
            if (dialog.isPresent()) {
                Part part = new Part(tree, dialog.get());
                found.remark(Remark.UPDATE);
                found.target(Role.UPDATE, Part.single(part.buttons(Said.UPDATE)).map(Control::node));
                found.target(Role.LATER, Part.single(part.buttons(Said.LATER)).map(Control::node));
                return;
            }
        }
    }

    private void toggle(Node node, Tree tree, Findings found) {
        Optional<String> label = tree.upwards(node)
                .limit(NEAR + 1L)
                .map(tree::lines)
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .map(lines -> lines.get(0))
                .filter(line -> line.length() <= HEADING + HEADING);
        label.ifPresent(words -> {
            boolean on = node.is(Node.Trait.CHECKED);
            if (texts.pages().notPersonalized().in(words)) {
                found.toggle(new Toggle(node, words, !on));
                found.target(Role.OPT_OUT, node);
            } else if (texts.pages().personalized().in(words)) {
                found.toggle(new Toggle(node, words, on));
                found.target(Role.OPT_OUT, node);
            }
        });
    }

    private void entries(Tree tree, Findings found) {
        for (Control control : tree.controls()) {
            if (control.isBox()) {
                continue;
            }
            PageTexts pages = texts.pages();
            target(control, pages.withdrawEntry(), Role.WITHDRAW, found);
            target(control, pages.deletionEntry(), Role.DELETE_ACCOUNT, found);
            target(control, pages.personalizationEntry(), Role.OPT_OUT, found);
            target(control, pages.deleteTags(), Role.DELETE_TAGS, found);
            if (control.says(Said.CLOSE)) {
                found.target(Role.CLOSE, control.node());
            }
            if (control.says(Said.SKIP)) {
                found.target(Role.SKIP, control.node());
            }
        }
    }

    private static void target(Control control, Patterns entry, Role role, Findings found) {
        if (entry.fit(control.label())) {
            found.target(role, control.node());
        }
    }

    private void remark(String line, Findings found) {
        PageTexts pages = texts.pages();
        if (pages.withdrawn().in(line)) {
            found.remark(Remark.WITHDRAWN);
        }
        if (pages.deletionRequested().in(line)) {
            found.remark(Remark.DELETION_REQUESTED);
        } else if (pages.accountDeleted().in(line)) {
            found.remark(Remark.ACCOUNT_DELETED);
        }
        if (texts.notice().basicPage().in(line)) {
            found.remark(Remark.BASIC_MODE);
        }
    }

    /** A page headed by the name of a policy, with its text or still without any. */
    private boolean isPolicy(Tree tree, Node root) {
        List<String> lines = tree.lines(root);
        boolean headed = lines.stream()
                .limit(3)
                .anyMatch(l -> l.length() <= HEADING && texts.notice().subject().in("《" + l + "》"));
        return headed && (lines.size() <= 4 || tree.text(root).length() >= LONG);
    }
}
