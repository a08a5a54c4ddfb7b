package io.mingcha.flows.har;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.settings.FaultException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarReaderTest {
    private final List<Flow> flows = new ArrayList<>();

    @Test
    void an_entry_of_another_tool_becomes_an_exchange() {
        Har har = read(entry("""
                "startedDateTime":"2026-11-25T16:00:00.5+08:00","time":120.5,
                "request":{"method":"POST","url":"https://API.Example.cn:8443/v1/log?a=b#frag","httpVersion":"h2",
                  "headers":[{"name":":authority","value":"x"},{"name":"Content-Type","value":"application/json"}],
                  "postData":{"mimeType":"application/json","text":"{\\"imei\\":\\"86\\"}"}},
                "response":{"status":200,"statusText":"","httpVersion":"HTTP/2.0","headers":[],
                  "content":{"size":2,"mimeType":"text/plain","text":"ok"}},
                "timings":{"send":1,"wait":100,"receive":19.5},"serverIPAddress":"[2001:db8::1]","connection":"443"
                """));

        assertThat(har.problems()).isEmpty();
        Flow flow = flows.get(0);
        assertThat(flow.scheme()).isEqualTo("https");
        assertThat(flow.protocol()).isEqualTo("HTTP/2");
        assertThat(flow.server().host()).isEqualTo("api.example.cn");
        assertThat(flow.server().port()).isEqualTo(8443);
        assertThat(flow.server().address()).contains("2001:db8::1");
        assertThat(flow.requestHead().orElseThrow().target()).isEqualTo("/v1/log?a=b");
        assertThat(flow.requestHead().orElseThrow().headers())
                .containsExactly(new Header("Content-Type", "application/json"));
        assertThat(requestText(0)).isEqualTo("{\"imei\":\"86\"}");
        assertThat(flow.responseHead().orElseThrow().header("content-type")).contains("text/plain");
        assertThat(flow.timing().opened()).isEqualTo(Instant.parse("2026-11-25T08:00:00.5Z"));
        assertThat(flow.request().orElseThrow().firstByte())
                .isEqualTo(flow.timing().opened());
        assertThat(flow.response().orElseThrow().firstByte()).isEqualTo(Instant.parse("2026-11-25T08:00:00.601Z"));
        assertThat(flow.timing().closed()).contains(Instant.parse("2026-11-25T08:00:00.6205Z"));
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void binary_bodies_in_every_spelling_of_base64_are_read() {
        read(
                entry(post("\"text\":\"AP8B\",\"encoding\":\"base64\"")),
                entry(post("\"text\":\"AP\\n8B\",\"_encoding\":\"base64\"")),
                entry(post("\"text\":\"_w\",\"encoding\":\"BASE64\"")));

        assertThat(requestBytes(0)).containsExactly(0, 0xFF, 1);
        assertThat(requestBytes(1)).containsExactly(0, 0xFF, 1);
        assertThat(requestBytes(2)).containsExactly(0xFF);
    }

    @Test
    void what_claims_to_be_base64_and_is_not_is_kept_as_text_and_noted() {
        Har har = read(entry(post("\"text\":\"not base64!\",\"encoding\":\"base64\"")));

        assertThat(requestText(0)).isEqualTo("not base64!");
        assertThat(har.problems()).hasSize(1);
        assertThat(har.problems().get(0).toString()).contains("test.har:", "claims to be base64");
    }

    @Test
    void an_encoding_nobody_knows_is_kept_as_text_and_noted() {
        Har har = read(entry(post("\"text\":\"QUJD\",\"encoding\":\"base46\"")));

        assertThat(requestText(0)).isEqualTo("QUJD");
        assertThat(har.problems()).hasSize(1);
        assertThat(har.problems().get(0).toString()).contains("test.har:", "base46");
    }

    @Test
    void a_target_that_is_a_whole_address_is_not_put_behind_another() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"POST","url":"http://a.example/"},
                "response":{},"_mingcha":{"host":"a.example","port":80,"request":{"target":"http://a.example/x"}}
                """));

        assertThat(flows.get(0).url()).isEqualTo("http://a.example/x");
    }

    @Test
    void bytes_written_as_characters_are_bytes_again_and_text_stays_text() {
        read(
                entry(post("\"text\":\"\\u001f\\u008b\\u0008\\u0000\\u00ff\"")),
                entry(post("\"text\":\"caf\\u00e9\"")),
                entry(post("\"text\":\"\\u0001\\u660e\"")));

        assertThat(requestBytes(0)).containsExactly(0x1f, 0x8b, 8, 0, 0xff);
        assertThat(requestText(1)).isEqualTo("caf\u00e9");
        assertThat(requestText(2)).isEqualTo("\u0001\u660e");
    }

    @Test
    void a_form_that_was_kept_as_parameters_only_is_rebuilt() {
        read(
                entry(
                        post(
                                "\"mimeType\":\"application/x-www-form-urlencoded\",\"params\":[{\"name\":\"a b\",\"value\":\"1&2\"},{\"name\":\"c\"}]")),
                entry(
                        post(
                                "\"mimeType\":\"multipart/form-data; boundary=XX\",\"text\":\"\",\"params\":[{\"name\":\"f\",\"value\":\"v\",\"fileName\":\"n.txt\"}]")));

        assertThat(requestText(0)).isEqualTo("a+b=1%262&c=");
        assertThat(requestText(1))
                .isEqualTo(
                        "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\n\r\nv\r\n--XX--\r\n");
        assertThat(flows.get(0).requestHead().orElseThrow().header("content-type"))
                .contains("application/x-www-form-urlencoded");
    }

    @Test
    void a_query_that_the_url_lacks_is_added() {
        read(
                entry(
                        "\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"method\":\"GET\",\"url\":\"http://a.example/x\",\"queryString\":[{\"name\":\"q\",\"value\":\"\u660e\"}]},\"response\":{\"status\":204}"));
        assertThat(flows.get(0).requestHead().orElseThrow().target()).isEqualTo("/x?q=%E6%98%8E");
    }

    @Test
    void web_socket_messages_become_frames_of_both_bodies_each_by_its_opcode() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"GET","url":"wss://a.example/ws"},
                "response":{"status":101},
                "_webSocketMessages":[{"type":"send","opcode":1,"data":"one"},{"type":"receive","data":"two"},
                    {"type":"send","opcode":9,"data":""},{"type":"send","opcode":2,"data":"AP8="},{"type":"receive","opcode":-1,"data":"x"}]
                """));
        assertThat(flows.get(0).url()).isEqualTo("https://a.example/ws");
        assertThat(flows.get(0).requestHead().orElseThrow().header("upgrade")).contains("websocket");
        assertThat(flows.get(0).request().orElseThrow().body().bytes())
                .isEqualTo(HexFormat.of().parseHex("818300000000" + "6f6e65" + "828200000000" + "00ff"));
        assertThat(flows.get(0).response().orElseThrow().body().bytes())
                .isEqualTo(HexFormat.of().parseHex("8103" + "74776f" + "8101" + "78"));
    }

    @Test
    void long_web_socket_messages_say_their_length_in_two_bytes_or_eight() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"GET","url":"wss://a.example/ws"},
                "response":{"status":101},
                "_webSocketMessages":[{"type":"receive","opcode":1,"data":"%s"},{"type":"receive","opcode":1,"data":"%s"}]
                """.formatted("a".repeat(126), "b".repeat(65536))));
        byte[] frames = flows.get(0).response().orElseThrow().body().bytes();

        assertThat(Arrays.copyOf(frames, 4)).isEqualTo(HexFormat.of().parseHex("817e007e"));
        assertThat(Arrays.copyOfRange(frames, 130, 140))
                .isEqualTo(HexFormat.of().parseHex("817f0000000000010000"));
        assertThat(frames).hasSize(4 + 126 + 10 + 65536);
    }

    @Test
    void a_binary_web_socket_message_that_is_no_base64_is_kept_as_text_and_noted() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"GET","url":"wss://a.example/ws"},
                "response":{"status":101},"_webSocketMessages":[{"type":"receive","opcode":2,"data":"nö!"}]
                """));
        assertThat(flows.get(0).response().orElseThrow().body().bytes())
                .isEqualTo(HexFormat.of().parseHex("8204" + "6ec3b621"));
        assertThat(flows.get(0).outcome().detail()).contains("_webSocketMessages");
    }

    @Test
    void a_request_without_an_answer_says_why() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"GET","url":"https://a.example/"},
                "response":{"status":0,"_error":"net::ERR_NAME_NOT_RESOLVED"}
                """));
        assertThat(flows.get(0).response()).isEmpty();
        assertThat(flows.get(0).outcome()).isEqualTo(Outcome.failed("no_response", "net::ERR_NAME_NOT_RESOLVED"));
    }

    @Test
    void content_that_was_left_out_counts_as_passed_but_not_kept() {
        read(entry("""
                "startedDateTime":"2026-11-25T08:00:00Z","request":{"method":"GET","url":"https://a.example/"},
                "response":{"status":200,"content":{"size":5000,"mimeType":"image/png"}}
                """));
        assertThat(flows.get(0).response().orElseThrow().body().length()).isEqualTo(5000);
        assertThat(flows.get(0).response().orElseThrow().body().kept()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T08:00:00Z, 2026-11-25T08:00:00Z",
        "2026-11-25T16:00:00.123456789+08:00, 2026-11-25T08:00:00.123456789Z",
        "2026-11-25T16:00:00.123+0800, 2026-11-25T08:00:00.123Z",
        "2026-11-25 08:00:00Z, 2026-11-25T08:00:00Z",
        "2026-11-25T08:00:00, 2026-11-25T08:00:00Z",
        "yesterday, 1970-01-01T00:00:00Z"
    })
    void dates_are_read_in_every_usual_spelling(String written, Instant meant) {
        read(entry("\"startedDateTime\":\"" + written
                + "\",\"request\":{\"method\":\"GET\",\"url\":\"http://a.example/\"},\"response\":{\"status\":200}"));
        assertThat(flows.get(0).timing().opened()).isEqualTo(meant);
    }

    @Test
    void members_of_the_wrong_type_are_noted_and_the_rest_is_kept() {
        Har har = read(
                entry("\"startedDateTime\":12,\"time\":{},\"request\":[1],\"response\":\"no\",\"timings\":3"),
                "17",
                entry(
                        "\"request\":{\"method\":{},\"url\":\"http://a.example/\",\"headers\":{\"a\":1},\"postData\":4},\"response\":{\"status\":\"200\",\"headers\":[3,{\"name\":\"A\"}],\"content\":{\"text\":[]}}"));

        assertThat(flows).extracting(Flow::ordinal).containsExactly(0, 1, 2);
        assertThat(har.entries()).isEqualTo(3);
        assertThat(har.problems()).hasSizeGreaterThan(6);
        assertThat(flows.get(0).request()).isEmpty();
        assertThat(flows.get(1).request()).isEmpty();
        assertThat(flows.get(2).responseHead().orElseThrow().status()).isEqualTo(200);
        assertThat(flows.get(2).server().host()).isEqualTo("a.example");
        assertThat(flows)
                .extracting(f -> f.outcome().state() + " " + f.outcome().reason())
                .containsOnly("INCOMPLETE har_entry_partly_read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"url\":\"http://a.example/\",\"postData\":{\"text\":{\"a\":1}}|request.postData.text",
                "\"url\":\"http://a.example/\",\"postData\":{\"text\":\"not base64!\",\"encoding\":\"base64\"}|request.postData",
                "\"url\":null|request.url",
                "\"url\":\"/v1/x\",\"headers\":[{\"name\":\"Host\",\"value\":\"a.example\"}]|request.url"
            })
    void an_entry_that_is_read_in_part_says_which_part_is_missing(String request, String member) {
        read(entry("\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"method\":\"POST\"," + request
                + "},\"response\":{\"status\":200}"));

        assertThat(flows.get(0).outcome()).isEqualTo(Outcome.incomplete("har_entry_partly_read", member));
        assertThat(flows.get(0).request()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":authority=a.example, :scheme=https|https://a.example/v1/x?a=1",
                ":authority=a.example, :scheme=http|http://a.example/v1/x?a=1",
                "Host=a.example:8443|https://a.example:8443/v1/x?a=1",
                "Host=a.example, Origin=http://a.example|http://a.example/v1/x?a=1",
                "Host=a.example, Referer=http://a.example/login|http://a.example/v1/x?a=1",
                "Host=a.example, Origin=http://a.example.org|https://a.example/v1/x?a=1",
                "Host=a.example, Origin=https://a.example|https://a.example/v1/x?a=1"
            })
    void a_path_without_a_host_goes_where_the_headers_say_and_in_the_clear_only_if_they_say_so(
            String headers, String url) {
        String written = Stream.of(headers.split(", "))
                .map(h -> "{\"name\":\"" + h.substring(0, h.indexOf('=')) + "\",\"value\":\""
                        + h.substring(h.indexOf('=') + 1) + "\"}")
                .collect(Collectors.joining(","));

        read(entry("\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"url\":\"/v1/x?a=1\",\"headers\":["
                + written + "]},\"response\":{\"status\":200}"));

        assertThat(flows.get(0).url()).isEqualTo(url);
    }

    @Test
    void a_path_whose_host_and_scheme_the_headers_say_is_read_in_full() {
        read(entry(
                "\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"url\":\"/v1/x\",\"headers\":[{\"name\":\":authority\",\"value\":\"a.example\"},"
                        + "{\"name\":\":scheme\",\"value\":\"https\"}]},\"response\":{\"status\":200}"));

        assertThat(flows.get(0).outcome().state()).isEqualTo(Outcome.State.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
    void every_unicode_encoding_is_recognised(String charset) {
        String har = har(entry(post("\"text\":\"\u660e\u5bdf\"")));
        HarReader.read("test.har", new ByteArrayInputStream(har.getBytes(Charset.forName(charset))), flows::add);
        assertThat(requestText(0)).isEqualTo("\u660e\u5bdf");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_file() {
        HarReader.read(
                "test.har",
                new ByteArrayInputStream(
                        ("\uFEFF" + har(entry(post("\"text\":\"x\"")))).getBytes(StandardCharsets.UTF_8)),
                flows::add);
        assertThat(flows).hasSize(1);
    }

    @Test
    void a_wrong_encoding_is_named_with_the_byte_where_it_shows() {
        String har = har(entry(post("\"text\":\"a\"")), entry(post("\"text\":\"caf\u00e9!\"")));
        Har read = HarReader.read(
                "test.har", new ByteArrayInputStream(har.getBytes(StandardCharsets.ISO_8859_1)), flows::add);

        assertThat(flows).hasSize(1);
        assertThat(read.cut().orElseThrow().toString()).contains("not valid UTF-8 text after entry 1", "byte ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"log\":{}}",
                "{\"log\":{\"entries\":{}}}",
                "<html>",
                "{\"log\":",
                "\u0000"
            })
    void what_is_no_har_is_said_to_be_none(String text) {
        assertThatThrownBy(() -> HarReader.read(
                        "test.har", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), flows::add))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("test.har");
    }

    @Test
    void a_file_cut_anywhere_gives_the_entries_before_the_cut_and_says_so() {
        String har = har(entry(post("\"text\":\"first \u660e\"")), entry(post("\"text\":\"second\"")));
        byte[] whole = har.getBytes(StandardCharsets.UTF_8);
        int afterFirst = har.substring(0, har.indexOf("second")).getBytes(StandardCharsets.UTF_8).length;
        for (int length = 0; length < whole.length; length++) {
            flows.clear();
            byte[] part = Arrays.copyOf(whole, length);
            try {
                Har read = HarReader.read("test.har", new ByteArrayInputStream(part), flows::add);
                assertThat(read.cut().orElseThrow().toString())
                        .contains(
                                read.entries() == 0
                                        ? "truncated within its first entry"
                                        : "truncated after entry " + read.entries());
                assertThat(flows).hasSize(read.entries());
                assertThat(length < afterFirst || read.entries() >= 1).isTrue();
            } catch (FaultException e) {
                assertThat(flows).isEmpty();
            }
        }
    }

    @Test
    void a_packed_file_is_read_up_to_where_it_is_cut_or_damaged() throws IOException {
        byte[] packed = gzip(har(entry(post("\"text\":\"first\"")), entry(post("\"text\":\"" + noise() + "\""))));

        Har whole = HarReader.read("test.har.gz", new ByteArrayInputStream(packed), flows::add);
        assertThat(whole.cut()).isEmpty();
        assertThat(flows).hasSize(2);

        byte[] part = Arrays.copyOf(packed, packed.length / 2);
        Har cut = HarReader.read("test.har.gz", new ByteArrayInputStream(part), flows::add);
        assertThat(cut.cut().orElseThrow().toString()).contains("truncated after entry 1");
        assertThat(flows).hasSize(3);

        byte[] damaged = packed.clone();
        damaged[packed.length - 5] ^= 1;
        Har doubtful = HarReader.read("test.har.gz", new ByteArrayInputStream(damaged), flows::add);
        assertThat(doubtful.cut().orElseThrow().toString()).contains("damaged as gzip after entry 2");
        assertThat(flows).hasSize(5);
    }

    @Test
    void deep_nesting_is_survived() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        Har har = read(entry("\"_x\":" + deep
                + ",\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"url\":\"http://a.example/\"}"));
        assertThat(flows).hasSize(1);
        assertThat(har.cut()).isEmpty();
    }

    @Test
    void a_large_file_is_read_with_the_memory_of_one_entry(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.har");
        byte[] entry = entry(post("\"text\":\"" + "x".repeat(100_000) + "\"")).getBytes(StandardCharsets.UTF_8);
        int entries = 3_200;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("{\"log\":{\"version\":\"1.2\",\"entries\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < entries; i++) {
                out.write(i == 0 ? ' ' : ',');
                out.write(entry);
            }
            out.write("]}}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.size(file)).isGreaterThan(300L << 20);
        AtomicLong most = new AtomicLong();
        AtomicLong read = new AtomicLong();

        Har har = HarReader.read(file, flow -> {
            if (read.incrementAndGet() % 1_000 == 0) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                most.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
            }
        });

        assertThat(har.entries()).isEqualTo(entries);
        assertThat(read).hasValue(entries);
        assertThat(most.get()).isLessThan(80L << 20);
    }

    @Test
    void an_address_that_is_no_url_is_kept_as_it_is() {
        read(
                entry(
                        "\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"method\":\"GET\",\"url\":\"data:text/plain,x\"},\"response\":{\"status\":200}"));
        Head.Request head = flows.get(0).requestHead().orElseThrow();
        assertThat(head.target()).isEqualTo("data:text/plain,x");
        assertThat(flows.get(0).server().host()).isEmpty();
    }

    private Har read(String... entries) {
        return HarReader.read(
                "test.har", new ByteArrayInputStream(har(entries).getBytes(StandardCharsets.UTF_8)), flows::add);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Text that packs badly, longer than what is read ahead. */
    private static String noise() {
        byte[] bytes = new byte[400_000];
        new Random(7).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String har(String... entries) {
        return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\",\"version\":\"1\"},\n\"entries\":[\n"
                + String.join(",\n", entries)
                + "\n]}}";
    }

    private static String entry(String members) {
        return "{" + members + "}";
    }

    private static String post(String postData) {
        return "\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"method\":\"POST\",\"url\":\"http://a.example/\",\"headers\":[],\"postData\":{"
                + postData
                + "}},\"response\":{\"status\":200,\"content\":{}}";
    }

    private byte[] requestBytes(int index) {
        return flows.get(index).request().orElseThrow().body().bytes();
    }

    private String requestText(int index) {
        return new String(requestBytes(index), StandardCharsets.UTF_8);
    }
}
