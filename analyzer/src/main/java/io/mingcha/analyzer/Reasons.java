package io.mingcha.analyzer;

import io.mingcha.settings.Text;
import java.util.Map;

/** What the reasons for an unread connection mean. */
final class Reasons {
    private static final Map<String, Text> TEXTS = Map.of(
            "client_refused_certificate",
            Text.of(
                    "客户端拒绝了代理证书：证书锁定或不信任 CA",
                    "the client refused the proxy's certificate: pinned, or the CA is not trusted"),
            "passed_through",
            Text.of("按策略直通，未解密", "passed through by policy, not decrypted"),
            "not_http",
            Text.of("不是 HTTP", "not HTTP"),
            "unknown_protocol",
            Text.of("未知协议", "unknown protocol"),
            "upgraded",
            Text.of("升级为其他协议", "upgraded to another protocol"));

    private Reasons() {}

    static Text text(String reason) {
        return TEXTS.getOrDefault(reason, Text.same(reason.replace('_', ' ')));
    }
}
