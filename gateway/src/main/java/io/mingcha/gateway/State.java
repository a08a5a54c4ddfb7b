package io.mingcha.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the gateway between two commands, in a file that only its owner reads.
 *
 * @param before kernel settings as they were, by file; present while the gateway is up
 */
record State(GatewayPlan plan, String privateKey, String publicKey, List<Peer> peers, Map<String, String> before) {
    private static final ObjectMapper JSON = new ObjectMapper();

    State {
        peers = List.copyOf(peers);
        before = Map.copyOf(before);
    }

    State withPeers(List<Peer> changed) {
        return new State(plan, privateKey, publicKey, changed, before);
    }

    State with(GatewayPlan changed) {
        return new State(changed, privateKey, publicKey, peers, before);
    }

    State withBefore(Map<String, String> settings) {
        return new State(plan, privateKey, publicKey, peers, settings);
    }

    static Optional<State> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            JsonNode plan = root.path("plan");
            List<Peer> peers = new ArrayList<>();
            for (JsonNode peer : root.path("peers")) {
                peers.add(new Peer(
                        peer.path("name").asText(),
                        Optional.ofNullable(peer.path("app").textValue()),
                        peer.path("number").asInt(),
                        peer.path("publicKey").asText()));
            }
            Map<String, String> before = new LinkedHashMap<>();
            root.path("before")
                    .properties()
                    .forEach(e -> before.put(e.getKey(), e.getValue().asText()));
            return Optional.of(new State(
                    new GatewayPlan(
                            plan.path("link").asText(),
                            plan.path("network").asText(),
                            plan.path("network6").asText(),
                            plan.path("port").asInt(),
                            plan.path("endpoint").asText(),
                            plan.path("redirected").asInt(),
                            plan.path("dns").asInt(),
                            plan.path("mtu").asInt()),
                    root.path("privateKey").asText(),
                    root.path("publicKey").asText(),
                    peers,
                    before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    "state",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, json());
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] json() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("plan")
                .put("link", plan.link())
                .put("network", plan.network())
                .put("network6", plan.network6())
                .put("port", plan.port())
                .put("endpoint", plan.endpoint())
                .put("redirected", plan.redirected())
                .put("dns", plan.dns())
                .put("mtu", plan.mtu());
        root.put("privateKey", privateKey).put("publicKey", publicKey);
        for (Peer peer : peers) {
            ObjectNode node = root.withArray("peers").addObject();
            node.put("name", peer.name()).put("number", peer.number()).put("publicKey", peer.publicKey());
            peer.app().ifPresent(app -> node.put("app", app));
        }
        before.forEach(root.putObject("before")::put);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }
}
