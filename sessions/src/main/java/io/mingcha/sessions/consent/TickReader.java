package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the boxes of consent. One that is only a picture counts if it says whether it is ticked. */
final class TickReader {
    private static final int LONGEST_ROW = 240;
    private static final int NEAR = 3;

    private final ConsentTexts.NoticeTexts texts;

    TickReader(ConsentTexts.NoticeTexts texts) {
        this.texts = texts;
    }

    List<Notice.Tick> read(Part part, Findings found) {
        List<Notice.Tick> ticks = new ArrayList<>();
        part.node()
                .all()
                .forEach(node -> state(node)
                        .filter(on -> row(node, part).isPresent())
                        .ifPresent(on -> ticks.add(new Notice.Tick(node, on))));
        if (ticks.isEmpty()) {
            part.node()
                    .all()
                    .filter(node -> isMute(node) && row(node, part).isPresent())
                    .findFirst()
                    .ifPresent(node -> found.doubt(
                            Doubt.About.TICK, "勾选框没有说明是否已勾选", "the tick box does not say whether it is ticked"));
        }
        return ticks;
    }

    private Optional<Boolean> state(Node node) {
        if (node.is(Node.Trait.CHECKABLE)) {
            return isSwitch(node) ? Optional.empty() : Optional.of(node.is(Node.Trait.CHECKED));
        }
        String label = Plain.text(node.label());
        if (texts.unticked().fit(label)) {
            return Optional.of(false);
        }
        return texts.ticked().fit(label) ? Optional.of(true) : Optional.empty();
    }

    static boolean isSwitch(Node node) {
        String kind = node.kind().toLowerCase(Locale.ROOT);
        return kind.contains("switch") || kind.contains("toggle");
    }

    /** A small picture that can be tapped and says nothing. */
    private static boolean isMute(Node node) {
        return node.is(Node.Trait.CLICKABLE)
                && node.children().isEmpty()
                && node.label().isEmpty()
                && !node.is(Node.Trait.EDITABLE)
                && !node.bounds().isEmpty()
                && node.bounds().width() <= 2 * node.bounds().height();
    }

    /** The words beside it, if they are those of a box of consent. */
    private Optional<Node> row(Node node, Part part) {
        return part.tree()
                .upwards(node)
                .limit(NEAR + 1L)
                .filter(n -> !part.tree().text(n).isEmpty()
                        && !texts.ticked().fit(part.tree().text(n))
                        && !texts.unticked().fit(part.tree().text(n)))
                .findFirst()
                .filter(n -> part.tree().text(n).length() <= LONGEST_ROW
                        && texts.tick().in(part.tree().text(n)));
    }
}
