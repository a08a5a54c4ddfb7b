package io.mingcha.analyzer;

import io.mingcha.settings.Text;
import java.util.Map;

/** What the reasons for an unread connection mean. */
public final class Reasons {
    private static final Map<String, Text> TEXTS = Map.ofEntries(
            Map.entry(
                    "pinned",
                    Text.of(
                            "证书锁定：同一应用的其他主机可以读取",
                            "pinned: the same app accepts the proxy's certificate for other hosts")),
            Map.entry(
                    "ca_not_trusted",
                    Text.of(
                            "客户端不信任代理的 CA：没有任何主机被读取",
                            "the client does not trust the proxy's CA: no host of it could be read")),
            Map.entry(
                    "client_refused_certificate",
                    Text.of(
                            "客户端拒绝了代理证书：证书锁定，或此应用不信任用户安装的 CA",
                            "the client refused the proxy's certificate: pinned, or this app does not trust CAs that a user installed")),
            Map.entry(
                    "closed_in_handshake",
                    Text.of("客户端在握手中断开：网络中断或已放弃", "the client left within the handshake: network, or given up")),
            Map.entry(
                    "client_tls_timeout", Text.of("客户端在握手中不再应答", "the client stopped answering within the handshake")),
            Map.entry("client_tls_failed", Text.of("与客户端的 TLS 握手失败", "the TLS handshake with the client failed")),
            Map.entry(
                    "client_certificate_wanted",
                    Text.of(
                            "服务器要求客户端证书（可用 --client-cert 提供）",
                            "the server wants a certificate of its client (give it with --client-cert)")),
            Map.entry("passed_through", Text.of("按设置直通，未解密", "passed through as asked, not decrypted")),
            Map.entry(
                    "alpn_not_supported",
                    Text.of("客户端只接受尚不支持的协议", "the client accepts only a protocol that cannot be read yet")),
            Map.entry("not_http", Text.of("不是 HTTP", "not HTTP")),
            Map.entry("udp", Text.of("UDP 数据报，已转发", "datagrams, passed on")),
            Map.entry("client_closed", Text.of("客户端先断开", "the client left first")),
            Map.entry("upstream_closed", Text.of("服务器先断开", "the server left first")),
            Map.entry("proxy_stopped", Text.of("捕获结束时仍在进行", "still going on when the capture ended")));

    private Reasons() {}

    public static Text text(String reason) {
        return TEXTS.getOrDefault(reason, Text.same(reason.replace('_', ' ')));
    }
}
