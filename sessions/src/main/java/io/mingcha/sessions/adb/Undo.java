package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts back what a journal holds, as far as it goes. */
final class Undo {
    private static final Duration RESTART = Duration.ofSeconds(30);
    /** What is not there any more need not be put back. */
    private static final Pattern GONE = Pattern.compile(
            "(?i)listener .*not found|unknown package|package .*not found|no such file|inaccessible or not found"
                    + "|not mounted|umount: .*invalid argument"
                    + "|(provider|location).*(not|doesn't) exist|no such provider"
                    + "|has not requested permission|unknown permission");

    private final Reach reach;
    private final Journal journal;
    private final List<String> done = new ArrayList<>();
    private final List<Fault> left = new ArrayList<>();

    private Undo(Reach reach, Journal journal) {
        this.reach = reach;
        this.journal = journal;
    }

    static Restored all(Reach reach, Journal journal) {
        Undo undo = new Undo(reach, journal);
        Optional<DeviceTrouble> away = Optional.empty();
        for (int id : journal.pending()) {
            away = away.isPresent() ? undo.leave(id, away.get()) : undo.one(id);
        }
        return new Restored(reach.serial(), undo.done, undo.left);
    }

    /** Gives the trouble if the device is not there at all, so that nothing else need be tried. */
    private Optional<DeviceTrouble> one(int id) {
        Change change = journal.change(id);
        try {
            change.undo().forEach(this::service);
            journal.undone(id);
            done.add(change.what());
            return Optional.empty();
        } catch (DeviceTrouble trouble) {
            boolean reachable = trouble.kind() == DeviceTrouble.Kind.REFUSED;
            leave(id, trouble);
            return reachable ? Optional.empty() : Optional.of(trouble);
        }
    }

    private Optional<DeviceTrouble> leave(int id, DeviceTrouble trouble) {
        Fault why = trouble.fault();
        String what = journal.change(id).what();
        left.add(new Fault(
                Text.of(
                        "未能恢复：" + what + "：" + why.what().zh(),
                        "Not put back: " + what + ": " + why.what().en()),
                why.where(),
                why.remedy()));
        return Optional.of(trouble);
    }

    private void service(String service) {
        try {
            if (service.startsWith("shell:")) {
                Said said = reach.shell(service.substring("shell:".length()), Shell.USUAL);
                boolean refused = service.contains("content delete")
                        && Provider.FAILED.matcher(said.all()).find();
                if (refused || !said.well() && !GONE.matcher(said.all()).find()) {
                    throw Troubles.refused(reach.serial(), service, said.all());
                }
            } else if (service.startsWith("reverse:")) {
                new Reverse(reach).status(service);
            } else {
                RootAccess.restarted(reach, service, RESTART);
            }
        } catch (DeviceTrouble trouble) {
            if (!GONE.matcher(trouble.fault().what().en()).find()) {
                throw trouble;
            }
        }
    }
}
