package io.mingcha.sessions.adb;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Answers questions as an adb server that is in a state which no fake phone can bring it to. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final UnaryOperator<String> answers;

    private ScriptedServer(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::accept, "scripted-adb");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer saying(UnaryOperator<String> answers) throws IOException {
        return new ScriptedServer(answers);
    }

    AdbServer client() {
        return AdbServer.at(listener.getLocalPort(), Optional.empty(), Map.of());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                InputStream in = socket.getInputStream();
                int length = Integer.parseInt(new String(in.readNBytes(4), StandardCharsets.US_ASCII), 16);
                String answer = answers.apply(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                socket.getOutputStream()
                        .write(("OKAY" + String.format("%04x", answer.length()) + answer)
                                .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // closed, or the client has left
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
