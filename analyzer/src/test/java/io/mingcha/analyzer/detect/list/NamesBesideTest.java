package io.mingcha.analyzer.detect.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Limits;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesBesideTest {
    private static List<Node> members(String json) {
        Message message = new Message(
                Optional.empty(),
                Body.of(json.getBytes(StandardCharsets.UTF_8)),
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                true);
        List<Node> nodes = new ArrayList<>();
        new Decoder(Limits.DEFAULT).open(Direction.REQUEST, message).parts().forEach(part -> part.walk(nodes::add));
        return nodes.stream()
                .filter(node -> node.kind() == Node.Kind.OBJECT && node.layer().startsWith("json"))
                .findFirst()
                .orElseThrow()
                .members();
    }

    @Test
    void names_that_share_a_place_are_told_apart() {
        NamesBeside<List<String>> names = new NamesBeside<>(List::copyOf);

        // these are equal by their hash
        for (String name : List.of("AaAa", "BBBB", "AaBB", "AaAa")) {
            assertThat(names.of(members("{\"" + name + "\": 1, \"b\": 2}"))).containsExactly(name, "b");
        }
        assertThat(names.of(members("{\"AaAa\": 1}"))).containsExactly("AaAa");
    }

    @Test
    void the_same_names_are_worked_out_once() {
        List<List<String>> worked = new ArrayList<>();
        NamesBeside<Integer> names = new NamesBeside<>(all -> {
            worked.add(all);
            return all.size();
        });

        assertThat(names.of(members("{\"a\": 1, \"b\": 2}"))).isEqualTo(2);
        assertThat(names.of(members("{\"a\": 3, \"b\": 4}"))).isEqualTo(2);
        assertThat(worked).hasSize(1);
    }
}
