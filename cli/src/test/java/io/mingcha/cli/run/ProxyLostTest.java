package io.mingcha.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.sessions.adb.AdbDevice;
import io.mingcha.sessions.adb.AdbServer;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Language;
import io.mingcha.store.StoredSession;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TlsWorld;
import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of a run, or an app's trust in it, goes while the run is under way; adb server, record and proxy are real. */
class ProxyLostTest {
    private static final String SHOP = "com.example.shop";

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final List<ProxyServer> proxies = new ArrayList<>();
    private final Map<String, Runnable> hooks = new HashMap<>();
    private TlsWorld world;
    private AdbWorld adb;
    private FakePhone phone;
    private Context context;
    private int upstream;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        world = TlsWorld.in(folder);
        upstream = world.tls(Script.saying("well"), "api.shop.example", "img.shop.example")
                .port();
        adb = AdbWorld.start(Files.createDirectory(folder.resolve("adb")));
        phone = new FakePhone("Pixel_8").with((PhoneApp) () -> SHOP).rooted(Root.SU);
        adb.connect(phone);
        context = new Context(new PrintWriter(said), new PrintWriter(said), folder, Language.EN, (self, args) -> 0);
        context.setData(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        if (adb != null) {
            adb.close();
            phone.close();
            world.close();
        }
    }

    private void ask(String path) {
        ask("https://api.shop.example", path);
    }

    private void ask(String host, String path) {
        try {
            assertThat(phone.get(SHOP, URI.create(host + path)).text()).isEqualTo("well");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void happened(RunEvent event) {
        Optional.ofNullable(hooks.remove(event.kind())).ifPresent(Runnable::run);
    }

    private RunResult run() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "app: {package: " + SHOP + "}\nsteps: [launch, {idle: 10s}, {idle: 10s}, {idle: 10s}]\n");
        Plan read = PlanCommand.read(context, plan, UnaryOperator.identity()).plan();
        ProxyConfig config = ProxyConfig.listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withUpstreamAuthorities(List.of(world.authorityFile()))
                .withOverrides(List.of(ResolveOverride.parse("*=127.0.0.1:" + upstream)));
        try (ProxyCaptures captures = ProxyCaptures.open(
                context,
                config,
                UnaryOperator.identity(),
                InterceptFile.of(context, wrong -> {}),
                flow -> {},
                (c, authority, policy, sink, site) -> {
                    ProxyServer server = ProxyServer.start(c, authority, policy, sink, site);
                    proxies.add(server);
                    return server;
                })) {
            Runner runner =
                    new Runner(context.config().recogniser(), captures, Pace.faster(20), Person.NOBODY, this::happened);
            return runner.run(
                    read,
                    AdbDevice.open(
                            AdbServer.at(adb.port(), Optional.empty(), Map.of()),
                            phone.address(),
                            folder.resolve("journals")));
        }
    }

    private List<String> recorded(RunResult result) {
        try (StoredSession stored = context.sessions().open(result.session())) {
            List<String> urls = new ArrayList<>();
            stored.flows().forEach(flow -> urls.add(flow.url()));
            return urls;
        }
    }

    @Test
    void it_is_started_again_at_its_address_and_the_run_is_limited() throws IOException {
        hooks.put("marker", () -> {
            ask("/before");
            proxies.get(0).close();
        });
        hooks.put("proxy_restarted", () -> ask("/after"));

        RunResult result = run();

        assertThat(recorded(result))
                .containsExactly("https://api.shop.example/before", "https://api.shop.example/after");
        assertThat(proxies)
                .extracting(ProxyServer::address)
                .hasSize(2)
                .containsOnly(proxies.get(0).address());
        assertThat(result.verdict().level()).isEqualTo(Level.LIMITED);
        assertThat(result.verdict().causes())
                .singleElement()
                .matches(c ->
                        c.kind().equals("proxy_restarted") && !c.next().zh().isBlank());
        assertThat(result.events()).extracting(RunEvent::kind).containsOnlyOnce("proxy_restarted");
        assertThat(phone.proxy()).isEmpty();
    }

    /** Without root nobody sees what lies in the phone's own store: only its apps do. */
    @Test
    void apps_that_refuse_the_certificate_after_they_took_it_are_noticed() throws IOException {
        phone.rooted(Root.NONE);
        hooks.put("marker", () -> {
            phone.trust(CertificateAuthority.open(context.data().resolve("ca"))
                    .export(ExportFormat.PEM)
                    .content());
            ask("/before");
            ask("https://img.shop.example", "/before");
            phone.trust(world.authority().export(ExportFormat.PEM).content());
            refuse("img.shop.example");
            refuse("api.shop.example");
        });

        RunResult result = run();

        assertThat(result.events()).extracting(RunEvent::kind).containsOnlyOnce("certificate_refused");
        assertThat(result.verdict().level()).isEqualTo(Level.LIMITED);
        assertThat(result.verdict().causes())
                .anyMatch(c -> c.kind().equals("certificate_refused")
                        && c.next().en().contains("mingcha device check")
                        && !c.next().zh().isBlank());
    }

    private void refuse(String host) {
        assertThatThrownBy(() -> phone.get(SHOP, URI.create("https://" + host + "/")))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void another_program_has_its_port_by_then_and_the_run_is_no_use() throws IOException {
        List<ServerSocket> others = new ArrayList<>();
        hooks.put("marker", () -> {
            ask("/before");
            proxies.get(0).close();
            try {
                others.add(new ServerSocket(proxies.get(0).address().getPort(), 1, InetAddress.getLoopbackAddress()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        RunResult result = run();
        others.get(0).close();

        assertThat(result.verdict().level()).isEqualTo(Level.UNUSABLE);
        assertThat(result.verdict().causes()).extracting(RunVerdict.Cause::kind).contains("proxy_gone");
        assertThat(result.events()).extracting(RunEvent::kind).containsOnlyOnce("proxy_gone");
    }
}
