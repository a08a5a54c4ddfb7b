package io.mingcha.proxy.config;

import java.util.Locale;

/** A host name, {@code *.name} for everything below a name, or {@code *}. */
public record HostPattern(String text) {

    public HostPattern {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()
                || text.indexOf('*', 1) > 0
                || text.startsWith("*") && !text.equals("*") && !text.startsWith("*.")) {
            throw new IllegalArgumentException("not a host, *.host or *: " + text);
        }
    }

    public boolean matches(String host) {
        return text.equals("*")
                || text.equals(host)
                || text.startsWith("*.") && host.length() >= text.length() && host.endsWith(text.substring(1));
    }
}
