package io.mingcha.sessions.consent;

import java.util.List;
import java.util.Optional;

/** The buttons of a possible notice, by what they say. */
record Buttons(
        List<Control> agree,
        List<Control> mayAgree,
        List<Control> refuse,
        List<Control> mayRefuse,
        List<Control> basic) {

    static Buttons of(Part part, ConsentTexts texts) {
        List<Control> guardian = part.buttons().stream()
                .filter(c -> texts.guardian().agree().fit(c.label()))
                .toList();
        return new Buttons(
                guardian.isEmpty() ? part.buttons(Said.AGREE) : Part.preferred(guardian),
                part.buttons(Said.MAY_AGREE),
                part.buttons(Said.REFUSE),
                part.buttons(Said.MAY_REFUSE),
                part.buttons(Said.BASIC));
    }

    boolean refusable() {
        return !refuse.isEmpty() || !basic.isEmpty();
    }

    /** The button that refuses: one that says so, else one that only may. Of several the one that ends the app. */
    Optional<Control> refusal(ConsentTexts texts, Findings found) {
        List<Control> ending =
                refuse.stream().filter(c -> texts.leaves(c.label())).toList();
        Optional<Control> one = Part.single(refuse).or(() -> Part.single(ending));
        if (one.isPresent()) {
            return one;
        }
        if (refuse.size() > 1) {
            found.doubt(Doubt.About.REFUSE, "有多个按钮都表示拒绝", "more than one button refuses");
            return Optional.empty();
        }
        return basic.isEmpty() ? Part.single(mayRefuse) : Optional.empty();
    }

    void doubtAgree(Part part, ConsentTexts texts, Findings found) {
        String similar = part.buttons().stream()
                .filter(Control::isClickable)
                .map(Control::label)
                .filter(texts::resemblesAgreeing)
                .findFirst()
                .orElse("");
        if (similar.isEmpty()) {
            found.doubt(Doubt.About.AGREE, "没有认得出的同意按钮", "no button is known to agree");
        } else {
            found.doubt(
                    Doubt.About.AGREE,
                    "“" + similar + "”只是近似表示同意的按钮",
                    "\"" + similar + "\" is only similar to a button that agrees");
        }
    }
}
