package io.mingcha.cli.phone;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.traffic.ListenAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--listen", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private InetSocketAddress listen =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ListenAddress.USUAL_PORT);

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Checkup.Result> results = new Checkup(context, listen).run();
        boolean sound = true;
        for (Checkup.Result r : results) {
            sound &= r.passed();
            context.say((r.passed() ? "✓ " : "✗ ") + r.what().in(context.language()));
            if (!r.passed()) {
                context.say("  → " + r.remedy().in(context.language()));
            }
        }
        return sound ? Exit.NOTHING_FOUND : Exit.FINDINGS;
    }
}
