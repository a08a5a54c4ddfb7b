package io.mingcha.cli.session;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.Sizes;
import io.mingcha.store.Verification;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "verify")
public final class VerifyCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String resolved = OpenSession.resolve(context, id);
        if (context.recording().isPresent() || context.sessions().isRunning(resolved)) {
            return OpenSession.with(context, id, List.of("verify", id), session -> report(session.verify()));
        }
        return report(context.sessions().verify(resolved));
    }

    private int report(Verification v) {
        if (v.isSound()) {
            context.say(
                    v.session() + "：完好。" + v.flows() + " 个请求，" + v.records() + " 段内容，" + Sizes.of(v.bytes()) + "。链尾 "
                            + v.head(),
                    v.session() + " is sound: " + v.flows() + " exchanges, " + v.records() + " body records, "
                            + Sizes.of(v.bytes()) + ". Chain head " + v.head());
            return Exit.NOTHING_FOUND;
        }
        context.say(v.session() + "：记录已被改动或损坏", v.session() + ": the record was changed or is damaged");
        for (Verification.Defect defect : v.defects()) {
            context.say("  " + defect.where() + ": " + defect.what().in(context.language()));
        }
        return Exit.FINDINGS;
    }
}
