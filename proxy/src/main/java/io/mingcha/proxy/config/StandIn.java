package io.mingcha.proxy.config;

import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the proxy answers in a server's place, in the clear or in TLS.
 *
 * @param host lower case
 * @param path without query
 * @param contentType empty for an answer without content
 */
public record StandIn(String host, String path, int status, String contentType, String body) {
    private static final int NO_CONTENT = 204;

    /**
     * Reads {@code config/captive.yaml}.
     *
     * @throws io.mingcha.settings.InvalidDocument with all that is wrong with it
     */
    public static List<StandIn> parse(String source, String text) {
        return readAll(Document.parse(source, text, new Problems()));
    }

    /**
     * Reads the document.
     *
     * @throws io.mingcha.settings.InvalidDocument with all that is wrong with it
     */
    public static List<StandIn> readAll(Setting document) {
        Setting root = document.allow("answers");
        Problems problems = document.problems();
        List<StandIn> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Setting each : root.require("answers").list()) {
            StandIn one = read(each);
            if (!seen.add(one.host() + one.path())) {
                each.problem(one.host() + one.path() + " 重复", one.host() + one.path() + " stands here twice");
            }
            read.add(one);
        }
        problems.throwIfAny();
        return read;
    }

    private static StandIn read(Setting each) {
        each.allow("host", "path", "status", "type", "body");
        String host = each.require("host").text("").toLowerCase(Locale.ROOT);
        String path = each.require("path").text("");
        int status = (int) each.require("status").integer(200, 599).orElse(NO_CONTENT);
        String body = each.get("body").text("");
        String type = each.get("type").text("");
        if (!path.isEmpty() && (!path.startsWith("/") || path.contains("?"))) {
            each.get("path").problem("path 应以 / 开头且不含 ?", "a path begins with / and has no ?");
        }
        if (host.contains("/") || host.contains(":")) {
            each.get("host").problem("host 只写主机名", "a host is a name only, without scheme or port");
        }
        if (!body.isEmpty() && (status == NO_CONTENT || status == 304)) {
            each.get("body").problem(status + " 的应答没有内容", "an answer with status " + status + " carries no body");
        }
        if (body.isEmpty() != type.isEmpty()) {
            each.problem("body 与 type 须同时给出", "body and type come together");
        }
        if (type.chars().anyMatch(c -> c < ' ' || c > '~')) {
            each.get("type").problem("type 不是媒体类型", "type is no media type");
        }
        return new StandIn(host, path, status, type, body);
    }

    /**
     * Whether it answers this.
     *
     * @param target path and query
     */
    public boolean answers(String asked, String target) {
        int question = target.indexOf('?');
        return asked.equalsIgnoreCase(host) && path.equals(question < 0 ? target : target.substring(0, question));
    }
}
