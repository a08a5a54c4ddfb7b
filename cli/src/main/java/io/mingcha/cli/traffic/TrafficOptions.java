package io.mingcha.cli.traffic;

import io.mingcha.cli.command.Context;
import io.mingcha.proxy.config.ClientCertificate;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.config.UpstreamProxy;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where captured traffic goes and how its servers are met, for every command that captures. */
public final class TrafficOptions {
    @Option(names = "--name-server", paramLabel = "ADDR[:PORT]", split = ",", converter = NameServerAddress.class)
    private List<InetSocketAddress> nameServers = new ArrayList<>();

    @Option(names = "--upstream-proxy", paramLabel = "[PATTERN=]URL")
    private List<String> upstreamProxies = new ArrayList<>();

    @Option(names = "--upstream-ca", paramLabel = "FILE", split = ",")
    private List<Path> upstreamAuthorities = new ArrayList<>();

    @Option(names = "--upstream-verify", paramLabel = "strict|mirror|ignore")
    private @Nullable UpstreamVerification verification;

    @Option(names = "--resolve", paramLabel = "PATTERN=ADDR")
    private List<String> resolve = new ArrayList<>();

    @Option(names = "--allow-loopback")
    private boolean allowLoopback;

    @Option(names = "--pass-through", paramLabel = "HOST", split = ",")
    private List<String> passThrough = new ArrayList<>();

    @Option(names = "--client-cert", paramLabel = "PATTERN=FILE.p12[:password-env VAR]")
    private List<String> clientCertificates = new ArrayList<>();

    @Option(names = "--keep-alt-svc")
    private boolean keepAltSvc;

    public ProxyConfig on(ProxyConfig config, Context context) {
        return read(context).apply(config);
    }

    /** Lays them over what holds already: they come first, and what they do not say stays. */
    public UnaryOperator<ProxyConfig> read(Context context) {
        List<Path> authorities =
                upstreamAuthorities.stream().map(context::resolve).toList();
        List<UpstreamProxy> proxies = each(upstreamProxies, "--upstream-proxy", UpstreamProxy::parse);
        List<ResolveOverride> overrides = each(resolve, "--resolve", ResolveOverride::parse);
        List<HostPattern> untouched = each(passThrough, "--pass-through", HostPattern::new);
        List<ClientCertificate> certificates =
                each(clientCertificates, "--client-cert", o -> ClientCertificates.read(o, context::resolve));
        return config -> config.withUpstreamAuthorities(before(authorities, config.upstreamAuthorities()))
                .withVerification(verification == null ? config.verification() : verification)
                .withUpstreamProxies(before(proxies, config.upstreamProxies()))
                .withNameServers(nameServers.isEmpty() ? config.nameServers() : nameServers)
                .withOverrides(before(overrides, config.overrides()))
                .withAllowLoopback(allowLoopback || config.allowLoopback())
                .withPassThrough(before(untouched, config.passThrough()))
                .withClientCertificates(before(certificates, config.clientCertificates()))
                .withKeepAltSvc(keepAltSvc || config.keepAltSvc());
    }

    public static <T> List<T> before(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    public static <T> List<T> each(List<String> texts, String option, Function<String, T> parser) {
        List<T> out = new ArrayList<>();
        for (String text : texts) {
            try {
                out.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                throw new Fault(
                                Text.of(
                                        "选项的值无法理解：" + e.getMessage(),
                                        "The option's value cannot be understood: " + e.getMessage()),
                                option,
                                Text.of("写法见 mingcha capture --help", "See mingcha capture --help for its form"))
                        .asException();
            }
        }
        return out;
    }
}
