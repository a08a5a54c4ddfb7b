package io.mingcha.sessions.attribution;

import io.mingcha.sessions.device.OpenSocket;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lives of the device's sockets, put together from samples. */
final class Episodes {
    private final Map<Key, Open> standing = new HashMap<>();
    private final List<Episode> all = new ArrayList<>();

    private Episodes() {}

    /** A port may be another app's in the next sample. */
    private record Key(int port, String app) {}

    private record Open(Instant absent, Instant first, Instant last) {}

    static Episodes of(List<Sample> samples, Optional<InetSocketAddress> proxy) {
        Episodes episodes = new Episodes();
        Instant before = Instant.MIN;
        for (Sample sample : samples) {
            episodes.take(sample, before, proxy);
            before = sample.from();
        }
        episodes.standing.forEach((key, open) -> episodes.add(key, open, Instant.MAX));
        return episodes;
    }

    List<Episode> all() {
        return all;
    }

    private void take(Sample sample, Instant before, Optional<InetSocketAddress> proxy) {
        Set<Key> now = new HashSet<>();
        for (OpenSocket socket : sample.sockets()) {
            if (proxy.isEmpty() || isSame(proxy.get(), socket.remote())) {
                now.add(new Key(socket.local().getPort(), socket.app()));
            }
        }
        standing.entrySet().removeIf(entry -> {
            boolean gone = !now.contains(entry.getKey());
            if (gone) {
                add(entry.getKey(), entry.getValue(), sample.to());
            }
            return gone;
        });
        for (Key key : now) {
            standing.merge(
                    key,
                    new Open(before, sample.to(), sample.from()),
                    (old, fresh) -> new Open(old.absent(), old.first(), sample.from()));
        }
    }

    private static boolean isSame(InetSocketAddress proxy, InetSocketAddress remote) {
        if (proxy.getPort() != remote.getPort()) {
            return false;
        }
        // a proxy that was given by name
        return proxy.isUnresolved() || proxy.getAddress().equals(remote.getAddress());
    }

    private void add(Key key, Open open, Instant gone) {
        all.add(new Episode(key.app(), key.port(), open.absent(), open.first(), open.last(), gone));
    }
}
