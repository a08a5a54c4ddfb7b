package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.recipe.PathPattern;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads endpoints and says what is wrong with them. */
final class EndpointReader {
    /** Whatever host: software that everyone runs on servers of their own. */
    static final String ANY = "*";

    private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)+");

    private final List<String> types;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Text> vendors = new HashMap<>();

    EndpointReader(List<String> types) {
        this.types = types;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** What they are called, by id. */
    Map<String, Text> vendors() {
        return vendors;
    }

    void document(Setting root) {
        root.allow("vendor", "name", "endpoints");
        String vendor = root.require("vendor").text("");
        Setting name = root.get("name");
        vendors.put(vendor, name.isPresent() ? name.bilingual() : Text.same(vendor));
        for (Setting item : root.require("endpoints").list()) {
            item.allow("id", "hosts", "path", "method", "having", "source", "checked", "fields", "example");
            String id = vendor + "." + item.require("id").text("");
            if (!ids.add(id)) {
                item.get("id").problem("重复的端点：" + id, "two endpoints are called " + id);
            }
            add(item, id);
        }
    }

    private void add(Setting item, String id) {
        List<String> hosts = hosts(item.require("hosts"));
        String path = item.require("path").text("");
        List<FieldPath> having = paths(item.get("having"));
        if (hosts.contains(ANY)) {
            anywhere(item, path, having);
        }
        List<Field> fields = new ArrayList<>();
        for (Setting field : item.require("fields").list()) {
            field(field, id).ifPresent(fields::add);
        }
        Optional<Sample> sample = Sample.read(item.require("example"));
        Endpoint endpoint = new Endpoint(
                id,
                hosts,
                PathPattern.of(path),
                item.get("method").text(),
                having,
                fields,
                item.require("source").text(""),
                item.require("checked").oneOf(List.of("yes", "no")).orElse("no").equals("yes"),
                sample);
        if (sample.isPresent() && !isFor(endpoint, sample.get())) {
            item.get("example")
                    .get("request")
                    .problem("示例请求与 hosts、path、method 不符", "hosts, path and method do not match the example");
        }
        endpoints.add(endpoint);
    }

    private static void anywhere(Setting item, String path, List<FieldPath> having) {
        String last = Adapters.lastSegment(path);
        if (last.isEmpty() || last.contains("*")) {
            item.get("path").problem("hosts 为 * 时路径的末段不可含 *", "the last segment must be without * if the host is any");
        }
        if (having.isEmpty()) {
            item.get("hosts").problem("hosts 为 * 时需要 having", "having is needed if the host is any");
        }
    }

    private static List<String> hosts(Setting list) {
        List<String> hosts = new ArrayList<>();
        for (Setting item : list.list()) {
            String host = item.text("").toLowerCase(Locale.ROOT);
            if (host.equals(ANY) || HOST.matcher(host).matches()) {
                hosts.add(host);
            } else {
                item.problem(
                        host + " 不是主机：可用 a.example、*.a.example 或 *",
                        host + " is no host; a.example, *.a.example or * would be");
            }
        }
        return hosts;
    }

    private static List<FieldPath> paths(Setting list) {
        List<FieldPath> paths = new ArrayList<>();
        list.list().forEach(item -> item.parsed(FieldPath::parse).ifPresent(paths::add));
        return paths;
    }

    private Optional<Field> field(Setting field, String endpoint) {
        field.allow("at", "type", "any", "pattern", "note");
        List<FieldPath> at = paths(field.require("at"));
        Optional<String> type = field.require("type").oneOf(types);
        if (at.size() > 2
                || at.size() == 2 && type.filter("precise_location"::equals).isEmpty()) {
            field.get("at").problem("只有 precise_location 可用两个路径", "only precise_location stands at two paths");
        }
        Setting note = field.get("note");
        Optional<Text> said = note.isPresent() ? Optional.of(note.bilingual()) : Optional.empty();
        return at.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(
                        at, type.get(), field.get("any").bool(false), pattern(field.get("pattern")), said, endpoint));
    }

    private static Optional<Pattern> pattern(Setting setting) {
        try {
            return setting.text().map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            setting.problem("正则错误：" + e.getDescription(), "not a pattern: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static boolean isFor(Endpoint endpoint, Sample sample) {
        String host = sample.address().getHost().toLowerCase(Locale.ROOT);
        boolean named = endpoint.hosts().stream()
                .anyMatch(h -> h.equals(ANY) || h.equals(host) || h.startsWith("*.") && host.endsWith(h.substring(1)));
        return named && endpoint.isFor(sample.method(), sample.address().getRawPath());
    }
}
