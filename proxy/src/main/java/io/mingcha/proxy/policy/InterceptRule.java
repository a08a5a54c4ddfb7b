package io.mingcha.proxy.policy;

import io.mingcha.flows.Client;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.settings.Text;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Connections that a person decided on. What is empty holds for all.
 *
 * @param reason why, for people
 * @param source where it stands
 */
public record InterceptRule(
        Action action,
        List<HostPattern> hosts,
        Set<Integer> ports,
        List<Who> clients,
        Set<String> ja4,
        Text reason,
        String source) {

    public InterceptRule {
        hosts = List.copyOf(hosts);
        ports = Set.copyOf(ports);
        clients = List.copyOf(clients);
        ja4 = Set.copyOf(ja4);
    }

    /** What becomes of a connection that a rule holds for. */
    public enum Action {
        /** Passed through. */
        NEVER,
        /** Read, also after the client refused the certificate. */
        ALWAYS,
        /** Closed. */
        BLOCK;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A client, by its address or by its name. */
    public sealed interface Who {

        boolean is(Client client);

        static Who parse(String text) {
            String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
            boolean looksLikeAddress = NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address);
            return looksLikeAddress ? new At(AddressRange.parse(text)) : new Named(text);
        }

        /** Where it is. */
        record At(AddressRange range) implements Who {
            @Override
            public boolean is(Client client) {
                return address(client).filter(range::contains).isPresent();
            }

            private static Optional<InetAddress> address(Client client) {
                String address = client.address();
                int colon = address.lastIndexOf(':');
                String host = colon < 0 ? address : address.substring(0, colon);
                return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
            }
        }

        /** What it is called. */
        record Named(String name) implements Who {
            @Override
            public boolean is(Client client) {
                return client.tag().filter(name::equals).isPresent();
            }
        }
    }

    boolean holdsFor(Target target) {
        return concerns(target.client(), target.host(), target.port())
                && (ja4.isEmpty() || ja4.contains(target.hello().ja4()));
    }

    /** Whether it holds where there is no TLS. */
    boolean holdsWithoutTls(Client client, String host, int port) {
        return ja4.isEmpty() && concerns(client, host, port);
    }

    private boolean concerns(Client client, String host, int port) {
        return (hosts.isEmpty() || hosts.stream().anyMatch(h -> h.matches(host)))
                && (ports.isEmpty() || ports.contains(port))
                && (clients.isEmpty() || clients.stream().anyMatch(c -> c.is(client)));
    }

    Decision decision() {
        String why = reason.en().isEmpty() ? source : source + ": " + reason.en();
        return switch (action) {
            case NEVER -> new Decision.PassThrough("passed_through", why);
            case BLOCK -> new Decision.Block("blocked_by_rule", why);
            case ALWAYS -> Decision.INTERCEPT;
        };
    }
}
