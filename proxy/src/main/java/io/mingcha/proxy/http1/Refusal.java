package io.mingcha.proxy.http1;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.upstream.UpstreamFailure;
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

    private static final Map<String, String[]> WORDS = Map.of(
            "dns_failed",
            new String[] {"找不到服务器的地址", "The server's name has no address"},
            "upstream_unreachable",
            new String[] {"无法连接服务器", "The server could not be reached"},
            "upstream_timeout",
            new String[] {"服务器没有应答", "The server did not answer in time"},
            "upstream_tls_failed",
            new String[] {"与服务器的 TLS 握手失败", "The TLS handshake with the server failed"},
            UpstreamFailure.NO_COMMON_PROTOCOL,
            new String[] {"服务器不支持客户端的协议", "The server speaks none of the client's protocols"},
            "upstream_certificate",
            new String[] {"服务器证书未通过校验", "The server's certificate did not verify"},
            "upstream_closed",
            new String[] {"服务器关闭了连接", "The server closed the connection"},
            "client_certificate_wanted",
            new String[] {"服务器要求客户端证书", "The server wants a certificate of its client"},
            "malformed_response",
            new String[] {"服务器的应答不合规范", "The server's answer was malformed"},
            "destination_refused",
            new String[] {"不允许访问该目标", "This destination is not allowed"});

    /** For a flow that failed or was blocked. */
    public static Refusal of(Outcome outcome) {
        String[] words = WORDS.getOrDefault(outcome.reason(), new String[] {"请求被拒绝", "The request was refused"});
        int status = outcome.reason().equals("upstream_timeout") ? 504 : 502;
        return new Refusal(status, outcome.reason(), words[0], words[1] + ": " + outcome.detail(), Map.of());
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
