package io.mingcha.analyzer.learn;

import io.mingcha.flows.Exposure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One type for one value. What says only that a browser or a device is known by it ({@code generic} in {@code config/learned.yaml})
 * gives way to what says which of its identifiers it is; of two that say only that, the one that accuses less counts. Where two
 * names disagree which identifier it is, nobody can tell, and each stays what its name says. A device's is no account: apps in which
 * nobody signs in number their users by it.
 */
public final class Agreement {
    /** @param disputed whether two that are not generic were told */
    private record Told(String type, boolean disputed) {}

    private final Lessons lessons;
    private final Map<Long, Told> told = new HashMap<>();
    private final Map<Long, String> devices = new HashMap<>();
    private boolean accounts;
    private boolean settles;
    /** Whether something generic was found that nothing is sure of. */
    private boolean suspected;

    public Agreement(Lessons lessons) {
        this.lessons = lessons;
    }

    /** Notes what a value was found as, in the order of the exchanges. */
    public void note(Exposure exposure) {
        String type = exposure.dataType();
        suspected |= isGeneric(exposure) && exposure.confidence() < lessons.least();
        accounts |= isAccountByName(exposure);
        if (lessons.notAccounts().contains(type)
                && exposure.method() != Exposure.Method.SAME_VALUE
                && exposure.confidence() >= lessons.drawn().least()
                && devices.size() < lessons.bounds().values()
                && lessons.form().isTelling(exposure.value())) {
            devices.putIfAbsent(lessons.form().print(exposure.value()), type);
        }
        if (!lessons.types().contains(type)
                || exposure.confidence() < lessons.least()
                || !lessons.form().isTelling(exposure.value())) {
            return;
        }
        long print = lessons.form().print(exposure.value());
        Told before = told.get(print);
        if (before == null) {
            if (told.size() < lessons.bounds().values()) {
                told.put(print, new Told(type, false));
            }
        } else if (!before.type().equals(type)) {
            told.put(print, both(before, type));
            settles = true;
        }
    }

    private Told both(Told before, String type) {
        List<String> generic = lessons.generic();
        int known = generic.indexOf(before.type());
        int other = generic.indexOf(type);
        if (known < 0 && other < 0) {
            return new Told(before.type(), true);
        }
        boolean replaces = other < 0 || known >= 0 && other < known;
        return new Told(replaces ? type : before.type(), before.disputed());
    }

    /** Whether any value was found as several. */
    public boolean settles() {
        return settles || suspected && !told.isEmpty() || accounts && !devices.isEmpty();
    }

    /** Whether another may say what it is instead. */
    public boolean maySettle(Exposure exposure) {
        return isGeneric(exposure) || isAccountByName(exposure);
    }

    private boolean isGeneric(Exposure exposure) {
        return lessons.generic().contains(exposure.dataType()) && exposure.method() != Exposure.Method.KNOWN_VALUE;
    }

    /** By its own name or that of another field; what a server said who signs in is surer. */
    private boolean isAccountByName(Exposure exposure) {
        return exposure.dataType().equals(Lessons.ACCOUNT)
                && (exposure.method() == Exposure.Method.NAMED_FIELD
                        || exposure.method() == Exposure.Method.SAME_VALUE && exposure.confidence() < lessons.least());
    }

    /** What the value is, if that is not what it was found as here. */
    public Optional<String> insteadOf(Exposure exposure) {
        if (!settles() || !maySettle(exposure)) {
            return Optional.empty();
        }
        long print = lessons.form().print(exposure.value());
        Optional<String> other = Optional.ofNullable(told.get(print))
                .filter(t -> !t.disputed() && !t.type().equals(exposure.dataType()))
                .map(Told::type);
        return isAccountByName(exposure) && !devices.isEmpty()
                ? Optional.ofNullable(devices.get(print)).map(device -> other.orElse(device))
                : other;
    }
}
