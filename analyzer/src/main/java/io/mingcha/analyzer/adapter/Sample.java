package io.mingcha.analyzer.adapter;

import io.mingcha.flows.Header;
import io.mingcha.settings.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A request of invented values as an endpoint's clients send it, by which its adapter is tested. */
@SuppressWarnings("ArrayRecordComponent") // made by its reader, never changed
public record Sample(String method, URI address, List<Header> headers, byte[] body) {
    public Sample {
        headers = List.copyOf(headers);
    }

    static Optional<Sample> read(Setting example) {
        example.allow("request", "headers", "body", "base64");
        Setting line = example.require("request");
        String[] words = line.text("").strip().split(" ");
        Optional<URI> address = words.length == 2 ? uri(words[1]) : Optional.empty();
        if (address.isEmpty()) {
            if (line.isPresent()) {
                line.problem(
                        "需要方法和完整地址，例如 POST https://a.example/b",
                        "a method and a whole address are needed, such as POST https://a.example/b");
            }
            return Optional.empty();
        }
        List<Header> headers = new ArrayList<>();
        example.get("headers").entries().forEach((name, value) -> headers.add(new Header(name, value.text(""))));
        Setting base64 = example.get("base64");
        byte[] body = base64.isPresent()
                ? base64.parsed(Base64.getMimeDecoder()::decode).orElse(new byte[0])
                : example.get("body").text("").getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Sample(words[0], address.get(), headers, body));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text)).filter(u -> u.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As the request line has it. */
    public String target() {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}
