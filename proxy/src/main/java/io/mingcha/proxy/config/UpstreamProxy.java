package io.mingcha.proxy.config;

import java.net.URI;
import java.util.Optional;

/**
 * A proxy that leads on to hosts of a pattern.
 *
 * @param credentials what it asks for
 */
public record UpstreamProxy(HostPattern hosts, Kind kind, String host, int port, Optional<Credentials> credentials) {
    private static final int HTTP_PORT = 8080;
    private static final int SOCKS_PORT = 1080;

    /** How it is spoken to. */
    public enum Kind {
        /** By CONNECT, for plain requests too. */
        HTTP,
        SOCKS5
    }

    /** Reads {@code [PATTERN=]http|socks5://[user:password@]host[:port]}; without a pattern it leads everywhere. */
    public static UpstreamProxy parse(String text) {
        int equals = text.indexOf('=');
        int scheme = text.indexOf("://");
        boolean named = equals > 0 && equals < scheme;
        HostPattern hosts = new HostPattern(named ? text.substring(0, equals) : "*");
        URI uri = uri(named ? text.substring(equals + 1) : text);
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("not http://host:port or socks5://host:port");
        }
        Kind kind = kind(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : kind == Kind.HTTP ? HTTP_PORT : SOCKS_PORT;
        Optional<Credentials> credentials =
                Optional.ofNullable(uri.getUserInfo()).map(Credentials::parse);
        return new UpstreamProxy(hosts, kind, host.replaceAll("[\\[\\]]", ""), port, credentials);
    }

    // a mistake in it must not put the password into a message
    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not http://host:port or socks5://host:port", e);
        }
    }

    private static Kind kind(String scheme) {
        return switch (scheme == null ? "" : scheme) {
            case "http" -> Kind.HTTP;
            case "socks5", "socks5h", "socks" -> Kind.SOCKS5;
            default -> throw new IllegalArgumentException("neither http:// nor socks5://");
        };
    }
}
