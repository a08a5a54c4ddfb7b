package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.HostName;
import java.util.Locale;
import java.util.regex.Pattern;

/** A domain with all below it. */
public record Domain(String name) {
    private static final Pattern AROUND = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://|(?<!/)/(?!/).*$|:\\d+(?=/|$)");

    /** As people write it: {@code *.example.com}, perhaps as an address with a port or in letters of their own language. */
    public static Domain of(String written) {
        String bare = AROUND.matcher(written.strip()).replaceAll("").strip().toLowerCase(Locale.ROOT);
        return new Domain(HostName.normal(
                bare.startsWith("*.") ? bare.substring(2) : bare.startsWith(".") ? bare.substring(1) : bare));
    }

    /** Whether a host is this one or below it. */
    public boolean holds(String host) {
        if (host.isEmpty() || name.isEmpty()) {
            return false;
        }
        String h = HostName.normal(host);
        return h.equals(name) || h.endsWith("." + name);
    }
}
