package io.mingcha.onboarding;

import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.settings.Language;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/** The frame of every page: language switch, style, and a policy under which nothing else runs or loads. */
final class Page {
    private static final String STYLE = Fragments.resource("page.css");
    private static final String SCRIPT = Fragments.resource("check.js");
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; img-src 'self' http://mingcha.test https://mingcha.test http://*.mingcha.test https://*.mingcha.test"
            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String POLICY_WITH_SCRIPT =
            POLICY + "; connect-src 'self'; script-src 'sha256-" + sha256(SCRIPT) + "'";

    private final Visit visit;
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private String script = "";

    Page(Visit visit, String title) {
        this.visit = visit;
        this.title = title;
    }

    Page add(String markup) {
        body.append(markup).append('\n');
        return this;
    }

    /** Runs the self-check's script, which goes on to its result. */
    Page checking(String run) {
        script = run;
        return this;
    }

    SiteResponse answer(int status) {
        Language language = visit.language();
        String other = language == Language.ZH ? "English" : "中文";
        String data = script.isEmpty()
                ? ""
                : " data-run=\"/check/" + script + "\" data-query=\"" + Fragments.escape(visit.query()) + "\"";
        String text = "<!DOCTYPE html>\n<html lang=\"" + tag(language) + "\"><head><meta charset=\"utf-8\"><title>"
                + Fragments.escape(title) + " · Mingcha 明察</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><style>" + STYLE + "</style></head>\n<body" + data
                + "><header><b>Mingcha 明察</b><a href=\"" + here() + "?lang="
                + (language == Language.ZH ? "en" : "zh") + "\">" + other + "</a></header>\n<h1>"
                + Fragments.escape(title) + "</h1>\n" + body
                + (script.isEmpty() ? "" : "<script>" + SCRIPT + "</script>") + "</body></html>\n";
        return new SiteResponse(
                status,
                "text/html; charset=utf-8",
                Map.of(
                        "Content-Language",
                        tag(language),
                        "Vary",
                        "Accept-Language, User-Agent",
                        "Content-Security-Policy",
                        script.isEmpty() ? POLICY : POLICY_WITH_SCRIPT,
                        "X-Content-Type-Options",
                        "nosniff",
                        "Referrer-Policy",
                        "no-referrer",
                        "Cache-Control",
                        "no-store"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a path that could be taken for another host's, the start. */
    private String here() {
        return visit.path().matches("(/[\\w.-]+)+") ? visit.path() : "/";
    }

    private static String tag(Language language) {
        return language == Language.ZH ? "zh-CN" : "en";
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
