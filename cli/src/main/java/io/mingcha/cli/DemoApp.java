package io.mingcha.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** The app of the demo, as its phone would see it: launch, notice, choice, use, background. */
final class DemoApp {
    private static final String IMEI = "868012345678904";
    private static final String PHONE = "13712345670";
    private static final String RESIDENT_ID = "330106199203054510";

    private final Capture capture;
    private final HttpClient trusting;
    private final HttpClient pinning;

    DemoApp(Capture capture, X509Certificate proxyRoot, X509Certificate realRoot) throws IOException {
        this.capture = capture;
        this.trusting = client(capture, proxyRoot);
        this.pinning = client(capture, realRoot);
    }

    private static HttpClient client(Capture capture, X509Certificate root) throws IOException {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(capture.address()))
                .sslContext(Trust.only(root))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    void run(boolean accepts) throws InterruptedException {
        mark("first_launch");
        mark("foreground");
        get("https://api.quickloan.example/v1/config?os=android&ver=4.2.1&ts=1764038400123");
        mark("privacy_prompt_shown");
        post(
                "https://log.datamind.example/sdk/init",
                json("{\"sdk\":\"3.1\",\"dev\":{\"did\":\"" + md5(IMEI) + "\",\"model\":\"P60\"}}"));
        pause(900);
        if (accepts) {
            accept();
        } else {
            refuse();
        }
    }

    private void accept() throws InterruptedException {
        mark("consent_accept");
        pause(300);
        post("https://api.quickloan.example/v1/login", json("{\"mobile\":\"" + PHONE + "\",\"sms_code\":\"482913\"}"));
        get("http://sms.quickloan.example/send?phone=" + PHONE + "&order_no=13912345678");
        String position = "{\"ev\":[{\"t\":1764038402,\"gps\":{\"lat\":30.274151,\"lng\":120.155151},\"spd\":1.2}]}";
        String wrapped = Base64.getEncoder().encodeToString(gzip(position));
        form("https://geo.nearby.example/collect", "v=2&data=" + URLEncoder.encode(wrapped, StandardCharsets.UTF_8));
        post("https://api.quickloan.example/v1/friends/match", json(addressBook()));
        post(
                "https://api.quickloan.example/v1/order",
                json(
                        "{\"order_no\":\"13912345678\",\"ts\":1764038403777,\"amount\":39.90,\"box\":[12.480915,44.370216],\"ratio\":{\"x\":31.230416,\"y\":121.473701}}"));
        pinned();
        mark("background");
        pause(5_600);
        post(
                "https://log.datamind.example/heartbeat",
                json("{\"oaid\":\"5f2b8c1e-7d34-4a90-8e16-3c9d0a7b4f21\",\"n\":7}"));
    }

    private void refuse() throws InterruptedException {
        mark("consent_reject");
        pinned();
        pause(2_400);
        post(
                "https://api.quickloan.example/v1/precheck",
                json("{\"cert\":{\"type\":\"01\",\"no\":\"" + RESIDENT_ID + "\"}}"));
        post(
                "https://log.datamind.example/sdk/report",
                json("{\"ev\":\"exit\",\"dev\":{\"did\":\"" + md5(IMEI) + "\"}}"));
    }

    /** Accepts no certificate but the bank's own, so these connections cannot be read. */
    private void pinned() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            try {
                pinning.send(
                        request("https://pinned.bank.example/session").GET().build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                // What a pinning client does: it tries again, then gives up.
            }
        }
    }

    private void mark(String kind) {
        capture.mark(kind, Instant.now());
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private void get(String url) throws InterruptedException {
        send(request(url).GET().build());
    }

    private void post(String url, HttpRequest.BodyPublisher body) throws InterruptedException {
        send(request(url).header("Content-Type", "application/json").POST(body).build());
    }

    private void form(String url, String body) throws InterruptedException {
        send(request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", "QuickLoan/4.2.1 (Android 14)");
    }

    private void send(HttpRequest request) throws InterruptedException {
        try {
            trusting.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demo's own request failed: " + request.uri().getHost(), e);
        }
    }

    private static HttpRequest.BodyPublisher json(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private static String addressBook() {
        StringBuilder out = new StringBuilder("{\"entries\":[");
        String[] names = {"王建国", "李秀英", "张磊", "刘洋", "陈静", "杨帆", "赵敏", "黄海"};
        for (int i = 0; i < names.length; i++) {
            out.append(i == 0 ? "" : ",")
                    .append("{\"n\":\"")
                    .append(names[i])
                    .append("\",\"p\":\"1581234")
                    .append(5670 + i)
                    .append("\"}");
        }
        return out.append("]}").toString();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
