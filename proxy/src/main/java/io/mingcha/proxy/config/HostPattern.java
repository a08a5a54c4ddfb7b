package io.mingcha.proxy.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** A host name, {@code *.name} for everything below a name, or {@code *}. */
public record HostPattern(String text) {
    private static final Pattern FORM =
            Pattern.compile("\\*|(\\*\\.)?[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*|[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*");

    public HostPattern {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a host, *.host or *: " + text);
        }
    }

    public boolean matches(String host) {
        return text.equals("*")
                || text.equals(host)
                || text.startsWith("*.") && host.length() >= text.length() && host.endsWith(text.substring(1));
    }
}
