package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mingcha.flows.Head;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AskedCountTest {
    private final AskedCount asked = new AskedCount();

    @Test
    void parts_of_a_path_that_are_one_users_or_one_requests_count_as_the_same() {
        ask(1, "/v2/users/10482/orders?page=1");
        ask(2, "https://api.shop.example/v2/users/99310/orders#top");
        ask(5, "/v2/users/lin%40mail.example/orders");
        ask(6, "/v2/users/3f9c1d725b0e4a869d147c2e88b1f045/orders");
        ask(7, "/v2/users/me/orders");
        ask(9, "/v2/users/林嘉慧;jsessionid=8/");
        assertThat(shown())
                .containsOnly(
                        entry("GET api.shop.example/v2/users/…/orders", List.of(1, 2, 5, 6)),
                        entry("GET api.shop.example/v2/users/me/orders", List.of(7)),
                        entry("GET api.shop.example/v2/users/…", List.of(9)));
    }

    @Test
    void the_root_and_what_is_no_path_are_asked_for_too() {
        ask(1, "/");
        ask(2, "");
        ask(3, "https://api.shop.example");
        ask(4, "*");
        ask(5, "?a=/b/12345");
        assertThat(shown().values().stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void what_must_not_be_shown_is_hidden_and_counts_as_the_same() {
        ask(1, "/of/anna");
        ask(2, "/of/bert");
        assertThat(asked.shown(text -> text.replaceAll("anna|bert", "*")))
                .containsOnly(entry("GET api.shop.example/of/*", List.of(1, 2)));
    }

    @Test
    void a_page_that_asks_for_ever_more_is_counted_as_one_past_a_bound() {
        for (int i = 0; i < 5_000; i++) {
            String name = Integer.toString(i, 26).replaceAll("[0-9]", "x")
                    + (char) ('a' + i % 26)
                    + (char) ('a' + i / 26 % 26)
                    + (char) ('a' + i / 676);
            ask(i, "/" + name);
        }
        Map<String, List<Integer>> shown = shown();
        assertThat(shown).hasSizeLessThan(1_100);
        assertThat(shown.values().stream().mapToInt(List::size).sum()).isEqualTo(5_000);
        assertThat(shown.get("GET api.shop.example/…")).contains(4_999);
    }

    private void ask(int flow, String target) {
        asked.add(new Head.Request("GET", target, "HTTP/1.1", List.of()), "api.shop.example", flow);
    }

    private Map<String, List<Integer>> shown() {
        return asked.shown(UnaryOperator.identity());
    }
}
