package io.mingcha.sessions.appium;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A WebDriver session on a server, as the W3C describes it: one request, one value or one error. */
final class Wire implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A new session may have to install Appium's helper on the phone first. */
    private static final Duration SESSION = Duration.ofMinutes(4);

    private static final Duration COMMAND = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final String session;
    private final Optional<String> release;

    private Wire(URI server, String session, Optional<String> release) {
        this.server = server;
        this.session = session;
        this.release = release;
    }

    static Wire open(URI server, Map<String, Object> capabilities) {
        URI base = server.getPath().endsWith("/") ? server : URI.create(server + "/");
        Wire none = new Wire(base, "", Optional.empty());
        JsonNode opened =
                none.send("POST", "session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)), SESSION);
        JsonNode granted = opened.path("capabilities");
        Optional<String> release = Stream.of("platformVersion", "appium:platformVersion", "browserVersion")
                .map(key -> granted.path(key).asText())
                .filter(text -> !text.isBlank())
                .findFirst();
        return new Wire(base, opened.path("sessionId").asText(), release);
    }

    /** The version of what is driven, if the server tells. */
    Optional<String> release() {
        return release;
    }

    JsonNode get(String path) {
        return send("GET", at(path), Map.of(), COMMAND);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", at(path), body, COMMAND);
    }

    void delete(String path) {
        send("DELETE", at(path), Map.of(), COMMAND);
    }

    /** Runs a script in the page, or one of Appium's own commands, {@code mobile: …}, with its arguments. */
    JsonNode execute(String script, Object... arguments) {
        return post("execute/sync", Map.of("script", script, "args", arguments));
    }

    private String at(String path) {
        return "session/" + session + (path.isEmpty() ? "" : "/" + path);
    }

    private JsonNode send(String method, String path, Map<String, ?> body, Duration within) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(within);
        try {
            if (method.equals("POST")) {
                request.header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
            } else {
                request.method(method, BodyPublishers.noBody());
            }
            return value(client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode value(String answer) {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new WireError("unknown error", "no WebDriver server answers there");
        }
        JsonNode value = json == null ? MissingNode.getInstance() : json.path("value");
        if (value.path("error").isTextual()) {
            String message = value.path("message").asText().lines().findFirst().orElse("");
            throw new WireError(value.path("error").asText(), message);
        }
        return value;
    }

    @Override
    public void close() {
        try {
            delete("");
        } catch (WireError | UncheckedIOException e) {
            // The session has ended, or the server has.
        }
    }
}
