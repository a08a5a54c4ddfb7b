package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A notice that asks for consent.
 *
 * @param dialog the smallest part of the screen that holds its text and its buttons
 * @param about what a separate consent is about, if it says so
 * @param updated it says that something has changed since an earlier one
 * @param insists it says that nothing goes without consent
 * @param leaves the button that refuses says that the app ends
 * @param words the labels on it, plain: what it is told again by
 */
public record Notice(
        Kind kind,
        Form form,
        Node dialog,
        Optional<String> about,
        boolean updated,
        boolean insists,
        boolean leaves,
        Optional<Node> agree,
        Optional<Node> refuse,
        Optional<Node> basic,
        List<Tick> ticks,
        Set<String> words) {

    /** Whose consent to what. */
    public enum Kind {
        PRIVACY,
        SEPARATE,
        GUARDIAN
    }

    /** How it stands on the screen. */
    public enum Form {
        /** Of its own: a dialog, a sheet, a banner or a full screen. */
        DIALOG,
        /** Beside a login: words or a tick box, and the button that logs in. */
        LOGIN
    }

    /** A box of consent, and whether it is ticked. */
    public record Tick(Node node, boolean on) {}

    public Notice {
        ticks = List.copyOf(ticks);
        words = Set.copyOf(words);
    }

    /** Nothing on it refuses, in whole or in part. */
    public boolean withoutRefusal() {
        return refuse.isEmpty() && basic.isEmpty();
    }

    /** It has a box, and consent is not given before that is ticked. */
    public boolean unticked() {
        return ticks.stream().anyMatch(t -> !t.on());
    }

    /** Whether another reading shows the same notice, though a countdown, a tick or the scrolling may have changed. */
    public boolean sameAs(Notice other) {
        if (kind != other.kind || form != other.form || insists != other.insists || !about.equals(other.about)) {
            return false;
        }
        long both = words.stream().filter(other.words::contains).count();
        return 2 * both >= Math.min(words.size(), other.words.size());
    }
}
