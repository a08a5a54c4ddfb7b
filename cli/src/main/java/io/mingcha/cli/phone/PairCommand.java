package io.mingcha.cli.phone;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.RunningCapture;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "pair")
public final class PairCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--address", paramLabel = "ADDR")
    private String address = "";

    PairCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RunningCapture capture = RunningCapture.require(context);
        JsonNode answer = capture.ask(capture.request("pair"));
        if (!answer.has("token")) {
            throw new Fault(
                            Text.of("正在运行的捕获不接受配对", "The running capture pairs no devices"),
                            "process " + capture.pid(),
                            Text.of(
                                    "请以 --pair 重新启动，例如：mingcha capture --listen 0.0.0.0:8888 --pair",
                                    "Start it again with --pair, such as: mingcha capture --listen 0.0.0.0:8888 --pair"))
                    .asException();
        }
        chosen(Invitation.read(answer)).print(context);
        return Exit.NOTHING_FOUND;
    }

    private Invitation chosen(Invitation invitation) {
        if (address.isEmpty()) {
            return invitation;
        }
        return invitation.addresses().stream()
                .filter(a ->
                        a.equals(address) || a.substring(0, a.lastIndexOf(':')).equals(address))
                .findFirst()
                .map(invitation::at)
                .orElseThrow(() -> new Fault(
                                Text.of(address + " 不是代理的地址", address + " is no address of the proxy"),
                                "--address",
                                Text.of(
                                        "可用：" + String.join("、", invitation.addresses()),
                                        "Known: " + String.join(", ", invitation.addresses())))
                        .asException());
    }
}
