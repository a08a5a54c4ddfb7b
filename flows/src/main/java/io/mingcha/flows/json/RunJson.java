package io.mingcha.flows.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a scripted run came to, as JSON. */
public final class RunJson {
    private RunJson() {}

    public static ObjectNode write(RunVerdict run) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("verdict", run.level().label());
        node.put("plan", run.plan());
        node.put("device", run.device());
        run.way().ifPresent(way -> node.put("way", way));
        ArrayNode causes = node.putArray("causes");
        for (Cause cause : run.causes()) {
            ObjectNode item = causes.addObject();
            item.put("kind", cause.kind());
            item.put("verdict", cause.level().label());
            write(item.putObject("what"), cause.what());
            write(item.putObject("next"), cause.next());
        }
        run.counted().ifPresent(count -> write(node.putObject("counted"), count));
        return node;
    }

    private static void write(ObjectNode node, DeviceCount count) {
        node.put("app", count.app());
        node.put("proxied", count.proxied());
        node.put("past", count.past());
        node.put("open", count.open());
        ObjectNode others = node.putObject("others");
        count.others().forEach(others::put);
    }

    private static Optional<DeviceCount> count(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        Map<String, Long> others = new LinkedHashMap<>();
        node.path("others")
                .fields()
                .forEachRemaining(e -> others.put(e.getKey(), e.getValue().asLong()));
        return Optional.of(new DeviceCount(
                node.path("app").asLong(),
                node.path("proxied").asLong(),
                node.path("past").asLong(),
                node.path("open").asInt(),
                others));
    }

    private static void write(ObjectNode node, Text text) {
        node.put("zh", text.zh());
        node.put("en", text.en());
    }

    /** Empty if the node tells of none. */
    public static Optional<RunVerdict> read(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<Cause> causes = new ArrayList<>();
        node.path("causes")
                .forEach(item -> causes.add(new Cause(
                        item.path("kind").asText(""), level(item), text(item.path("what")), text(item.path("next")))));
        return Optional.of(new RunVerdict(
                level(node),
                node.path("plan").asText(""),
                node.path("device").asText(""),
                Optional.of(node.path("way").asText("")).filter(way -> !way.isEmpty()),
                causes,
                count(node.path("counted"))));
    }

    private static Text text(JsonNode node) {
        return Text.of(node.path("zh").asText(""), node.path("en").asText(""));
    }

    private static Level level(JsonNode node) {
        for (Level level : Level.values()) {
            if (level.label().equals(node.path("verdict").asText())) {
                return level;
            }
        }
        return Level.UNUSABLE;
    }
}
