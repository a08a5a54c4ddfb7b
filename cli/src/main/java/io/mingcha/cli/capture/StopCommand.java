package io.mingcha.cli.capture;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.RunningCapture;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "stop")
public final class StopCommand implements Callable<Integer> {
    private final Context context;

    StopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RunningCapture capture = RunningCapture.require(context);
        String id = capture.ask(capture.request("stop")).path("session").asText();
        context.say("已结束会话 " + id, "Stopped session " + id);
        return Exit.NOTHING_FOUND;
    }
}
