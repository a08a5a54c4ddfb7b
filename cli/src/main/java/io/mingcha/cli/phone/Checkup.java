package io.mingcha.cli.phone;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Sizes;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.cli.traffic.Trust;
import io.mingcha.flows.App;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Persona;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import io.mingcha.store.DataFolder;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.StoredSession;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Checks everything that a capture needs. */
final class Checkup {
    private static final long LEAST_FREE = 1L << 30;
    private static final String PHONE_NUMBER = "13866174032";

    private final Context context;
    private final InetSocketAddress listen;
    private final List<Result> results = new ArrayList<>();

    /** One check, and what to do if it failed. */
    record Result(boolean passed, Text what, Text remedy) {}

    Checkup(Context context, InetSocketAddress listen) {
        this.context = context;
        this.listen = listen;
    }

    List<Result> run() {
        configuration();
        port();
        authority();
        disk();
        clock();
        interception();
        return results;
    }

    private void add(boolean passed, Text what, Text remedy) {
        results.add(new Result(passed, what, remedy));
    }

    private void configuration() {
        try {
            int rules = context.configuration().rules().rules().size();
            InterceptFile.of(context, wrong -> {}).get();
            add(
                    true,
                    Text.of("配置有效，" + rules + " 条规则", "The configuration is valid, " + rules + " rules"),
                    Text.same(""));
        } catch (InvalidDocument e) {
            add(
                    false,
                    Text.of("配置无效：" + e.in(Language.ZH), "The configuration is not valid: " + e.in(Language.EN)),
                    Text.of("按上述行号修改 config/", "Mend config/ at the lines named"));
        } catch (RuntimeException e) {
            add(
                    false,
                    Text.of("配置无效：" + e.getMessage(), "The configuration is not valid: " + e.getMessage()),
                    Text.of("按上述行号修改 config/", "Mend config/ at the lines named"));
        }
    }

    private void port() {
        String where = listen.getAddress().getHostAddress() + ":" + listen.getPort();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(listen);
            add(true, Text.of("端口可用：" + where, "The port is free: " + where), Text.same(""));
        } catch (BindException e) {
            boolean ours = DataFolder.holder(context.data()).isPresent();
            add(
                    ours,
                    ours
                            ? Text.of("端口被正在运行的捕获使用：" + where, "The port is used by the running capture: " + where)
                            : Text.of("端口被占用：" + where, "The port is taken: " + where),
                    Text.of("用 --listen 选择其他端口", "Choose another with --listen"));
        } catch (IOException e) {
            add(
                    false,
                    Text.of("无法监听 " + where, "Cannot listen at " + where),
                    Text.of("检查地址是否属于本机", "Check that the address is this machine's"));
        }
    }

    private void authority() {
        try {
            CertificateAuthority authority = CertificateAuthority.open(context.authorityFolder());
            Instant end = authority.root().getNotAfter().toInstant();
            boolean good = end.isAfter(Instant.now().plus(Duration.ofDays(30)));
            add(
                    good,
                    Text.of(
                            "根证书 " + authority.name() + "，有效至 " + end,
                            "Root certificate " + authority.name() + ", valid until " + end),
                    Text.of(
                            "运行 mingcha ca rotate 并在设备上重新安装",
                            "Run mingcha ca rotate and install it on the devices again"));
        } catch (FaultException e) {
            add(false, e.fault().what(), e.fault().remedy());
        }
    }

    /** Asks the file system itself: the table of mounts does not know every root. */
    private void disk() {
        Path folder = context.data();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        long free = folder.toFile().getUsableSpace();
        boolean writable = Files.isWritable(folder);
        add(
                free >= LEAST_FREE && writable,
                Text.of(
                        "数据目录 " + context.data() + "，可用空间 " + Sizes.of(free),
                        "Data folder " + context.data() + ", " + Sizes.of(free) + " free"),
                writable
                        ? Text.of("腾出空间，或用 --data 指定其他磁盘", "Free some space, or choose another disk with --data")
                        : Text.of(
                                "目录不可写：检查权限或用 --data 指定其他目录",
                                "It cannot be written: check its permissions or choose another with --data"));
    }

    /** The build is older than now; a clock before it would make certificates that are not valid yet. */
    private void clock() {
        Instant now = Instant.now();
        boolean sane = now.isAfter(Instant.parse("2026-11-01T00:00:00Z"))
                && now.isBefore(Instant.parse("2046-01-01T00:00:00Z"));
        add(
                sane,
                Text.of("系统时间 " + now, "System time " + now),
                Text.of("校准系统时间（证书有效期和标记都依赖它）", "Set the clock: certificates and markers depend on it"));
    }

    /** A real request through a real proxy to a real TLS server, and its record. */
    private void interception() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("mingcha-doctor-");
            intercept(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            add(
                    false,
                    Text.of("经代理的请求失败：" + e.getMessage(), "A request through the proxy failed: " + e.getMessage()),
                    Text.of(
                            "检查本机防火墙是否允许回环连接，再运行 mingcha doctor",
                            "Check that the firewall lets loopback connections pass, then run mingcha doctor again"));
        } finally {
            delete(folder);
        }
    }

    private void intercept(Path folder) throws IOException, InterruptedException {
        CertificateAuthority world = CertificateAuthority.open(folder.resolve("world"));
        CertificateAuthority ours = CertificateAuthority.open(folder.resolve("ca"));
        Path trusted = folder.resolve("world.pem");
        Files.write(trusted, world.export(ExportFormat.PEM).content());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(Trust.server(world.issue("doctor.example"))));
        server.createContext("/", exchange -> {
            byte[] answer = "well".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        ProxyConfig config = ProxyConfig.listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withUpstreamAuthorities(List.of(trusted))
                .withOverrides(List.of(ResolveOverride.parse(
                        "*.example=127.0.0.1:" + server.getAddress().getPort())));
        try (DataFolder data = DataFolder.open(folder.resolve("data"));
                RecordingSession recording = data.sessions().create(trial(), Instant.now());
                ProxyServer proxy =
                        ProxyServer.start(config, ours, InterceptPolicy.interceptAll(), recording, LocalSite.none())) {
            add(
                    proxy.isTlsNative(),
                    proxy.isTlsNative()
                            ? Text.of("本机 TLS（BoringSSL）可用", "Native TLS (BoringSSL) works")
                            : Text.of("使用 JDK 的 TLS，较慢", "TLS is the JDK's, which is slower"),
                    Text.of("支持的平台：x86-64 或 arm64 的 Linux（glibc）", "Supported: Linux (glibc) on x86-64 or arm64"));
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(proxy.address()))
                    .sslContext(Trust.only(ours.root()))
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://doctor.example/?phone=" + PHONE_NUMBER))
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            recording.flush();
            Flow flow = recording.reader().flow(0).orElseThrow(() -> new IOException("nothing was recorded"));
            boolean read = answer.body().equals("well") && flow.responseHead().isPresent();
            add(
                    read,
                    Text.of("经代理的 HTTPS 请求已被解密并记录", "An HTTPS request through the proxy is intercepted and recorded"),
                    Text.of("请提交 mingcha doctor 的输出", "Report the output of mingcha doctor"));
            analysis(recording.reader());
        } finally {
            server.stop(0);
        }
    }

    private static SessionSpec trial() {
        Persona person = new Persona(OptionalInt.empty(), Map.of("phone_number", List.of(PHONE_NUMBER)));
        return SessionSpec.of(App.of("doctor")).withPersona(person);
    }

    private void analysis(StoredSession session) {
        try {
            boolean found =
                    Analyzer.analyze(context.configuration(), session.session(), session.flows()).exposures().stream()
                            .anyMatch(exposure -> exposure.dataType().equals("phone_number"));
            add(
                    found,
                    Text.of("分析找到了其中发送的手机号", "The analysis finds the phone number that was sent in it"),
                    Text.of(
                            "检查 config/ 的改动：mingcha config diff",
                            "Look at what was changed in config/: mingcha config diff"));
        } catch (InvalidDocument e) {
            // told among the first
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new Fault(
                            Text.of("临时目录无法删除", "A temporary folder cannot be removed"),
                            folder.toString(),
                            Text.of("请手动删除", "Remove it by hand"))
                    .asException(e);
        }
    }
}
