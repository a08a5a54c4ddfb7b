package io.mingcha.cli.run;

import io.mingcha.cli.traffic.NameServerAddress;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.config.UpstreamProxy;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Setting;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a plan says of its capture besides the way, under the names of the options of {@code mingcha capture}.
 *
 * @param rules come before those of {@code config/intercept.yaml}
 * @param verification absent if the plan leaves it to the command
 */
record PlannedCapture(
        List<HostPattern> passThrough,
        InterceptRules rules,
        Optional<UpstreamVerification> verification,
        List<Path> authorities,
        List<UpstreamProxy> proxies,
        List<InetSocketAddress> nameServers,
        List<ResolveOverride> overrides,
        boolean keepAltSvc) {
    static final PlannedCapture NONE = new PlannedCapture(
            List.of(), InterceptRules.NONE, Optional.empty(), List.of(), List.of(), List.of(), List.of(), false);

    private static final List<String> VERIFICATIONS = List.of("strict", "mirror", "ignore");

    /** Reads it; what is wrong becomes problems of the document. */
    static PlannedCapture read(Setting said, Path folder) {
        said.allow(
                "way",
                "pass_through",
                "rules",
                "upstream_verify",
                "upstream_ca",
                "upstream_proxy",
                "name_server",
                "resolve",
                "keep_alt_svc");
        return new PlannedCapture(
                each(said.get("pass_through"), HostPattern::new),
                InterceptRules.readList(said.get("rules")),
                said.get("upstream_verify")
                        .oneOf(VERIFICATIONS)
                        .map(v -> UpstreamVerification.valueOf(v.toUpperCase(Locale.ROOT))),
                each(said.get("upstream_ca"), folder::resolve),
                each(said.get("upstream_proxy"), UpstreamProxy::parse),
                each(said.get("name_server"), PlannedCapture::nameServer),
                each(said.get("resolve"), ResolveOverride::parse),
                said.get("keep_alt_svc").bool(false));
    }

    private static <T> List<T> each(Setting list, Function<String, T> parser) {
        List<T> read = new ArrayList<>();
        list.list().forEach(item -> item.parsed(parser).ifPresent(read::add));
        return read;
    }

    private static InetSocketAddress nameServer(String text) {
        try {
            return new NameServerAddress().convert(text);
        } catch (FaultException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Onto what holds for every capture; the command's own options are laid over it. */
    ProxyConfig on(ProxyConfig config) {
        return config.withPassThrough(TrafficOptions.before(passThrough, config.passThrough()))
                .withVerification(verification.orElse(config.verification()))
                .withUpstreamAuthorities(TrafficOptions.before(authorities, config.upstreamAuthorities()))
                .withUpstreamProxies(TrafficOptions.before(proxies, config.upstreamProxies()))
                .withNameServers(nameServers.isEmpty() ? config.nameServers() : nameServers)
                .withOverrides(TrafficOptions.before(overrides, config.overrides()))
                .withKeepAltSvc(keepAltSvc || config.keepAltSvc());
    }
}
