package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final String JSON = "{\"dev\":{\"imei\":\"868012345678904\",\"n\":[1,{\"姓名\":\"陈\\u6653\"}]}}";

    @Test
    void json_leaves_know_their_path_and_their_bytes() {
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        Node imei = leaf(open(body), "request.body ▸ json $.dev.imei");

        assertThat(imei.text()).isEqualTo("868012345678904");
        assertThat(new String(body, imei.offset(), imei.length(), StandardCharsets.UTF_8))
                .isEqualTo("868012345678904");
        assertThat(leaf(open(body), "request.body ▸ json $.dev.n[1].姓名").text()).isEqualTo("陈晓");
    }

    @Test
    void layers_inside_layers_are_named_in_order_and_stand_on_the_outermost_bytes() throws IOException {
        String inner = Base64.getEncoder().encodeToString(gzip(JSON.getBytes(StandardCharsets.UTF_8)));
        byte[] body = ("v=1&data="
                        + inner.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"))
                .getBytes(StandardCharsets.UTF_8);
        Node imei = leaf(open(body), "request.body ▸ form:data ▸ base64 ▸ gzip ▸ json $.dev.imei");

        assertThat(imei.offset()).isEqualTo("v=1&data=".length());
        assertThat(imei.offset() + imei.length()).isEqualTo(body.length);
    }

    @Test
    void compression_is_recognised_by_its_bytes_and_not_by_headers() throws IOException {
        byte[] json = JSON.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("gzip", gzip(json));
        forms.put("zlib", zlib(json, false));
        forms.put("zstd", Zstd.compress(json));
        forms.put("deflate", zlib(json, true));
        forms.forEach((name, bytes) -> assertThat(paths(open(bytes, "text/plain", "identity")))
                .as(name)
                .contains("request.body ▸ " + name + " ▸ json $.dev.imei"));
    }

    @Test
    void brotli_which_has_no_magic_is_opened_where_the_header_names_it() throws IOException {
        Brotli4jLoader.ensureAvailability();
        byte[] br = Encoder.compress(JSON.repeat(4).getBytes(StandardCharsets.UTF_8));
        assertThat(paths(open(br, "application/json", "br"))).anyMatch(p -> p.startsWith("request.body ▸ br ▸ ndjson"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"s\":\"{\\\"a\\\":\\\"x y z 1 2\\\"}\"}  | request.body ▸ json $.s ▸ json $.a         | x y z 1 2",
                "{\"a\":1}\\n{\"a\":\"second\"}             | request.body ▸ ndjson[1] $.a               | second",
                "<a><b id=\"17\">text &amp; more</b></a>     | request.body ▸ xml /a/b                    | text & more",
                "<a><b id=\"17\">text</b></a>                | request.body ▸ xml /a/b@id                 | 17",
                "<a><![CDATA[{\"k\":\"inside\"}]]></a>       | request.body ▸ xml /a ▸ json $.k           | inside",
                "a=1&b=%E5%BC%A0%E4%B8%89+x                  | request.body ▸ form:b                      | 张三 x",
                "cb({\"k\":\"v\"})                           | request.body ▸ jsonp ▸ json $.k            | v",
                "{\"u\":\"https://x.example/p?id=7&n=ab\"}   | request.body ▸ json $.u ▸ url:n            | ab",
                "{\"u\":\"a%3Db%26c%3Dd%20e\"}               | request.body ▸ json $.u ▸ percent ▸ form:c | d e",
                "{\"we ird\":\"v\"}                          | request.body ▸ json $['we ird']            | v",
            })
    void text_forms_are_opened(String body, String path, String value) {
        assertThat(leaf(open(body.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8)), path)
                        .text())
                .isEqualTo(value);
    }

    @Test
    void multipart_parts_are_opened_by_name_and_binary_ones_by_content() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(
                "--b1\r\nContent-Disposition: form-data; name=\"meta\"\r\n\r\n{\"k\":\"v1\"}\r\n--b1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        body.write(gzip("{\"k\":\"v2\"}".getBytes(StandardCharsets.UTF_8)));
        body.write("\r\n--b1--\r\n".getBytes(StandardCharsets.UTF_8));
        Decoded decoded = open(body.toByteArray(), "multipart/form-data; boundary=b1", "");

        assertThat(leaf(decoded, "request.body ▸ multipart:meta ▸ json $.k").text())
                .isEqualTo("v1");
        assertThat(leaf(decoded, "request.body ▸ multipart:f ▸ gzip ▸ json $.k").text())
                .isEqualTo("v2");
    }

    @Test
    void base64_in_each_of_its_dresses_and_hex_are_opened() {
        byte[] json = "{\"k\":\"val>>>???ue\"}".getBytes(StandardCharsets.UTF_8);
        List<String> codes = List.of(
                Base64.getEncoder().encodeToString(json),
                Base64.getUrlEncoder().encodeToString(json),
                Base64.getUrlEncoder().withoutPadding().encodeToString(json),
                Base64.getMimeEncoder(8, new byte[] {'\n'}).encodeToString(json).replace("\n", "\\n"));
        for (String code : codes) {
            assertThat(paths(open(("{\"d\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8))))
                    .as(code)
                    .contains("request.body ▸ json $.d ▸ base64 ▸ json $.k");
        }
        assertThat(paths(open(("{\"d\":\"" + HexFormat.of().formatHex(json) + "\"}").getBytes(StandardCharsets.UTF_8))))
                .contains("request.body ▸ json $.d ▸ hex ▸ json $.k");
    }

    @Test
    void a_long_text_that_a_document_or_a_stream_was_coded_to_need_not_be_searched_as_letters_too() throws IOException {
        byte[] json = ("{\"words\":\"" + "one after the other ".repeat(4) + "\"}").getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        String body = "{\"document\":\"" + base64.encodeToString(json)
                + "\",\"stream\":\"" + base64.encodeToString(gzip(json))
                + "\",\"prose\":\""
                + base64.encodeToString("one after the other ".repeat(4).getBytes(StandardCharsets.UTF_8))
                + "\",\"short\":\"" + base64.encodeToString("{\"k\":\"v\"}".getBytes(StandardCharsets.UTF_8)) + "\"}";
        Decoded decoded = open(body.getBytes(StandardCharsets.UTF_8));

        assertThat(paths(decoded)).contains("request.body ▸ json $.document ▸ base64 ▸ json $.words");
        assertThat(leaf(decoded, "request.body ▸ json $.document").isOpened()).isTrue();
        assertThat(leaf(decoded, "request.body ▸ json $.stream").isOpened()).isTrue();
        assertThat(leaf(decoded, "request.body ▸ json $.prose").isOpened()).isFalse();
        assertThat(leaf(decoded, "request.body ▸ json $.short").isOpened()).isFalse();
    }

    @Test
    void a_token_shows_its_claims() {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String token = url.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString("{\"phone\":\"13712345670\"}".getBytes(StandardCharsets.UTF_8)) + ".c2ln";
        assertThat(paths(open(("{\"t\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8))))
                .contains("request.body ▸ json $.t ▸ jwt.claims ▸ json $.phone");
    }

    @Test
    void chinese_in_gb18030_is_read_where_the_header_or_the_percent_coding_says_so() {
        byte[] gbk = "{\"n\":\"张三丰\"}".getBytes(Charset.forName("GB18030"));
        assertThat(leaf(open(gbk, "application/json; charset=GBK", ""), "request.body ▸ gb18030 ▸ json $.n")
                        .text())
                .isEqualTo("张三丰");
        assertThat(leaf(open("n=%D5%C5%C8%FD&k=1".getBytes(StandardCharsets.UTF_8)), "request.body ▸ form:n")
                        .text())
                .isEqualTo("张三");
    }

    @Test
    void target_headers_and_cookies_are_parts_of_their_own() {
        Decoded decoded = open(
                "/a/%7B%22k%22%3A%22v1%22%7D/c?q=1&d=%7B%22k%22%3A%22v2%22%7D",
                List.of(
                        new Header("Cookie", "a=1; did=abc"),
                        new Header("X-Info", "{\"k\":\"v3\"}"),
                        new Header("Authorization", "Basic dXNlcjpzZWNyZXQx")),
                new byte[0]);
        assertThat(paths(decoded))
                .contains(
                        "request.path[1] ▸ json $.k",
                        "request.query:d ▸ json $.k",
                        "request.cookie:did",
                        "request.header:X-Info ▸ json $.k",
                        "request.header:Authorization ▸ base64:basic_user",
                        "request.header:Authorization ▸ base64:basic_credential");
    }

    @Test
    void names_of_forms_are_percent_decoded_as_their_values_are() {
        Decoded decoded = open(
                "/a?user%5Bphone%5D=1", List.of(), "real+name=1&%E5%A7%93%E5%90%8D=2".getBytes(StandardCharsets.UTF_8));

        assertThat(paths(decoded))
                .contains("request.query:user[phone]", "request.body ▸ form:real name", "request.body ▸ form:姓名");
    }

    @Test
    void what_is_said_of_a_cookie_that_is_set_is_no_cookie() {
        Decoded decoded = open(
                "/",
                List.of(
                        new Header("Set-Cookie", "did=abc; Domain=.shop.example; Max-Age=9"),
                        new Header("set-cookie", "sid=def; Path=/")),
                new byte[0]);

        assertThat(paths(decoded))
                .filteredOn(path -> path.startsWith("request.cookie:"))
                .containsExactly("request.cookie:did", "request.cookie:sid");
    }

    @Test
    void a_broken_document_keeps_what_came_before_and_says_where_it_broke() {
        Decoded decoded =
                open("{\"a\":\"kept\",\"b\":{\"c\":\"13712345670\",\"d\":oops}, \"e\":\"after 868012345678904\"}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(leaf(decoded, "request.body ▸ json $.a").text()).isEqualTo("kept");
        assertThat(leaf(decoded, "request.body ▸ rest").text()).contains("868012345678904");
        assertThat(decoded.stops())
                .singleElement()
                .satisfies(s -> assertThat(s.reason().en()).startsWith("json broken at byte"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=", "abc=", "=", "a==", "a=&", "{a", "'", "data:,", "cb({", "[\"", "<a b='"})
    void a_body_that_ends_at_once_is_opened_as_far_as_it_goes(String body) {
        assertThat(open(body.getBytes(StandardCharsets.UTF_8)).parts()).isNotEmpty();
    }

    @Test
    void a_cut_gzip_stream_yields_what_it_held() throws IOException {
        byte[] whole = gzip(("{\"a\":\"" + "x".repeat(50) + "\",\"b\":\""
                        + new Random(1)
                                .ints(4000, 97, 123)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8));
        Decoded decoded = open(Arrays.copyOf(whole, whole.length / 2));
        assertThat(leaf(decoded, "request.body ▸ gzip ▸ json $.a").text()).hasSize(50);
        assertThat(decoded.stops()).isNotEmpty();
    }

    @Test
    void json_nested_a_hundred_thousand_deep_stops_at_the_limit() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            Decoded decoded = open(("{\"a\":\"before\",\"d\":" + deep + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(leaf(decoded, "request.body ▸ json $.a").text()).isEqualTo("before");
            assertThat(decoded.stops()).anyMatch(s -> s.reason().en().startsWith("stopped: nested"));
        });
    }

    @Test
    void a_bomb_in_a_websocket_stops_at_the_limit_and_says_in_which_layer() throws IOException {
        byte[] bomb = zlib(new byte[100 << 20], true);
        ByteBuffer frames = ByteBuffer.allocate(bomb.length + 14);
        frames.put((byte) 0xC2).put((byte) 0xFF).putLong(bomb.length).putInt(0).put(bomb);
        byte[] body = frames.array();
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(open("/", List.of(new Header("Upgrade", "websocket")), body)
                                .stops())
                        .anySatisfy(stop -> {
                            assertThat(stop.reason().en()).contains("expands beyond");
                            assertThat(stop.at().path()).isEqualTo("request.body ▸ websocket");
                        }));
    }

    @Test
    void an_id_that_reads_like_the_beginning_of_something_by_chance_leaves_nothing_unopened() {
        Random random = new Random(5);
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder json = new StringBuilder("{\"ids\":[\"e30x\"");
            for (int j = 0; j < 300; j++) {
                byte[] id = new byte[6 + random.nextInt(12)];
                random.nextBytes(id);
                String text = j % 2 == 0
                        ? HexFormat.of().formatHex(id)
                        : Base64.getUrlEncoder().withoutPadding().encodeToString(id);
                json.append(",\"").append(text).append('"');
            }
            stops.addAll(Opened.of(json.append("]}").toString()).stops());
        }

        assertThat(stops).isEmpty();
    }

    @Test
    void a_document_that_was_cut_before_it_was_encoded_says_so() {
        String cut = Base64.getEncoder()
                .encodeToString("{\"imei\":\"868012345678904\",\"oa".getBytes(StandardCharsets.UTF_8));

        assertThat(Opened.of("{\"data\":\"" + cut + "\"}").stops())
                .singleElement()
                .asString()
                .contains("json broken at byte");
    }

    @Test
    void a_websocket_whose_compression_is_broken_says_so() {
        byte[] frame = {(byte) 0xC1, (byte) 0x84, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        assertThat(open("/", List.of(new Header("Upgrade", "websocket")), frame).stops())
                .anySatisfy(stop -> {
                    assertThat(stop.reason().en()).isEqualTo("a compressed message is broken");
                    assertThat(stop.at().path()).isEqualTo("request.body ▸ websocket");
                });
    }

    @Test
    void a_gzip_bomb_stops_at_the_limit() throws IOException {
        byte[] bomb = gzip(gzip(new byte[200 << 20]));
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(open(bomb).stops())
                        .anyMatch(s -> s.reason().en().contains("expands beyond")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothing_that_arrives_makes_the_decoder_fail(long seed) throws IOException {
        Random random = new Random(seed);
        byte[][] seeds = {
            JSON.getBytes(StandardCharsets.UTF_8),
            gzip(JSON.getBytes(StandardCharsets.UTF_8)),
            Zstd.compress(JSON.getBytes(StandardCharsets.UTF_8)),
            "a=1&b=eyJhIjoxfQ&c=%E5%BC".getBytes(StandardCharsets.UTF_8),
            "<a b='1'><c>x</c></a>".getBytes(StandardCharsets.UTF_8),
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--".getBytes(StandardCharsets.UTF_8),
        };
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 5_000; i++) {
                byte[] body = seeds[random.nextInt(seeds.length)].clone();
                for (int j = random.nextInt(6); j >= 0; j--) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }
                byte[] cut = Arrays.copyOf(body, random.nextInt(body.length + 1));
                Decoded decoded = open(cut);
                for (Node part : decoded.parts()) {
                    part.walk(node -> {
                        if (node.location() == Location.BODY) {
                            assertThat(node.offset()).isBetween(0, cut.length);
                            assertThat(node.offset() + node.length()).isBetween(0, cut.length);
                        }
                    });
                }
            }
        });
    }

    @Test
    void work_grows_with_the_size_of_the_message_and_not_faster() {
        long small = nodes("{\"a\":\"b\"}".repeat(100));
        long large = nodes("{\"a\":\"b\"}".repeat(1_000));
        assertThat(large).isBetween(9 * small, 11 * small);
    }

    private static long nodes(String body) {
        long[] count = new long[1];
        open(body.getBytes(StandardCharsets.UTF_8)).parts().forEach(p -> p.walk(n -> count[0]++));
        return count[0];
    }

    private static Decoded open(byte[] body) {
        return open(body, "", "");
    }

    private static Decoded open(byte[] body, String type, String encoding) {
        return open("/", List.of(new Header("Content-Type", type), new Header("Content-Encoding", encoding)), body);
    }

    private static Decoded open(String target, List<Header> headers, byte[] body) {
        return new Decoder(Limits.DEFAULT)
                .open(
                        Direction.REQUEST,
                        new Message(
                                Optional.of(new Head.Request("POST", target, "HTTP/1.1", headers)),
                                Body.of(body),
                                List.of(),
                                Instant.EPOCH,
                                Optional.empty(),
                                true));
    }

    private static List<String> paths(Decoded decoded) {
        List<String> paths = new java.util.ArrayList<>();
        decoded.parts().forEach(p -> p.walk(n -> paths.add(n.path())));
        return paths;
    }

    private static Node leaf(Decoded decoded, String path) {
        Node[] found = new Node[1];
        decoded.parts()
                .forEach(p -> p.walk(n -> {
                    if (n.path().equals(path) && !n.text().isEmpty()) {
                        found[0] = n;
                    }
                }));
        assertThat(found[0]).as("%s in %s", path, paths(decoded)).isNotNull();
        return found[0];
    }

    private static byte[] gzip(byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] in, boolean raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out, new Deflater(6, raw))) {
            zlib.write(in);
        }
        return out.toByteArray();
    }
}
