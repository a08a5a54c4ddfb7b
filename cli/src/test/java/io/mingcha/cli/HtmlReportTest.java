package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, made of a capture that would like to be more than text. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportTest {
    private static final String HOSTILE = "<script>document.title='taken'</script>";
    private static final Pattern OUTSIDE = Pattern.compile(
            "(?i)(src|href|action|data|poster|srcset|background)\\s*=\\s*[\"']?\\s*(https?:|//)|url\\(|@import");

    private Desk desk;
    private String html;
    private String dom;

    @BeforeAll
    void open(@TempDir Path folder) {
        desk = Desk.in(folder);
        desk.write(
                "session.yaml",
                Person.SESSION
                        .replace("example.shop", "'\"><script>alert(1)</script>'")
                        .replace("小店 Shop", "\"小店 <b onmouseover=alert(1)>\"")
                        .replace("recipients: [tracker.example]", "recipients: [\"<i>tracker</i>\"]"));
        String key = HOSTILE + "\\\"'><img src=https://evil.example/x onerror=alert(1)>";
        desk.write(
                "x.har",
                new HarText()
                        .post(
                                "2026-11-25T10:00:00Z",
                                "https://log.tracker.example/sdk",
                                "application/json",
                                "{\"" + key + "\":\"" + Person.IMEI + "\"}")
                        .get(
                                "2026-11-25T10:00:01Z",
                                "https://a.<script>.example/<script>?<svg/onload=1>=" + Person.PHONE)
                        .get(
                                "2026-11-25T10:00:02Z",
                                "http://log.tracker.example/x?m=<script>alert(1)</script>@evil.example")
                        .text());
        Command.Result result = desk.run(
                "analyze", "x.har", "--session", "session.yaml", "--format", "html", "--reveal", "--out", "page.html");
        assertThat(result.code()).as(result.all()).isEqualTo(Exit.FINDINGS);
        html = desk.read("page.html");
        dom = Browser.in(folder.resolve("browser"))
                .dom(desk.file("page.html").toUri().toString());
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @Test
    void it_reads_without_script_in_both_languages() {
        assertThat(dom)
                .contains("<title>Mingcha 明察")
                .contains("What could not be seen")
                .contains("看不到的部分");
        assertThat(dom).contains("CONS-02").contains("request.body");
    }

    @Test
    void its_head_says_when_the_session_was_to_the_millisecond() {
        assertThat(dom).contains("2026-11-25 10:00:00.000 UTC – 2026-11-25 10:00:02.");
    }

    @Test
    void what_was_captured_is_text_and_nothing_else() {
        assertThat(html).contains("&lt;script&gt;document.title=");
        assertThat(dom)
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("<svg")
                .doesNotContain("<b onmouseover")
                .doesNotContain("<i>tracker")
                .doesNotContain("<title>taken");
    }

    @Test
    void it_asks_for_nothing_from_outside() {
        assertThat(OUTSIDE.matcher(dom.replaceAll("&lt;.*?&gt;", "")).find()).isFalse();
        assertThat(dom).contains("default-src 'none'");
    }

    @Test
    void on_a_phone_nothing_scrolls_sideways_and_each_value_has_its_label() {
        String quoted = html.replace("&", "&amp;").replace("\"", "&quot;");
        desk.write(
                "phone.html",
                "<!doctype html><iframe style=\"width:390px;height:844px;border:0\" srcdoc=\"" + quoted
                        + "\"></iframe><script>onload = () => {"
                        + "const inner = document.querySelector('iframe').contentDocument;"
                        + "const wide = [inner.documentElement, ...inner.querySelectorAll('.scroll')]"
                        + ".filter(e => e.scrollWidth > e.clientWidth).length;"
                        + "const label = inner.defaultView.getComputedStyle(inner.querySelector('td'), '::before').content;"
                        + "document.title = 'too wide: ' + wide + ', label: ' + label;"
                        + "}</script>");

        String phone = Browser.in(desk.file("phone-browser"))
                .dom(desk.file("phone.html").toUri().toString());

        assertThat(phone).contains("<title>too wide: 0, label: \"When\"</title>");
    }

    @Test
    void it_begins_with_the_language_that_was_asked_for() {
        String zh = desk.run("analyze", "x.har", "--session", "session.yaml", "--format", "html", "--lang", "zh")
                .out();

        assertThat(zh).contains("<html lang=\"zh\">").contains("id=\"lang-zh\" checked");
        assertThat(html).contains("<html lang=\"en\">").contains("id=\"lang-en\" checked");
    }
}
