package io.mingcha.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.settings.Text;
import io.mingcha.store.StoredSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Two short sessions of an invented app, one that accepts the privacy notice and one that refuses it: real TLS servers
 * under {@code .example} names on loopback, a real client through the real proxy, the shipped analysis.
 */
final class Demo {
    private static final String[] HOSTS = {
        "api.quickloan.example", "log.datamind.example", "geo.nearby.example", "pinned.bank.example"
    };

    private final Context context;
    private final Path out;

    Demo(Context context, Path out) {
        this.context = context;
        this.out = out;
    }

    int play() throws Exception {
        Files.createDirectories(out);
        Path data = out.resolve("data");
        context.setData(data);
        CertificateAuthority world = CertificateAuthority.open(data.resolve("demo-world"));
        Path trusted = data.resolve("demo-world.pem");
        Files.write(trusted, world.export(ExportFormat.PEM).content());
        CertificateAuthority ours = CertificateAuthority.open(context.authorityFolder());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        HttpsServer secure = HttpsServer.create(loopback(), 50);
        HttpServer plain = HttpServer.create(loopback(), 50);
        try {
            secure.setHttpsConfigurator(new HttpsConfigurator(Trust.server(world.issue(HOSTS))));
            serve(secure, threads);
            serve(plain, threads);
            ProxyConfig config = ProxyConfig.listening(loopback())
                    .withUpstreamAuthorities(List.of(trusted))
                    .withOverrides(List.of(
                            ResolveOverride.parse("sms.quickloan.example=127.0.0.1:"
                                    + plain.getAddress().getPort()),
                            ResolveOverride.parse(
                                    "*.example=127.0.0.1:" + secure.getAddress().getPort())));
            int accepted = session("accept", config, ours.root(), world.root(), true);
            int refused = session("refuse", config, ours.root(), world.root(), false);
            context.say("");
            context.say(
                    "报告（HTML、JSON、HAR）在 " + out + "。先看 " + out.resolve("accept.html"),
                    "Reports (HTML, JSON, HAR) are in " + out + ". Begin with " + out.resolve("accept.html"));
            context.say(
                    "下一步：mingcha init，然后 mingcha capture --session session.yaml",
                    "Next: mingcha init, then mingcha capture --session session.yaml");
            return Math.max(accepted, refused);
        } finally {
            secure.stop(0);
            plain.stop(0);
            threads.shutdownNow();
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void serve(HttpServer server, ExecutorService threads) {
        server.createContext("/", Demo::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"code\":0,\"msg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int session(String name, ProxyConfig config, X509Certificate ours, X509Certificate world, boolean accepts)
            throws Exception {
        Path file = out.resolve("session.yaml");
        try (InputStream in = Demo.class.getResourceAsStream("demo-session.yaml")) {
            Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        SessionSpec spec = context.sessionFile(file);
        context.say("");
        context.say(
                "══ " + (accepts ? "会话一：用户同意" : "会话二：用户拒绝") + " ══",
                "══ " + (accepts ? "Session 1: the user accepts" : "Session 2: the user refuses") + " ══");
        Session session;
        try (Capture capture = Capture.start(
                context,
                spec,
                config,
                new AnnouncingPolicy(new SessionPolicy(() -> InterceptRules.NONE), address -> {}, address -> {}),
                CompletableFuture.completedFuture(Phones.of(context, false)),
                flow -> context.say("  " + FlowLine.of(flow, context.language())))) {
            new DemoApp(capture, ours, world).run(accepts);
            session = capture.finish();
        }
        try (StoredSession stored = context.sessions().open(session.id())) {
            Analysis analysis = Analyzer.analyze(context.configuration(), stored.session(), stored.flows());
            for (ReportFormat format : new ReportFormat[] {ReportFormat.HTML, ReportFormat.JSON}) {
                String text = format.write(context, analysis, false);
                Files.writeString(out.resolve(name + "." + format.name().toLowerCase(java.util.Locale.ROOT)), text);
            }
            OutputFile.write(out.resolve(name + ".har"), to -> ExportCommand.har(stored, to));
            context.say("");
            context.say(ReportFormat.TEXT.write(context, analysis, false));
            if (accepts) {
                note(analysis);
            }
            return AnalyzeCommand.code(analysis);
        }
    }

    private void note(Analysis analysis) {
        boolean lookAlike = analysis.exposures().stream().anyMatch(e -> e.path().contains("order"));
        if (!lookAlike) {
            Text text = Text.of(
                    "未报告的相似数据：订单号 13912345678、时间戳、价格坐标等——形似个人信息，但不是。",
                    "Look-alikes that were not reported: order number 13912345678, time stamps, coordinate-like floats.");
            context.say(text.in(context.language()));
        }
    }
}
