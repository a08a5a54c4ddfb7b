package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What an exchange costs, in bytes that are allocated for it: unlike time that is the same on every machine and at every load, and
 * whatever is done again for each value of a message shows in it.
 */
class AnalysisCostTest {
    private static final int EXCHANGES = 200;
    /** For seventy values in two kilobytes, which took 64,000 when this was written; patterns tried on each value had it take 123,000. */
    private static final long MOST = 80_000;

    private final Random random = new Random(7);

    @Test
    void an_exchange_of_usual_size_costs_no_more_than_it_did() {
        Exchanges sent = new Exchanges();
        for (int i = 0; i < EXCHANGES; i++) {
            sent.post(
                    i,
                    "https://log.tracker.example/v2/event?seq=" + i + "&sign=" + hex(32),
                    body(i),
                    new Header("Cookie", "sid=" + hex(32) + "; lang=zh-CN"));
        }
        List<Flow> flows = sent.flows();
        Analyzer warm = new Analyzer(TestConfiguration.SHIPPED, sent.session());
        flows.forEach(warm::add);

        Analyzer analyzer = new Analyzer(TestConfiguration.SHIPPED, sent.session());
        long before = allocated();
        flows.forEach(analyzer::add);
        long each = (allocated() - before) / EXCHANGES;

        assertThat(each).isBetween(MOST / 4, MOST);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private String body(int number) {
        StringBuilder body = new StringBuilder(
                "{\"app\":\"example.shop\",\"lib\":{\"name\":\"log\",\"version\":\"4.2.1\"},\"events\":[");
        for (int i = 0; i < 8; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"event\":\"view_item\",\"time\":")
                    .append(1_790_000_000_000L + number * 1_000L + i)
                    .append(",\"trace\":\"")
                    .append(hex(32))
                    .append("\",\"price\":")
                    .append(random.nextInt(100_000) / 100.0)
                    .append(",\"title\":\"夏季新款 ")
                    .append(random.nextInt(1_000))
                    .append("\",\"page\":\"/goods/detail\",\"ok\":true,\"position\":")
                    .append(i)
                    .append(",\"extra\":\"{\\\"source\\\":\\\"feed\\\",\\\"slot\\\":\\\"")
                    .append(hex(12))
                    .append("\\\"}\"}");
        }
        return body.append("]}").toString();
    }

    private String hex(int digits) {
        byte[] bytes = new byte[digits / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
