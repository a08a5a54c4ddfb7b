package io.mingcha.analyzer;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.flows.Coverage.Limit;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What went past the capture, or tried to, without being a connection that could not be read. */
final class Past {
    private Past() {}

    static void limits(Readability seen, List<Limit> out) {
        if (!seen.resolvers().isEmpty()) {
            out.add(new Limit(
                    "names_elsewhere",
                    Text.of(
                            "绕过本机解析器查询域名：" + counted(seen.resolvers(), "，", " 次"),
                            "names asked past our resolver: " + counted(seen.resolvers(), ", ", " time(s)"))));
        }
        if (!seen.quicHosts().isEmpty()) {
            String names = String.join(", ", seen.quicHosts().keySet());
            out.add(new Limit(
                    "quic_refused",
                    Text.of(
                            "QUIC（UDP 443）已被拒绝，应用应改用 TCP：" + names,
                            "QUIC (UDP 443) was refused so that the app falls back to TCP: " + names)));
        }
        if (seen.quicPackets() > 0) {
            out.add(new Limit(
                    "quic_refused",
                    Text.of(
                            "网关拒绝了 " + seen.quicPackets() + " 个 QUIC 数据包，目标未知",
                            seen.quicPackets() + " QUIC packets refused by the gateway; to whom is not known")));
        }
    }

    private static String counted(Map<String, Integer> hosts, String between, String times) {
        return hosts.entrySet().stream()
                .map(e -> e.getKey() + between + e.getValue() + times)
                .collect(Collectors.joining("; "));
    }
}
