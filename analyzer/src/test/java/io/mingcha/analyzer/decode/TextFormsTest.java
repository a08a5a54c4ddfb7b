package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {
    private static final String PAGE = """
            <!DOCTYPE html><html><head><meta name="user-phone" content="13912345678">
            <script type="application/json" id="state">{"imei":"868012345678904"}</script>
            <script>var a = "<input name='no' value='no'>";</script></head>
            <body data-props='{&quot;oaid&quot;:&quot;ab12&quot;}'><form>
            <input type=hidden name=token value="dG9rZW4tdmFsdWUtMTIz"/>
            <textarea name="address">上海市浦东新区</textarea></form><p>Text for 13712345670</p></body></html>
            """;

    @Test
    void a_page_tells_its_fields_by_name_and_the_rest_as_text() {
        Opened opened = Opened.of(PAGE);

        assertThat(opened.text("html:user-phone")).isEqualTo("13912345678");
        assertThat(opened.recorded("html:user-phone")).isEqualTo("13912345678");
        assertThat(opened.text("html:state ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.text("html:props ▸ json $.oaid")).isEqualTo("ab12");
        assertThat(opened.text("html:token ▸ base64 ▸ text")).isEqualTo("token-value-123");
        assertThat(opened.text("html:address")).isEqualTo("上海市浦东新区");
        assertThat(opened.paths()).noneMatch(p -> p.endsWith("html:no"));
        assertThat(opened.nodes())
                .anyMatch(n -> n.path().endsWith("html ▸ text") && n.text().contains("13712345670"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jQuery_17({\"k\":\"v\"});      | jsonp ▸ json $.k",
                "/**/cb([{\"k\":\"v\"}])        | jsonp ▸ json $[0].k",
                ")]}'\\n{\"k\":\"v\"}           | jsonp ▸ json $.k",
                "for(;;);{\"k\":\"v\"}          | jsonp ▸ json $.k",
                "while(1);[{\"k\":\"v\"}]       | jsonp ▸ json $[0].k",
                "{\"s\":\"cb({\\\"k\\\":\\\"v\\\"})\"} | json $.s ▸ jsonp ▸ json $.k",
                "HM01{\"k\":\"v\"}              | jsonp ▸ json $.k",
                "v2{\"a\":[1],\"k\":\"v\"}      | jsonp ▸ json $.k",
                "SIGNATURE.{\"k\":\"v\"}        | jsonp ▸ json $.k",
                "a=1&b=SIGNATURE.{\"k\":\"v\"}  | form:b ▸ jsonp ▸ json $.k",
                "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de.{\"k\":\"v\"} | jsonp ▸ json $.k",
            })
    void wrapped_json_is_opened_and_the_wrapping_named(String body, String path) {
        assertThat(Opened.of(body.replace("\\n", "\n")).text(path)).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body{color:red}",
                "Hello {name}, your code is {code}",
                "log {\"k\":\"v\"}",
                "HM01{\"k\":\"v\"} and more",
                "function{\"k\"}",
                "ATooLongMark{\"k\":\"v\"}",
                "a-b{\"k\":\"v\"}",
                ".{\"k\":\"v\"}",
                "a.b.{\"k\":\"v\"}",
                "SIGNATURE..{\"k\":\"v\"}",
                "SIGNATURE.{k:1}",
                "SIGNATURE.{\"k\":\"v\"} and more",
                "see below.{\"k\":\"v\"}",
                "x{}",
                "map{k: v}",
                "Price{1,2}",
            })
    void a_bracket_behind_a_word_is_not_yet_json(String body) {
        assertThat(Opened.of(body).paths()).noneMatch(path -> path.contains("jsonp"));
    }

    @Test
    void percent_coding_is_undone_as_often_as_it_was_done() {
        String value = "{\"k\":\"陈晓 明&\"}";
        for (int i = 0; i < 3; i++) {
            value = URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
        assertThat(Opened.of("a=1&d=" + value).text("form:d ▸ percent ▸ percent ▸ json $.k"))
                .isEqualTo("陈晓 明&");
    }

    @Test
    void compressed_bytes_in_percent_coding_are_opened_whichever_way_they_were_coded() throws IOException {
        byte[] gzip = gzip("{\"imei\":\"868012345678904\"}".getBytes(StandardCharsets.UTF_8));
        String bytes = URLEncoder.encode(new String(gzip, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        String text = URLEncoder.encode(new String(gzip, StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);

        assertThat(Opened.of("v=1&d=" + bytes).text("form:d ▸ gzip ▸ json $.imei"))
                .isEqualTo("868012345678904");
        assertThat(Opened.of("v=1&d=" + text).text("form:d ▸ latin1 ▸ gzip ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void base64_of_a_whole_body_is_opened_with_breaks_in_quotes_or_without_padding() {
        byte[] json = "{\"imei\":\"868012345678904\",\"n\":1234567}".getBytes(StandardCharsets.UTF_8);
        String broken = Base64.getMimeEncoder(20, new byte[] {'\r', '\n'}).encodeToString(json);
        String bare = Base64.getUrlEncoder().withoutPadding().encodeToString(json);

        for (String body : List.of(broken, bare)) {
            assertThat(Opened.of(body).text("text ▸ base64 ▸ json $.imei")).isEqualTo("868012345678904");
        }
        assertThat(Opened.of('"' + bare + '"').text("json $ ▸ base64 ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void rare_characters_of_gb18030_are_read_without_a_header() {
        String name = "{\"name\":\"㐂𠮷\",\"city\":\"北京\"}";
        assertThat(Opened.of(name.getBytes(Charset.forName("GB18030"))).text("gb18030 ▸ json $.name"))
                .isEqualTo("㐂𠮷");
    }

    @Test
    void events_are_told_by_their_lines_whatever_a_header_says_of_them_and_inside_other_layers() {
        String events = ": open\nevent: m\nid: 7\ndata: {\"imei\":\ndata: \"868012345678904\"}\n\ndata: {\"n\":1}\n\n";
        String coded = Base64.getEncoder().encodeToString(events.getBytes(StandardCharsets.UTF_8));

        assertThat(Opened.of(events).text("events[0] ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(Opened.of(events).recorded("events[0].id")).isEqualTo("7");
        assertThat(Opened.of(events).recorded("events[1] ▸ json $.n")).isEqualTo("1");
        assertThat(Opened.of("{\"d\":\"" + coded + "\"}").text("json $.d ▸ base64 ▸ events[0] ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void a_line_that_begins_like_an_event_is_none() {
        for (String text :
                List.of("data: a word", "id: 7\nname: Li", "event: fair\nplace: Ulm", "data:text/plain,abc")) {
            assertThat(Opened.of(text).paths()).noneMatch(p -> p.contains("events"));
        }
    }

    @Test
    void base64_in_a_property_list_is_opened_with_the_tabs_that_it_is_indented_by() throws IOException {
        String coded = Base64.getMimeEncoder(68, "\n\t".getBytes(StandardCharsets.UTF_8))
                .encodeToString(
                        gzip(("{\"imei\":\"868012345678904\",\"n\":\"" + "0123456789abcdefghij".repeat(9) + "\"}")
                                .getBytes(StandardCharsets.UTF_8)));
        String list = "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>\n\t<key>d</key>\n\t<data>\n\t" + coded
                + "\n\t</data>\n</dict></plist>";

        assertThat(Opened.of(list).text("xml /plist/dict/d ▸ base64 ▸ gzip ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void text_of_taiwan_and_of_windows_is_read_without_a_header() {
        assertThat(Opened.of("{\"name\":\"陳小明先生\"}".getBytes(Charset.forName("Big5")))
                        .text("big5 ▸ json $.name"))
                .isEqualTo("陳小明先生");
        assertThat(Opened.of("{\"name\":\"陈晓明\"}".getBytes(StandardCharsets.UTF_16LE))
                        .text("utf-16le ▸ json $.name"))
                .isEqualTo("陈晓明");
    }

    @ParameterizedTest
    @CsvSource({
        "&,16000000",
        "<a ,5000000",
        "<!--,4000000",
        "%25,5000000",
        "&quot;<b>,2000000",
        "\\u0041,2000000",
        "=&,8000000"
    })
    void hostile_repetition_ends_in_time(String piece, int length) {
        String body = piece.repeat(length / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            Opened.of(body);
            Opened.of("<html>" + body);
            Opened.of("<r>" + body + "</r>");
            Opened.of("{\"a\":\"" + body + "\"}");
        });
    }

    private static byte[] gzip(byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "RS_ENC_v3_eyJrIjoidmFsdWUifQ==, base64 ▸ json $.k, value",
        "v1.eyJrIjoidmFsdWUifQ, base64 ▸ json $.k, value",
        "RS_ENC_v3_InVzZXItNDgyNzE5MyI=, base64 ▸ json $, user-4827193",
    })
    void base64_behind_a_word_that_says_what_it_is_is_opened(String value, String path, String expected) {
        assertThat(Opened.of("{\"c\":\"" + value + "\"}").text("json $.c ▸ " + path))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://cdn.example/a.css>; rel=preload, <https://cdn.example/b.css>; rel=preload",
                "<mailto:li.lei@example.org>, <tel:+8613712345670>",
                "<b>%s</b> is on its way.<br>Please wait",
                "<div class=\"a\"><input name=\"q\"><img src=\"/x.png\"></div>",
                "<ul><li>one<li>two</ul>",
                "<BR>one<HR>two",
                "<a href=\"/x\">x</a></span>"
            })
    void addresses_in_brackets_and_pieces_of_a_page_are_no_broken_xml(String value) {
        assertThat(Opened.of("{\"text\": \"" + value.replace("\"", "\\\"") + "\"}")
                        .stops())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<user><phone>13712345670</phone><mail>li.lei@exa",
                "<user><phone>13712345670</phone><city/>",
                "<?xml version=\"1.0\"?><a><b>13712345670</b>"
            })
    void xml_that_was_cut_says_so(String value) {
        assertThat(Opened.of(value).stops()).anyMatch(s -> s.contains("not closed"));
    }

    @Test
    void what_a_piece_of_a_page_leaves_open_ends_with_what_it_stands_in() {
        Opened opened = Opened.of(
                "<form><p>a<input name=\"phone\" value=\"13712345670\"></form><mail>li.lei@example.org</mail>");

        assertThat(opened.text("xml /mail")).isEqualTo("li.lei@example.org");
    }
}
