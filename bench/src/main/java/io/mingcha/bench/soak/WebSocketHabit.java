package io.mingcha.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A socket, some messages that are said back, and the end of it; only then is the exchange complete. */
final class WebSocketHabit implements Clients.Habit {
    static final String KIND = "WebSocket";

    private static final int MESSAGES = 5;

    private final SSLContext trust;

    WebSocketHabit(SSLContext trust) {
        this.trust = trust;
    }

    @Override
    public void turn(Clients clients, Random random) throws IOException, InterruptedException {
        try (JdkClient jdk = JdkClient.through(clients.capture().address(), trust)) {
            String target = "/socket" + clients.unique();
            long begun = System.nanoTime();
            Talk talk = new Talk();
            WebSocket socket = jdk.http()
                    .newWebSocketBuilder()
                    .connectTimeout(JdkClient.PATIENCE)
                    .buildAsync(URI.create("wss://s" + random.nextInt(500) + ".modern.example" + target), talk)
                    .get(JdkClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (int i = 0; i < MESSAGES; i++) {
                String message = "{\"n\":\"" + "z".repeat(random.nextInt(500)) + "\"}";
                CompletableFuture<String> answer = talk.next();
                socket.sendText(message, true);
                if (!answer.get(JdkClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .equals(message)) {
                    throw new IOException("another message came back");
                }
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            talk.ended.get(JdkClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            clients.answered(KIND, target, begun);
        } catch (ExecutionException e) {
            throw new IOException("WebSocket: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("WebSocket: no answer", e);
        }
    }

    private static final class Talk implements WebSocket.Listener {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private volatile CompletableFuture<String> awaited = new CompletableFuture<>();

        CompletableFuture<String> next() {
            awaited = new CompletableFuture<>();
            return awaited;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                awaited.complete(whole);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete(null);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            awaited.completeExceptionally(error);
            ended.completeExceptionally(error);
        }
    }
}
