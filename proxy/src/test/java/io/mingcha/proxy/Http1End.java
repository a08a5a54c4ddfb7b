package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.testkit.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 on an open connection. */
final class Http1End implements HttpEnd {
    private static final String HOST = "api.example";

    private final Peer peer;
    private final String targets;
    private Content said = Content.NONE;
    private Content hearing = Content.NONE;
    private int left;
    private boolean bare;
    private String head = "";

    /**
     * @param targets what stands before the path of each request, for a proxy
     */
    Http1End(Peer peer, String targets) {
        this.peer = peer;
        this.targets = targets;
    }

    @Override
    public void ask(String method, Content content, int length, String... headers) throws Exception {
        begin(method + " " + targets + "/x HTTP/1.1\r\nHost: " + HOST, content, length, headers);
    }

    @Override
    public void answer(int status, Content content, int length, String... headers) throws Exception {
        begin("HTTP/1.1 " + status + " Fine", content, length, headers);
    }

    private void begin(String first, Content content, int length, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(first).append("\r\n");
        switch (content) {
            case NONE -> {
                if (first.startsWith("HTTP/")) {
                    text.append("Content-Length: 0\r\n");
                }
            }
            case COUNTED -> text.append("Content-Length: ").append(length).append("\r\n");
            case STREAMED -> text.append("Transfer-Encoding: chunked\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        said = content;
        peer.send(text.append("\r\n").toString());
    }

    @Override
    public void interim(int status) throws Exception {
        peer.send("HTTP/1.1 " + status + " So far\r\n\r\n");
    }

    @Override
    public String heard() throws Exception {
        head = peer.readHead();
        left = 0;
        String length = header("content-length");
        if (!header("transfer-encoding").isEmpty()) {
            hearing = Content.STREAMED;
        } else if (!length.isEmpty() && !length.equals("0")) {
            hearing = Content.COUNTED;
            left = Integer.parseInt(length);
        } else {
            hearing = Content.NONE;
        }
        String[] first = head.substring(0, head.indexOf("\r\n")).split(" ");
        return first[0].startsWith("HTTP/") ? first[1] : first[0] + " " + first[1];
    }

    @Override
    public String header(String name) {
        return new Peer.Received(head, new byte[0]).header(name).orElse("");
    }

    @Override
    public void say(String text) throws Exception {
        boolean framed = said == Content.STREAMED && !bare;
        peer.send(framed ? Integer.toHexString(text.length()) + "\r\n" + text + "\r\n" : text);
    }

    @Override
    public String hear(int length) throws Exception {
        StringBuilder heard = new StringBuilder();
        while (heard.length() < length) {
            int part = length - heard.length();
            if (hearing == Content.STREAMED && !bare) {
                if (left == 0) {
                    left = Integer.parseInt(peer.readLine(), 16);
                    assertThat(left).as("a chunk and not the end").isPositive();
                }
                part = Math.min(part, left);
            }
            heard.append(new String(peer.readBytes(part), StandardCharsets.US_ASCII));
            if (!bare) {
                left -= part;
                if (hearing == Content.STREAMED && left == 0) {
                    peer.readLine();
                }
            }
        }
        return heard.toString();
    }

    @Override
    public void end(String... trailers) throws Exception {
        if (said == Content.STREAMED) {
            StringBuilder last = new StringBuilder("0\r\n");
            for (int i = 0; i < trailers.length; i += 2) {
                last.append(trailers[i]).append(": ").append(trailers[i + 1]).append("\r\n");
            }
            peer.send(last.append("\r\n").toString());
        }
    }

    @Override
    public Map<String, String> heardEnd() throws Exception {
        assertThat(left).as("bytes that are still to come").isZero();
        Map<String, String> trailers = new LinkedHashMap<>();
        if (hearing == Content.STREAMED) {
            assertThat(peer.readLine()).isEqualTo("0");
            for (String line = peer.readLine(); !line.isEmpty(); line = peer.readLine()) {
                int colon = line.indexOf(':');
                trailers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return trailers;
    }

    @Override
    public void upgrade() throws Exception {
        ask(
                "GET",
                Content.NONE,
                0,
                "Connection",
                "Upgrade",
                "Upgrade",
                "websocket",
                "Sec-WebSocket-Key",
                "AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(heard()).isEqualTo("101");
        bare = true;
    }

    @Override
    public void upgraded() throws Exception {
        assertThat(heard()).isEqualTo("GET /x");
        assertThat(header("upgrade")).isEqualTo("websocket");
        peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        bare = true;
    }

    @Override
    public void cut() throws Exception {
        peer.cut();
    }

    @Override
    public void heardCut() throws Exception {
        try {
            if (hearing == Content.COUNTED) {
                assertThat(peer.in().readNBytes(left)).hasSizeLessThan(left);
            } else {
                assertThat(peer.in().readAllBytes()).asString().doesNotContain("0\r\n\r\n");
            }
        } catch (IOException e) {
            // A reset, or an end without TLS saying so, which is the same.
        }
    }

    @Override
    public void close() throws Exception {
        peer.close();
    }
}
