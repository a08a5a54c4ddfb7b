package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.Set;

/** What speaks for a value whose name alone says too little, and which types are told of others than people. */
public final class Support {
    private final Set<String> person;
    private final Set<String> device;
    private final Set<String> ofDevices;
    private final Set<String> hints;
    private final Set<String> hinted;
    private final Set<String> named;
    private final Set<String> chosen;
    private final Set<String> ofThings;
    private final Set<String> worded;
    private final Set<String> personal;
    private final DataTypes types;

    Support(Setting root, DataTypes types) {
        root.allow(
                "person",
                "device",
                "of_devices",
                "hints",
                "hinted",
                "named",
                "chosen",
                "of_things",
                "worded",
                "personal");
        this.types = types;
        person = Set.copyOf(types.ids(root.get("person")));
        device = Set.copyOf(types.ids(root.get("device")));
        ofDevices = Set.copyOf(types.ids(root.get("of_devices")));
        hints = Set.copyOf(types.ids(root.get("hints")));
        hinted = Set.copyOf(types.ids(root.get("hinted")));
        named = Set.copyOf(types.ids(root.get("named")));
        chosen = Set.copyOf(types.ids(root.get("chosen")));
        ofThings = Set.copyOf(types.ids(root.get("of_things")));
        worded = Set.copyOf(types.ids(root.get("worded")));
        personal = Set.copyOf(types.ids(root.get("personal")));
    }

    /** The types of which one beside a value of this type speaks for it: a person's, or a device's for what a device has. */
    public Set<String> of(String type) {
        return ofDevices.contains(type) ? device : person;
    }

    /** The types by which a telephone is known to everybody. */
    public Set<String> identifiers() {
        return device;
    }

    /** Whether a person's identity papers speak for it too. */
    public boolean isPersons(String type) {
        return !ofDevices.contains(type);
    }

    /** Whether two values of this type and another such one speak for a third. */
    public boolean isHint(String type) {
        return hints.contains(type);
    }

    /** Whether {@link #isHint hints} speak for it. */
    public boolean isHinted(String type) {
        return hinted.contains(type);
    }

    /** Whether nothing speaks for it but the names beside it that its rule gives. */
    public boolean isByNamesAlone(String type) {
        return named.contains(type);
    }

    /** Whether everybody has one of a few, so that several of it in a list are there to choose from. */
    public boolean isChosen(String type) {
        return chosen.contains(type);
    }

    /** Whether pets or lamps have it too, which the names around it say. */
    public boolean isOfThings(String type) {
        return ofThings.contains(type);
    }

    /** Whether its values are words, as what forms call their fields is. */
    public boolean isWorded(String type) {
        return worded.contains(type);
    }

    /** Whether only persons have it: companies have a telephone and an address too. */
    public boolean isPersonal(String type) {
        return personal.contains(type);
    }

    /** Which digests of it apps send under its own name. */
    public Digested digested(String type) {
        return types.digested(type);
    }
}
