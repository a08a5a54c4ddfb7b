package io.mingcha.proxy.http1;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.mingcha.settings.Text;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** An answer of the proxy's own, which says why there is no other. */
public record Refusal(int status, String reason, String zh, String en, Map<String, String> headers) {

    private static final Map<String, Text> WORDS = Map.ofEntries(
            Map.entry("dns_failed", Text.of("找不到服务器的地址", "The server's name has no address")),
            Map.entry("upstream_unreachable", Text.of("无法连接服务器", "The server could not be reached")),
            Map.entry("upstream_timeout", Text.of("服务器没有应答", "The server did not answer in time")),
            Map.entry("upstream_tls_failed", Text.of("与服务器的 TLS 握手失败", "The TLS handshake with the server failed")),
            Map.entry(
                    UpstreamFailure.NO_COMMON_PROTOCOL,
                    Text.of("服务器不支持客户端的协议", "The server speaks none of the client's protocols")),
            Map.entry("upstream_certificate", Text.of("服务器证书未通过校验", "The server's certificate did not verify")),
            Map.entry("upstream_closed", Text.of("服务器关闭了连接", "The server closed the connection")),
            Map.entry(
                    "client_certificate_wanted", Text.of("服务器要求客户端证书", "The server wants a certificate of its client")),
            Map.entry("malformed_response", Text.of("服务器的应答不合规范", "The server's answer was malformed")),
            Map.entry("destination_refused", Text.of("不允许访问该目标", "This destination is not allowed")),
            Map.entry("blocked_by_rule", Text.of("按规则阻止", "A rule blocks it")));

    /** For a flow that failed or was blocked. */
    public static Refusal of(Outcome outcome) {
        Text words = WORDS.getOrDefault(outcome.reason(), Text.of("请求被拒绝", "The request was refused"));
        int status = outcome.reason().equals("upstream_timeout") ? 504 : 502;
        return new Refusal(status, outcome.reason(), words.zh(), words.en() + ": " + outcome.detail(), Map.of());
    }

    /** The explanation as a page, in both languages. */
    public String page() {
        return """
                <!DOCTYPE html>
                <html lang="zh"><meta charset="utf-8"><title>Mingcha %d</title>
                <h1>Mingcha 明察: %s</h1>
                <p lang="zh">%s。</p>
                <p lang="en">%s.</p>
                """.formatted(status, escape(reason), escape(zh), escape(en));
    }

    FullHttpResponse response() {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, page()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set("Mingcha-Reason", reason)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
