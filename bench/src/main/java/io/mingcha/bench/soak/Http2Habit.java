package io.mingcha.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Several streams at a time on one connection of the JDK's client. */
final class Http2Habit implements Clients.Habit {
    static final String KIND = "HTTP/2";

    private static final int ON_ONE_CONNECTION = 40;
    private static final int AT_A_TIME = 4;

    private final SSLContext trust;

    Http2Habit(SSLContext trust) {
        this.trust = trust;
    }

    @Override
    public void turn(Clients clients, Random random) throws IOException, InterruptedException {
        try (JdkClient jdk = JdkClient.through(clients.capture().address(), trust)) {
            HttpClient client = jdk.http();
            String host = "h" + random.nextInt(500) + ".modern.example";
            exchange(client, clients, host, random).get(JdkClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (int i = 0; i < ON_ONE_CONNECTION / AT_A_TIME && !clients.isOver(); i++) {
                List<CompletableFuture<Void>> streams = new ArrayList<>();
                for (int k = 0; k < AT_A_TIME; k++) {
                    streams.add(exchange(client, clients, host, random));
                }
                CompletableFuture.allOf(streams.toArray(CompletableFuture[]::new))
                        .get(JdkClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new IOException("HTTP/2: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("HTTP/2: no answer", e);
        }
    }

    private static CompletableFuture<Void> exchange(HttpClient client, Clients clients, String host, Random random) {
        int size = 2 + random.nextInt(8000);
        String target = "/size/" + size + clients.unique();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + target))
                .timeout(JdkClient.PATIENCE)
                .build();
        long begun = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenAccept(response -> {
                    if (response.version() != HttpClient.Version.HTTP_2
                            || response.statusCode() != 200
                            || response.body().length != size) {
                        throw new IllegalStateException(response.version() + ", " + response.statusCode() + ", "
                                + response.body().length + " bytes of " + size);
                    }
                    clients.answered(KIND, target, begun);
                });
    }
}
