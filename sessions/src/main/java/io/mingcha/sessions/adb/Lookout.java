package io.mingcha.sessions.adb;

import io.mingcha.sessions.attribution.InFront;
import io.mingcha.sessions.attribution.Sample;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at a device while somebody else has it in hand: for a thread of its own. It changes nothing and sets nothing up again;
 * after trouble the next look may succeed.
 */
public final class Lookout {
    private final Shell shell;
    private final Uids uids;
    private final Front front;

    Lookout(Shell shell) {
        this(shell, new Uids(shell));
    }

    Lookout(Shell shell, Uids uids) {
        this.shell = shell;
        this.uids = uids;
        this.front = new Front(shell);
    }

    /** The sockets that are open now. */
    public Sample sockets() {
        Instant from = Instant.now();
        String tables = shell.run(SocketTable.ASK).text();
        Instant to = Instant.now();
        return new Sample(from, to, SocketTable.parse(tables, uids::owner, from, to));
    }

    /** The app that is in front now. */
    public Optional<InFront> foreground() {
        Instant asked = Instant.now();
        return front.app().map(app -> new InFront(asked, app));
    }
}
