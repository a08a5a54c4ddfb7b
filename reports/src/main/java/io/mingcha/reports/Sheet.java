package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What every page has around its content: no script, no outside resource, both languages with a switch made of style alone.
 */
final class Sheet {
    private final Markup page = new Markup();

    private Sheet() {}

    static String appName(Analysis analysis) {
        return analysis.session()
                .spec()
                .app()
                .name()
                .orElse(analysis.session().spec().app().packageName());
    }

    /** @param language shown first */
    static Sheet open(String title, Language language) {
        Sheet sheet = new Sheet();
        Markup page = sheet.page;
        page.raw("<!doctype html>\n<html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.raw("<title>")
                .text("Mingcha 明察 · " + title)
                .raw("</title>\n<style>")
                .raw(style())
                .raw("</style></head><body>\n");
        sheet.radio("lang-zh", language == Language.ZH);
        sheet.radio("lang-en", language == Language.EN);
        page.raw("<nav><label for=\"lang-zh\">中文</label><label for=\"lang-en\">English</label></nav>\n<main>\n");
        return sheet;
    }

    private void radio(String id, boolean checked) {
        page.raw("<input type=\"radio\" name=\"lang\" id=\"" + id + "\"" + (checked ? " checked" : "") + ">");
    }

    private static String style() {
        try (InputStream in = Sheet.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is part of this module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Markup markup() {
        return page;
    }

    /** Which app and which session. */
    void head(Analysis analysis) {
        Session s = analysis.session();
        page.raw("<header><h1>").text(appName(analysis)).raw("</h1><p class=\"meta\">");
        page.text(s.spec().app().packageName());
        s.spec().app().version().ifPresent(v -> page.text(" " + v));
        page.text(" · ").text("会话 " + s.id(), "session " + s.id()).text(" · " + Moment.clock(s.started()));
        s.ended().ifPresent(e -> page.text(" – " + Moment.clock(e)));
        s.spec()
                .run()
                .flatMap(RunVerdict::way)
                .ifPresent(way -> page.text(" · ").text(Words.way(way)));
        Words.ways(s.spec().ways()).ifPresent(ways -> page.text(" · ").text(ways));
        page.raw("</p></header>\n");
    }

    /** The whole page, where it is about more than one session. */
    String close(String version) {
        page.raw("<footer>")
                .text(
                        "明察 " + version + " · 本报告为检测线索，不构成法律结论。",
                        "Mingcha " + version + " · Findings are leads for a qualified analyst, not legal conclusions.")
                .raw("</footer>");
        return page.raw("</main></body></html>\n").toString();
    }

    /** The whole page. */
    String close(Analysis analysis, String version, boolean reveal) {
        page.raw("<footer>")
                .text(
                        "明察 " + version + " · 配置摘要 " + analysis.configDigest().substring(0, 16)
                                + " · 本报告为检测线索，不构成法律结论；值已" + (reveal ? "显示" : "遮蔽") + "。",
                        "Mingcha " + version + " · configuration "
                                + analysis.configDigest().substring(0, 16)
                                + " · Findings are leads for a qualified analyst, not legal conclusions. Values are "
                                + (reveal ? "shown" : "masked") + ".")
                .raw("</footer>");
        return page.raw("</main></body></html>\n").toString();
    }
}
