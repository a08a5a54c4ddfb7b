package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A part of a screen that may be a dialog. */
record Part(Tree tree, Node node) {
    /** A dialog has no more lines than that; a page may. */
    private static final int DIALOG = 18;

    private static final int HEADING = 30;

    String text() {
        return tree.text(node);
    }

    List<String> lines() {
        return tree.lines(node);
    }

    boolean isSmall() {
        return lines().size() <= DIALOG;
    }

    /** What may be its heading: short lines at its top that are neither a link nor a button. */
    List<String> headings() {
        return lines().stream()
                .limit(3)
                .filter(l -> l.length() <= HEADING && !l.startsWith("《"))
                .filter(l -> buttons().stream()
                        .noneMatch(c ->
                                c.label().equals(Plain.label(l)) && !c.says().isEmpty()))
                .toList();
    }

    /** Its controls, boxes and pieces of sentences left out. */
    List<Control> buttons() {
        return tree.controls(node).stream()
                .filter(c -> !c.isBox() && !c.piece())
                .toList();
    }

    List<Control> buttons(Said said) {
        return preferred(buttons().stream().filter(c -> c.says(said)).toList());
    }

    /** Words of a sentence may read like a button; those that can be tapped come first. */
    static List<Control> preferred(List<Control> controls) {
        List<Control> clickable = controls.stream().filter(Control::isClickable).toList();
        return clickable.isEmpty() ? controls : clickable;
    }

    static Optional<Control> single(List<Control> controls) {
        return controls.size() == 1 ? Optional.of(controls.get(0)) : Optional.empty();
    }

    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        lines().forEach(l -> words.add(Plain.label(l)));
        return words;
    }
}
