package io.mingcha.onboarding;

import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.settings.Language;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a request says about who reads the answer. */
record Visit(SiteRequest request, String path, Map<String, String> parameters) {

    static Visit of(SiteRequest request) {
        String target = request.path();
        int fragment = target.indexOf('#');
        String whole = fragment < 0 ? target : target.substring(0, fragment);
        int question = whole.indexOf('?');
        Map<String, String> parameters = new TreeMap<>();
        if (question >= 0) {
            for (String pair : whole.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    decoded(pair.substring(equals + 1))
                            .ifPresent(value -> parameters.put(pair.substring(0, equals), value));
                }
            }
        }
        return new Visit(request, question < 0 ? whole : whole.substring(0, question), parameters);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** What the reader chose, else the first of the two languages that the browser names, else Chinese. */
    Language language() {
        return chosen().orElseGet(() -> {
            for (String range : request.header("accept-language").orElse("").split(",")) {
                String tag = range.strip().toLowerCase(Locale.ROOT);
                if (tag.startsWith("zh")) {
                    return Language.ZH;
                }
                if (tag.startsWith("en")) {
                    return Language.EN;
                }
            }
            return Language.ZH;
        });
    }

    private Optional<Language> chosen() {
        return parameter("lang").flatMap(Language::parse);
    }

    /** What links carry on, so that a choice stays. */
    String query() {
        return chosen().map(l -> "?lang=" + l.tag()).orElse("");
    }

    DeviceSystem system() {
        return DeviceSystem.of(request.header("user-agent").orElse(""));
    }

    boolean isSecure() {
        return request.tls().isPresent();
    }

    /** Our address as this device knows it. */
    String ourHost() {
        String literal = request.local().getAddress().getHostAddress();
        return request.local().getAddress() instanceof Inet6Address ? "[" + literal + "]" : literal;
    }

    int ourPort() {
        return request.local().getPort();
    }

    InetSocketAddress client() {
        return request.client();
    }
}
