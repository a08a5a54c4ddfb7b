package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Leads the device to the proxy: straight over the network, or by a port of its own that adb brings here. */
final class ProxyWay implements AutoCloseable {
    private final Reverse reverse;
    private final ProxySetting setting;
    private final Journal journal;
    private Optional<Introduction> introduction = Optional.empty();
    private Optional<Way> way = Optional.empty();

    ProxyWay(Reverse reverse, ProxySetting setting, Journal journal) {
        this.reverse = reverse;
        this.setting = setting;
        this.journal = journal;
    }

    Optional<Way> way() {
        return way;
    }

    /** Whether the device goes this way now. */
    boolean set(Route route) {
        Way chosen = isNear(route) ? new Way(reversed(hostPort(route)), true) : new Way(route.proxy(), false);
        way = Optional.of(chosen);
        return setting.set(chosen.setting());
    }

    /** An address that means another machine on the device, or credentials that only we can add. */
    private static boolean isNear(Route route) {
        InetAddress address = route.proxy().getAddress();
        return route.way() == WayIn.REVERSE
                || route.credentials().isPresent()
                || address != null && (address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    private int hostPort(Route route) {
        if (route.credentials().isEmpty()) {
            return route.proxy().getPort();
        }
        if (introduction.isEmpty()) {
            introduction = Optional.of(
                    new Introduction(route.proxy(), route.credentials().get()));
        }
        return introduction.get().port();
    }

    private InetSocketAddress reversed(int hostPort) {
        Optional<InetSocketAddress> standing = way.map(Way::proxy).filter(p -> reverse.leads(p.getPort(), hostPort));
        if (standing.isPresent()) {
            return standing.get();
        }
        int devicePort = reverse.anyForward(
                hostPort,
                hostPort,
                port -> journal.before(new Change("reverse tcp:" + port, List.of(Reverse.undo(port)))));
        return new InetSocketAddress("127.0.0.1", devicePort);
    }

    @Override
    public void close() {
        introduction.ifPresent(Introduction::close);
        introduction = Optional.empty();
    }
}
