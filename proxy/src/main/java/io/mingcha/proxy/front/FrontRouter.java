package io.mingcha.proxy.front;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.LocalPages;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Refusal;
import io.mingcha.proxy.http1.Route;
import io.mingcha.proxy.http1.Router;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.proxy.tls.HostNames;
import io.mingcha.proxy.tunnel.Tunnels;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Routes the requests that a client sends to the explicit proxy, each of which has to carry the credentials. */
final class FrontRouter implements Router {
    private static final Origin UNKNOWN = new Origin("http", "unknown", 80);

    private final Engine engine;
    private final ClientConnection client;
    private final LocalPages pages;

    FrontRouter(Engine engine, ClientConnection client) {
        this.engine = engine;
        this.client = client;
        this.pages = new LocalPages(engine, client);
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
        boolean direct = isDirect(request);
        if (!isAdmitted()) {
            return direct && engine.admission().pairs() ? unpaired(request) : turnedAway(request);
        }
        if (direct) {
            return pages.page(request, Way.DIRECT);
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
                ? pages.page(request, origin.host(), absolute.get().path(), Way.PROXIED)
                : new Route.Forward(origin, absolute.get().path());
    }

    /** Asked of us as of a server, not as of a proxy. */
    static boolean isDirect(HttpRequest request) {
        return request.uri().startsWith("/") || request.uri().equals("*");
    }

    /** Without pairing this was asked when the connection came. */
    private boolean isAdmitted() {
        return !engine.admission().pairs() || engine.admission().admits(address(), true);
    }

    private InetAddress address() {
        return ((InetSocketAddress) client.channel().remoteAddress()).getAddress();
    }

    /** Each connection of somebody who is not paired is good for one page. */
    private Route unpaired(HttpRequest request) {
        HttpUtil.setKeepAlive(request, false);
        return pages.page(request, Way.DIRECT);
    }

    private Route turnedAway(HttpRequest request) {
        engine.policy().turnedAway(address());
        HttpUtil.setKeepAlive(request, false);
        return new Route.Local(SiteResponse.text(403, "此设备尚未配对。\nThis device is not paired.\n"));
    }

    private Route tunnel(Authority to) {
        return new Route.Tunnel((ctx, early) ->
                ctx.pipeline().replace(ctx.name(), "tunnel", Tunnels.to(engine, client, to.host(), to.port(), early)));
    }

    private boolean isOurs(Origin origin) {
        if (LocalSite.isOurs(origin.host())) {
            return true;
        }
        InetAddress address =
                HostNames.isAddress(origin.host()) ? NetUtil.createInetAddressFromIpAddressString(origin.host()) : null;
        return address != null && engine.guard().isOwnListener(new InetSocketAddress(address, origin.port()));
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
