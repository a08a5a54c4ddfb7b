package io.mingcha.sessions.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How well notices are recognised over hundreds of layouts, and decoys are not. */
class RecognitionRateTest {
    private static final int LAYOUTS = 12;
    private final Recogniser recogniser = new Recogniser(Shipped.texts());
    private int unnoticed;
    private int doubted;

    @Test
    void notices_and_their_buttons_are_found_and_nothing_else_is() {
        Rates known = notices(Wordings.ALL, 1_000);
        Rates heldOut = notices(HeldOutWordings.ALL, 2_000);
        Rates decoys = decoys();
        Rates all = known.with(heldOut).with(decoys);
        System.out.println("known wordings:    " + known);
        System.out.println("held-out wordings: " + heldOut);
        System.out.println("decoys:            " + decoys);
        System.out.println("all:               " + all.summary());
        System.out.println("notices missed without a doubt: " + unnoticed + ", decoys doubted: " + doubted);

        assertThat(Wordings.ALL.size() + HeldOutWordings.ALL.size()).isGreaterThanOrEqualTo(40);
        assertThat((Wordings.ALL.size() + HeldOutWordings.ALL.size()) * LAYOUTS).isGreaterThanOrEqualTo(300);
        assertThat(all.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(heldOut.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(all.recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(heldOut.recall()).isGreaterThanOrEqualTo(0.8);
        assertThat(unnoticed)
                .as("a notice that is missed must not pass for none")
                .isLessThanOrEqualTo((Wordings.ALL.size() + HeldOutWordings.ALL.size()) * LAYOUTS / 100);
        assertThat(doubted).as("decoys that might be notices").isLessThanOrEqualTo(Decoys.ALL.size() * LAYOUTS / 20);
    }

    private Rates notices(List<Wording> wordings, long seed) {
        Rates rates = new Rates();
        for (int i = 0; i < wordings.size(); i++) {
            for (int j = 0; j < LAYOUTS; j++) {
                Layouts.Drawn drawn = new Layouts(seed + 100L * i + j).draw(wordings.get(i));
                compare(wordings.get(i), drawn, recogniser.read(drawn.screen()), rates);
            }
        }
        return rates;
    }

    private void compare(Wording wording, Layouts.Drawn drawn, Sight sight, Rates rates) {
        Optional<Notice> notice = sight.notice();
        if (notice.isEmpty()) {
            unnoticed += sight.unsure(Doubt.About.NOTICE) ? 0 : 1;
            rates.missed("notice of " + wording + " " + sight.doubts());
        } else if (notice.get().kind() == wording.kind() && notice.get().form() == wording.form()) {
            rates.right();
        } else {
            rates.wrong(notice.get().kind() + " " + notice.get().form() + " for " + wording);
        }
        Set.of(Role.AGREE, Role.REFUSE, Role.BASIC)
                .forEach(role -> target(role, wording, drawn.targets(), sight, rates));
        drawn.ticked().ifPresent(on -> {
            List<Notice.Tick> ticks = notice.map(Notice::ticks).orElse(List.of());
            if (ticks.isEmpty()) {
                rates.missed("tick of " + wording);
            } else if (ticks.size() == 1 && ticks.get(0).on() == on) {
                rates.right();
            } else {
                rates.wrong("tick of " + wording);
            }
        });
    }

    private static void target(Role role, Wording wording, Map<Role, Set<String>> targets, Sight sight, Rates rates) {
        Set<String> right =
                targets.getOrDefault(role, role == Role.REFUSE ? targets.getOrDefault(Role.BASIC, Set.of()) : Set.of());
        Optional<Node> found = sight.find(role);
        if (found.isEmpty()) {
            if (!right.isEmpty()) {
                rates.missed(role + " of " + wording + " " + sight.doubts());
            }
        } else if (right.contains(found.get().ref())) {
            rates.right();
        } else {
            // A single way out in part is found as the refusal too.
            boolean less = role == Role.BASIC
                    && targets.getOrDefault(Role.REFUSE, Set.of())
                            .contains(found.get().ref());
            if (less) {
                rates.right();
            } else {
                rates.wrong(role + " of " + wording + ": " + found.get().label());
            }
        }
    }

    private Rates decoys() {
        Rates rates = new Rates();
        for (int i = 0; i < Decoys.ALL.size(); i++) {
            for (int j = 0; j < LAYOUTS; j++) {
                Sight sight = recogniser.read(Decoys.draw(i, 3_000 + 100L * i + j));
                if (sight.notice().isPresent()) {
                    rates.wrong(
                            "notice in decoy " + i + " " + sight.notice().get().words());
                }
                if (sight.permission().isPresent()) {
                    rates.wrong("permission in decoy " + i);
                }
                if (sight.question().isPresent()) {
                    rates.wrong("question in decoy " + i + " "
                            + sight.question().get().kind());
                }
                if (sight.says(Remark.ACCOUNT_DELETED) || sight.says(Remark.WITHDRAWN)) {
                    rates.wrong("remark in decoy " + i + " " + sight.remarks());
                }
            }
        }
        return rates;
    }
}
