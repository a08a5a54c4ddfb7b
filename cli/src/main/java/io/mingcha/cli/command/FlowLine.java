package io.mingcha.cli.command;

import io.mingcha.flows.Body;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Session;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One exchange in one line. */
public final class FlowLine {
    private static final int WIDEST = 96;
    private static final Pattern PERSONAL_SEGMENT = Pattern.compile(
            "(?<![:/])/(?=[^/?]*(\\d{7}|@|%40|[0-9A-Fa-f-]{16}|\\d[- ]\\d{4}[- ]|\\d\\.\\d{3}|%[89A-Fa-f][0-9A-Fa-f]|[^\\x00-\\x7F]))[^/?]*");
    private static final Pattern PERSONAL_HOST = Pattern.compile("(?<=[0-9]{3})[0-9]{8,}");
    private static final Map<String, Text> REASONS = Map.ofEntries(
            Map.entry("client_refused_certificate", Text.of("客户端拒绝证书", "client refused the certificate")),
            Map.entry("closed_after_handshake", Text.of("握手后未发送任何内容", "nothing sent after the handshake")),
            Map.entry("closed_in_handshake", Text.of("握手中断开", "left within the handshake")),
            Map.entry("client_tls_timeout", Text.of("握手中不再应答", "no answer within the handshake")),
            Map.entry("passed_after_refusals", Text.of("多次拒绝证书后直通", "passed through after refusals")),
            Map.entry("client_certificate_wanted", Text.of("服务器要求客户端证书", "server wants a client certificate")),
            Map.entry("blocked_by_rule", Text.of("按规则阻止", "blocked by a rule")),
            Map.entry("unused", Text.of("未使用", "never used")),
            Map.entry("quic_refused_by_gateway", Text.of("网关已拒绝 QUIC", "QUIC refused by the gateway")),
            Map.entry("client_tls_failed", Text.of("与客户端握手失败", "handshake with the client failed")),
            Map.entry("passed_through", Text.of("直通", "passed through")),
            Map.entry("alpn_not_supported", Text.of("协议不支持", "protocol not supported")),
            Map.entry("not_http", Text.of("不是 HTTP", "not HTTP")),
            Map.entry("client_closed", Text.of("客户端断开", "client left")),
            Map.entry("upstream_closed", Text.of("服务器断开", "server left")),
            Map.entry("upstream_reset", Text.of("服务器重置", "server reset")),
            Map.entry("client_reset", Text.of("客户端取消", "client cancelled")),
            Map.entry("client_protocol_error", Text.of("客户端违反协议", "client broke the protocol")),
            Map.entry("upstream_protocol_error", Text.of("服务器违反协议", "server broke the protocol")),
            Map.entry("stream_refused", Text.of("服务器未受理", "server did not take it")),
            Map.entry("upstream_alpn_refused", Text.of("服务器不支持该协议", "server does not speak it")),
            Map.entry("proxy_stopped", Text.of("捕获结束", "capture ended")),
            Map.entry("destination_refused", Text.of("目标被拒绝", "destination refused")),
            Map.entry("upstream_unreachable", Text.of("服务器不可达", "server unreachable")),
            Map.entry("upstream_timeout", Text.of("服务器超时", "server timed out")),
            Map.entry("upstream_tls_failed", Text.of("与服务器握手失败", "handshake with the server failed")),
            Map.entry("upstream_certificate", Text.of("服务器证书无效", "server certificate invalid")),
            Map.entry("malformed_request", Text.of("请求不合规", "malformed request")),
            Map.entry("malformed_response", Text.of("响应不合规", "malformed response")),
            Map.entry("quic_refused", Text.of("QUIC 已拒绝", "QUIC refused")),
            Map.entry("udp", Text.of("UDP 数据报", "datagrams")),
            Map.entry("har_entry_partly_read", Text.of("HAR 条目只读取了一部分", "HAR entry read in part")),
            Map.entry("dns_failed", Text.of("域名解析失败", "name not found")));

    private FlowLine() {}

    /** From where it came, and how: a redirected connection through the tunnel, where that was the only such way open. */
    public static String origin(Flow flow, Session session, Language language) {
        List<String> open = session.spec().ways();
        Optional<Text> way = flow.client().way().map(w -> switch (w) {
            case PROXY -> Text.of("经 HTTP 代理", "by the HTTP proxy");
            case SOCKS -> Text.of("经 SOCKS5 代理", "by the SOCKS5 proxy");
            case REDIRECTED ->
                open.contains("tunnel")
                        ? Text.of("经网关隧道", "by the gateway's tunnel")
                        : Text.of("经防火墙重定向", "by a firewall's redirection");
        });
        return Stream.of(
                        Optional.of(flow.client().address()).filter(a -> !a.isEmpty()),
                        flow.client().tag().map(FlowLine::line),
                        way.map(w -> w.in(language)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  "));
    }

    public static String of(Flow flow, Language language) {
        String method = flow.requestHead()
                .map(Head.Request::method)
                .orElse(flow.scheme().toUpperCase(Locale.ROOT));
        String status = flow.responseHead().map(h -> String.valueOf(h.status())).orElse("–");
        String url = plain(flow.url());
        long sent = flow.request().map(Message::body).map(Body::length).orElse(0L);
        long received = flow.response().map(Message::body).map(Body::length).orElse(0L);
        return String.format(
                Locale.ROOT,
                "#%-5d %-6s %-3s %s  ↑%s ↓%s%s",
                flow.ordinal(),
                line(method),
                status,
                url.length() > WIDEST ? url.substring(0, WIDEST - 1) + "…" : url,
                Sizes.of(sent),
                Sizes.of(received),
                outcome(flow.outcome(), language));
    }

    /**
     * Without what may carry personal data, the query and path segments that look like a number, an id or an address, and
     * without what could drive the terminal.
     */
    public static String plain(String url) {
        int query = url.indexOf('?');
        String shown = query < 0 ? url : url.substring(0, query) + "?…";
        String path = PERSONAL_SEGMENT.matcher(shown).replaceAll("/…");
        return line(PERSONAL_HOST.matcher(path).replaceAll("…"));
    }

    /** What a stranger chose, on one line and in the order in which it is read. */
    public static String line(String text) {
        return printable(text).replace('\n', '\uFFFD').replace('\t', '\uFFFD');
    }

    /** Without what drives a terminal or turns the direction of its text. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(drives(c) ? '\uFFFD' : (char) c));
        return out.toString();
    }

    private static boolean drives(int c) {
        return c < 0x20 && c != '\n' && c != '\t'
                || c >= 0x7F && c < 0xA0
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }

    private static String outcome(Outcome outcome, Language language) {
        if (outcome.state() == Outcome.State.COMPLETE) {
            return outcome.equals(Outcome.ANSWERED_BY_PROXY)
                    ? "  [" + Text.of("由代理应答", "answered by the proxy").in(language) + "]"
                    : "";
        }
        String reason = REASONS.getOrDefault(
                        outcome.reason(), Text.same(outcome.reason().replace('_', ' ')))
                .in(language);
        Text state = switch (outcome.state()) {
            case UNREAD -> Text.of("未读", "unread");
            case INCOMPLETE -> Text.of("不完整", "incomplete");
            case BLOCKED -> Text.of("已阻止", "blocked");
            default -> Text.of("失败", "failed");
        };
        return "  [" + state.in(language) + (reason.isEmpty() ? "" : ": " + reason) + "]";
    }
}
