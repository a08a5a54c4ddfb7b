package io.mingcha.onboarding;

import io.mingcha.flows.Tls;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request to the site, as a phone's browser makes it by default. */
record Asked(
        String method,
        String host,
        String path,
        Map<String, String> headers,
        String address,
        Way way,
        boolean secure,
        boolean admitted) {

    static final String PHONE = "192.0.2.7";

    static Asked get(String path) {
        return new Asked("GET", LocalSite.HOST, path, Map.of(), PHONE, Way.PROXIED, false, true);
    }

    Asked by(String otherMethod) {
        return new Asked(otherMethod, host, path, headers, address, way, secure, admitted);
    }

    Asked in(String languages) {
        return with("accept-language", languages);
    }

    Asked with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Asked(method, host, path, more, address, way, secure, admitted);
    }

    Asked of(String otherHost) {
        return new Asked(method, otherHost, path, headers, address, way, secure, admitted);
    }

    Asked from(String otherAddress) {
        return new Asked(method, host, path, headers, otherAddress, way, secure, admitted);
    }

    Asked securely() {
        return new Asked(method, host, path, headers, address, way, true, admitted);
    }

    Asked directly() {
        return new Asked(method, "192.0.2.1", path, headers, address, Way.DIRECT, secure, admitted);
    }

    Asked asStranger() {
        return new Asked(method, host, path, headers, address, way, secure, false);
    }

    SiteResponse of(LocalSite site) {
        Tls tls = new Tls(
                Optional.of("TLSv1.3"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return site.answer(new SiteRequest(
                method,
                host,
                path,
                headers,
                new InetSocketAddress(address, 40_000),
                new InetSocketAddress("192.0.2.1", 8888),
                way,
                secure ? Optional.of(tls) : Optional.empty(),
                admitted));
    }

    String textOf(LocalSite site) {
        return new String(of(site).content(), StandardCharsets.UTF_8);
    }
}
