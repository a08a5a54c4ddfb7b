package io.mingcha.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.DataFolder;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Talks to the capture that owns the data folder, through its socket: one JSON line each way. */
public final class RunningCapture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration STARTING = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DataFolder.Holder holder;

    private RunningCapture(DataFolder.Holder holder) {
        this.holder = holder;
    }

    public static Optional<RunningCapture> find(Context context) {
        return DataFolder.holder(context.data()).map(RunningCapture::new);
    }

    public static RunningCapture require(Context context) {
        return find(context)
                .orElseThrow(() -> new Fault(
                                Text.of("此数据目录中没有正在运行的捕获", "No capture is running in this data folder"),
                                context.data().toString(),
                                Text.of(
                                        "请先运行 mingcha capture，或用 --data 指定目录",
                                        "Start one with mingcha capture, or name its folder with --data"))
                        .asException());
    }

    public long pid() {
        return holder.pid();
    }

    public ObjectNode request(String what) {
        return JSON.createObjectNode().put("do", what);
    }

    /** A capture holds its folder a moment before it listens: that moment is waited for. */
    private SocketChannel connect() throws IOException {
        long deadline = System.nanoTime() + STARTING.toNanos();
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(holder.socket()));
                return channel;
            } catch (IOException e) {
                channel.close();
                boolean alive = ProcessHandle.of(holder.pid())
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
                if (!alive || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Has the capture run a command on its own session; prints what it printed and returns its exit code. */
    public int run(Context context, List<String> args) {
        ObjectNode request = request("run").put("lang", context.language().tag());
        request.put("folder", context.workingFolder().toString());
        args.forEach(request.putArray("args")::add);
        JsonNode answer = ask(request);
        context.out().print(answer.path("text").asText());
        context.out().flush();
        return answer.path("code").asInt(Exit.INTERNAL);
    }

    public JsonNode ask(ObjectNode request) {
        try (SocketChannel channel = connect()) {
            Channels.newOutputStream(channel)
                    .write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
            channel.shutdownOutput();
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            if (answer.length == 0) {
                throw new EOFException("no answer");
            }
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new Fault(
                            Text.of(
                                    "正在运行的捕获（进程 " + holder.pid() + "）没有应答",
                                    "The running capture (process " + holder.pid() + ") does not answer"),
                            holder.socket().toString(),
                            Text.of("请在它的终端按 Ctrl-C 结束它后重试", "End it with Ctrl-C in its terminal, then try again"))
                    .asException(e);
        }
    }
}
