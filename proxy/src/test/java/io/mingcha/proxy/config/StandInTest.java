package io.mingcha.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInTest {
    @Test
    void the_shipped_file_is_sound() throws IOException {
        List<StandIn> shipped = StandIn.parse("captive.yaml", Files.readString(Path.of("../config/captive.yaml")));

        assertThat(shipped).hasSizeGreaterThan(20);
        assertThat(shipped)
                .filteredOn(s -> s.answers("captive.apple.com", "/hotspot-detect.html"))
                .singleElement()
                .satisfies(s -> assertThat(s.body())
                        .isEqualTo("<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>\n"));
    }

    @Test
    void host_and_path_decide_not_case_nor_query() {
        StandIn one = new StandIn("probe.example", "/generate_204", 204, "", "");

        assertThat(one.answers("Probe.Example", "/generate_204?x=1")).isTrue();
        assertThat(one.answers("probe.example", "/generate_204/")).isFalse();
        assertThat(one.answers("www.probe.example", "/generate_204")).isFalse();
    }

    @Test
    void all_mistakes_are_named_at_once_with_their_lines() {
        String text = """
                answers:
                  - {host: "http://a.example", path: /x, status: 204}
                  - {host: b.example, path: "y?z", status: 204}
                  - {host: c.example, path: /, status: 99}
                  - {host: d.example, path: /, status: 204, type: text/plain, body: no}
                  - {host: e.example, path: /, status: 200, body: lonely}
                  - {host: f.example, path: /, status: 204, contnt: 1}
                  - {host: g.example, path: /, status: 204}
                  - {host: G.example, path: /, status: 200}
                """;
        assertThatThrownBy(() -> StandIn.parse("captive.yaml", text))
                .isInstanceOfSatisfying(InvalidDocument.class, e -> {
                    String said = e.in(Language.EN);
                    for (int line : new int[] {2, 3, 4, 5, 6, 7, 9}) {
                        assertThat(said).contains("captive.yaml:" + line + ":");
                    }
                    assertThat(e.problems()).hasSize(7);
                });
    }
}
