package io.mingcha.proxy.http1;

import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.proxy.tls.HostNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the site of the proxy itself on behalf of one client connection. */
public record LocalPages(Engine engine, ClientConnection client) {

    /** The route to a page of the host that the request's own header names. */
    public Route page(HttpRequest request, Way way) {
        return page(request, hostOf(request), request.uri(), way);
    }

    /** The route to a page. */
    public Route page(HttpRequest request, String host, String path, Way way) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        InetSocketAddress from = (InetSocketAddress) client.channel().remoteAddress();
        boolean secure = client.channel().pipeline().get(SslHandler.class) != null;
        SiteResponse answer = engine.site()
                .answer(new SiteRequest(
                        request.method().name(),
                        host,
                        path,
                        headers,
                        from,
                        (InetSocketAddress) client.channel().localAddress(),
                        way,
                        secure ? client.tls() : Optional.empty(),
                        isAdmitted(from.getAddress())));
        if (answer.admits()) {
            engine.admission().admit(from.getAddress());
            engine.policy().letIn(from.getAddress());
        }
        return new Route.Local(answer);
    }

    private boolean isAdmitted(InetAddress address) {
        return engine.admission().admits(address, true);
    }

    /** The host of the request's header in lower case and without port; empty if there is none. */
    public static String hostOf(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "").strip();
        String bare =
                host.startsWith("[") ? host.substring(1, Math.max(1, host.indexOf(']'))) : HostNames.withoutPort(host);
        return bare.toLowerCase(Locale.ROOT);
    }
}
