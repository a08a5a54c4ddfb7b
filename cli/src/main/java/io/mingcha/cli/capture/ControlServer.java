package io.mingcha.cli.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.phone.DeviceCommand;
import io.mingcha.flows.Marker;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers other terminals through a Unix socket that only this user can open. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REQUEST = 1 << 20;

    private final Context context;
    private final Capture capture;
    private final Path socket;
    private final ServerSocketChannel listener;

    ControlServer(Context context, Capture capture, Path socket) {
        this.context = context;
        this.capture = capture;
        this.socket = socket;
        try {
            Files.deleteIfExists(socket);
            listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        Thread thread = new Thread(this::serve, "control");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread thread = new Thread(() -> answer(client), "control-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.length() > LONGEST_REQUEST) {
                return;
            }
            ObjectNode answer = handle(JSON.readTree(line));
            Channels.newOutputStream(client).write(JSON.writeValueAsBytes(answer));
        } catch (IOException | RuntimeException e) {
            LOG.warn("a request of another terminal failed: {}", e.toString());
        }
    }

    private ObjectNode handle(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        switch (request.path("do").asText()) {
            case "mark" -> {
                String kind = request.path("kind").asText();
                Instant at = Instant.parse(request.path("at").asText());
                Marker marker;
                if (request.path("exact").asBoolean()) {
                    marker = Marker.at(kind, at, Marker.Source.HAND);
                    capture.mark(marker);
                } else {
                    marker = capture.mark(kind, at);
                }
                capture.recording().flush();
                answer.put("at", marker.at().toString());
                answer.put("session", capture.recording().session().id());
            }
            case "stop" -> {
                answer.put("session", capture.recording().session().id());
                capture.end();
            }
            case "run" -> run(request, answer);
            case "pair" -> capture.invite().ifPresent(invitation -> invitation.write(answer));
            case "devices" -> DeviceCommand.write(capture.devices(), answer);
            default -> answer.put("error", "unknown request");
        }
        return answer;
    }

    private void run(JsonNode request, ObjectNode answer) {
        List<String> args = new ArrayList<>();
        request.path("args").forEach(a -> args.add(a.asText()));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Language language = Language.parse(request.path("lang").asText()).orElse(Language.EN);
        Context inner = Context.within(
                context, capture, out, Path.of(request.path("folder").asText()), language);
        try {
            int code = inner.run(args);
            out.flush();
            answer.put("code", code).put("text", text.toString());
        } catch (OutOfMemoryError e) {
            // What was asked for is given up, not the capture: its own memory is bounded on purpose.
            Fault fault = new Fault(
                    Text.of("正在运行的捕获内存不足，无法处理", "The running capture has too little memory for this"),
                    capture.recording().session().id(),
                    Text.of("先结束捕获（mingcha stop），再重试", "Stop the capture first (mingcha stop), then try again"));
            answer.put("code", Exit.INTERNAL).put("text", fault.in(language) + System.lineSeparator());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the control socket could not be removed: {}", e.toString());
        }
    }
}
