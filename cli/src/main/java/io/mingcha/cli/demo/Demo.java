package io.mingcha.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.report.AnalyzeCommand;
import io.mingcha.cli.report.ReportFormat;
import io.mingcha.cli.run.PlanCommand;
import io.mingcha.cli.run.ProxyCaptures;
import io.mingcha.cli.session.ExportCommand;
import io.mingcha.cli.traffic.Trust;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.sessions.browser.BrowserDevice;
import io.mingcha.sessions.browser.BrowserLook;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Text;
import io.mingcha.store.StoredSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Two short sessions of an invented app, one that accepts the privacy notice and one that refuses it: real TLS servers
 * under {@code .example} names on loopback, a browser driven by a plan through the real proxy, the shipped analysis.
 */
final class Demo {
    private static final String APP = "app.quickloan.example";
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
        ExecutorService threads = Executors.newFixedThreadPool(4);
        HttpsServer secure = HttpsServer.create(loopback(), 50);
        HttpServer plain = HttpServer.create(loopback(), 50);
        try {
            secure.setHttpsConfigurator(new HttpsConfigurator(Trust.server(world.issue(HOSTS))));
            serve(secure, threads);
            serve(plain, threads);
            ProxyConfig config = ProxyConfig.listening(loopback())
                    .withUpstreamAuthorities(List.of(trusted))
                    .withNames(Map.of(InetAddress.getByName(DemoBank.ADDRESS), APP))
                    .withOverrides(List.of(
                            ResolveOverride.parse("sms.quickloan.example=127.0.0.1:"
                                    + plain.getAddress().getPort()),
                            ResolveOverride.parse(
                                    APP + "=127.0.0.1:" + plain.getAddress().getPort()),
                            ResolveOverride.parse(
                                    "*.example=127.0.0.1:" + secure.getAddress().getPort())));
            int code = sessions(
                    config,
                    new DemoBank(
                            CertificateAuthority.open(context.authorityFolder()).root(), world.root()));
            context.say("");
            context.say(
                    "报告（HTML、JSON、HAR）在 " + out + "。先看 " + out.resolve("accept.html"),
                    "Reports (HTML, JSON, HAR) are in " + out + ". Begin with " + out.resolve("accept.html"));
            context.say(
                    "两次会话由 " + out.resolve("plan.yaml")
                            + " 驱动。下一步：mingcha init，然后 mingcha capture --session session.yaml",
                    "Both sessions were driven by " + out.resolve("plan.yaml")
                            + ". Next: mingcha init, then mingcha capture --session session.yaml");
            return code;
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
            boolean page = String.valueOf(exchange.getRequestHeaders().getFirst("Host"))
                            .startsWith(APP)
                    && exchange.getRequestURI().getPath().equals("/");
            byte[] body =
                    page ? resource("demo-app.html") : "{\"code\":0,\"msg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", page ? "text/html; charset=utf-8" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private int sessions(ProxyConfig config, DemoBank bank) throws IOException {
        Path file = out.resolve("plan.yaml");
        Files.write(file, resource("demo-plan.yaml"));
        PlanFile plan = PlanCommand.read(context, file, UnaryOperator.identity());
        int code = Exit.NOTHING_FOUND;
        try (ProxyCaptures captures = ProxyCaptures.open(
                context,
                config,
                c -> c,
                () -> InterceptRules.NONE,
                flow -> context.say("  " + FlowLine.of(flow, context.language())))) {
            for (String variant : plan.variants()) {
                context.say("");
                context.say(
                        "══ " + (variant.equals("accept") ? "会话一：用户同意" : "会话二：用户拒绝") + " ══",
                        "══ "
                                + (variant.equals("accept")
                                        ? "Session 1: the user accepts"
                                        : "Session 2: the user refuses")
                                + " ══");
                Native part = new Native(captures, bank);
                Runner runner =
                        new Runner(context.config().recogniser(), part, Pace.REAL, Person.NOBODY, part::happened);
                RunResult result = runner.run(
                        plan.variant(variant).orElseThrow(), new BrowserDevice("browser", BrowserLook.phone()));
                code = Math.max(code, report(variant, result.session()));
            }
        }
        return code;
    }

    /** Lets the native part ask its bank once a choice was made, as apps do whose page is only a part of them. */
    private final class Native implements CaptureService {
        private final CaptureService captures;
        private final DemoBank bank;
        private Optional<InetSocketAddress> proxy = Optional.empty();

        Native(CaptureService captures, DemoBank bank) {
            this.captures = captures;
            this.bank = bank;
        }

        @Override
        public Recording start(SessionSpec spec, CaptureWish wish) {
            Recording recording = captures.start(spec, wish);
            proxy = Optional.of(recording.route().proxy());
            return recording;
        }

        void happened(RunEvent event) {
            if (event.kind().equals("begin")) {
                return;
            }
            context.say("  · " + event.text().in(context.language()));
            String text = event.text().en();
            if (event.kind().equals("marker") && (text.contains("consent_accept") || text.contains("consent_reject"))) {
                proxy.ifPresent(bank::ask);
            }
        }
    }

    private int report(String name, String session) throws IOException {
        try (StoredSession stored = context.sessions().open(session)) {
            Analysis analysis = Analyzer.analyze(context.configuration(), stored.session(), stored.flows());
            for (ReportFormat format : new ReportFormat[] {ReportFormat.HTML, ReportFormat.JSON}) {
                OutputFile.writeReport(
                        out.resolve(name + "." + format.name().toLowerCase(Locale.ROOT)),
                        to -> format.write(context, analysis, false, to));
            }
            OutputFile.write(out.resolve(name + ".har"), to -> ExportCommand.har(stored, to));
            context.say("");
            OutputFile.print(context, null, to -> ReportFormat.TEXT.write(context, analysis, false, to));
            if (name.equals("accept")) {
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
