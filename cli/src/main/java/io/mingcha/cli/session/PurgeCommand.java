package io.mingcha.cli.session;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.Sizes;
import io.mingcha.store.Purged;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "purge")
public final class PurgeCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    PurgeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Purged purged = context.sessions().purge(OpenSession.resolve(context, id));
        context.say(
                "已删除 " + purged.id() + "：" + purged.flows() + " 个请求及其内容，" + purged.files() + " 个文件，"
                        + Sizes.of(purged.bytes()),
                "Removed " + purged.id() + ": " + purged.flows() + " exchanges with their bodies, " + purged.files()
                        + " files, " + Sizes.of(purged.bytes()));
        return Exit.NOTHING_FOUND;
    }
}
