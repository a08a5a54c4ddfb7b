package io.mingcha.proxy.front;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Refusal;
import io.mingcha.proxy.http1.Route;
import io.mingcha.proxy.http1.Router;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.proxy.tls.HostNames;
import io.mingcha.proxy.tunnel.Tunnel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Routes the requests that a client sends to the explicit proxy, each of which has to carry the credentials. */
final class FrontRouter implements Router {
    private static final Origin UNKNOWN = new Origin("http", "unknown", 80);

    private final Engine engine;
    private final ClientConnection client;

    FrontRouter(Engine engine, ClientConnection client) {
        this.engine = engine;
        this.client = client;
    }

    @Override
    public boolean opensTunnel(HttpRequest request) {
        return opensTunnel(engine, request);
    }

    static boolean opensTunnel(Engine engine, HttpRequest request) {
        return !request.decoderResult().isFailure()
                && HttpMethod.CONNECT.equals(request.method())
                && isAuthorised(engine, request)
                && Authority.parse(request.uri(), 443).isPresent();
    }

    private static boolean isAuthorised(Engine engine, HttpRequest request) {
        Optional<Credentials> required = engine.config().credentials();
        String presented = request.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION);
        return required.isEmpty() || presented != null && required.get().accepts(presented);
    }

    @Override
    public Route route(HttpRequest request) {
        String target = request.uri();
        if (target.startsWith("/") || target.equals("*")) {
            return local(request, target);
        }
        if (!isAuthorised(engine, request)) {
            return unauthorised();
        }
        engine.config().credentials().ifPresent(c -> client.tag(c.user()));
        request.headers().remove(HttpHeaderNames.PROXY_AUTHORIZATION).remove("Proxy-Connection");
        if (HttpMethod.CONNECT.equals(request.method())) {
            return Authority.parse(target, 443).<Route>map(this::tunnel).orElseGet(() -> unintelligible(UNKNOWN));
        }
        Optional<AbsoluteTarget> absolute = AbsoluteTarget.parse(target);
        if (absolute.isEmpty()) {
            return unintelligible(UNKNOWN);
        }
        Origin origin = absolute.get().origin();
        return isOurs(origin)
                ? local(request, absolute.get().path())
                : new Route.Forward(origin, absolute.get().path());
    }

    private Route tunnel(Authority to) {
        return new Route.Tunnel((ctx, early) ->
                ctx.pipeline().replace(ctx.name(), "tunnel", new Tunnel(engine, client, to.host(), to.port(), early)));
    }

    private boolean isOurs(Origin origin) {
        if (origin.host().equals(LocalSite.HOST)) {
            return true;
        }
        InetAddress address =
                HostNames.isAddress(origin.host()) ? NetUtil.createInetAddressFromIpAddressString(origin.host()) : null;
        return address != null && engine.guard().isOwnListener(new InetSocketAddress(address, origin.port()));
    }

    private Route local(HttpRequest request, String path) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        SiteRequest asked = new SiteRequest(request.method().name(), path, headers, (InetSocketAddress)
                client.channel().remoteAddress());
        return new Route.Local(engine.site().answer(asked));
    }

    private static Route unauthorised() {
        return new Route.Local(new SiteResponse(
                407,
                "text/plain; charset=utf-8",
                Map.of("Proxy-Authenticate", "Basic realm=\"Mingcha\", charset=\"UTF-8\""),
                "需要代理的用户名和密码。\nThe proxy asks for a user name and a password.\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static Route unintelligible(Origin origin) {
        String detail = "the request names no server";
        return new Route.Refuse(
                origin,
                new Refusal(400, "malformed_request", "请求没有指明服务器", "The request names no server", Map.of()),
                Outcome.failed("malformed_request", detail));
    }

    @Override
    public Origin originOf(HttpRequest request) {
        return origin(request);
    }

    /** What a request seems to be meant for; its credentials are taken off. */
    static Origin origin(HttpRequest request) {
        request.headers().remove(HttpHeaderNames.PROXY_AUTHORIZATION).remove("Proxy-Connection");
        return AbsoluteTarget.parse(request.uri()).map(AbsoluteTarget::origin).orElse(UNKNOWN);
    }

    @Override
    public Optional<String> serverName() {
        return Optional.empty();
    }
}
