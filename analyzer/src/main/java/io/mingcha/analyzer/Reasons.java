package io.mingcha.analyzer;

import io.mingcha.settings.Text;
import java.util.Map;

/** What the reasons for an unread connection mean. */
final class Reasons {
    private static final Map<String, Text> TEXTS = Map.ofEntries(
            Map.entry(
                    "client_refused_certificate",
                    Text.of(
                            "客户端拒绝了代理证书：证书锁定或不信任 CA",
                            "the client refused the proxy's certificate: pinned, or the CA is not trusted")),
            Map.entry("client_tls_failed", Text.of("与客户端的 TLS 握手失败", "the TLS handshake with the client failed")),
            Map.entry("passed_through", Text.of("按设置直通，未解密", "passed through as asked, not decrypted")),
            Map.entry(
                    "alpn_not_supported",
                    Text.of("客户端只接受尚不支持的协议", "the client accepts only a protocol that cannot be read yet")),
            Map.entry("not_http", Text.of("不是 HTTP", "not HTTP")),
            Map.entry("client_closed", Text.of("客户端先断开", "the client left first")),
            Map.entry("upstream_closed", Text.of("服务器先断开", "the server left first")),
            Map.entry("proxy_stopped", Text.of("捕获结束时仍在进行", "still going on when the capture ended")));

    private Reasons() {}

    static Text text(String reason) {
        return TEXTS.getOrDefault(reason, Text.same(reason.replace('_', ' ')));
    }
}
