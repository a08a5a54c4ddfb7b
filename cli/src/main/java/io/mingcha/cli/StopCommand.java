package io.mingcha.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "stop")
final class StopCommand implements Callable<Integer> {
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
