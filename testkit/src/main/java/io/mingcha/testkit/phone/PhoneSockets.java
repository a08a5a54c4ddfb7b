package io.mingcha.testkit.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The sockets that apps have open, as the phone's kernel would show them. */
final class PhoneSockets {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private static final int PATIENCE_MILLIS = 10_000;

    private final FakePhone phone;
    private final Map<Integer, Entry> open = new ConcurrentHashMap<>();
    private final AtomicInteger lastInode = new AtomicInteger(1000);
    private final AtomicInteger nextPort = new AtomicInteger();
    private volatile int firstPort;
    private volatile int portCount;
    private volatile Optional<InetAddress> own = Optional.empty();
    private volatile boolean online = true;

    PhoneSockets(FakePhone phone) {
        this.phone = phone;
    }

    private record Entry(
            Socket socket, int uid, InetAddress local, int localPort, InetAddress remote, int remotePort) {}

    /** The network that everything but the phone itself is reached by: its connections break when it goes. */
    void network(Optional<InetAddress> address) {
        own = address;
        online = address.isPresent();
        for (Entry entry : open.values()) {
            if (!entry.remote().isLoopbackAddress()) {
                try {
                    entry.socket().close();
                } catch (IOException e) {
                    // it is gone, which is what was wanted
                }
            }
        }
    }

    /** Takes local ports from a few only, so that they come again soon. */
    void ports(int first, int count) {
        firstPort = first;
        portCount = count;
    }

    /** Connects as an app does; a port of the phone that leads elsewhere is followed. */
    Socket connect(int uid, String host, int port) throws IOException {
        InetAddress seen = InetAddress.getByName(host);
        if (!online && !seen.isLoopbackAddress()) {
            throw new IOException("Network is unreachable");
        }
        Optional<InetSocketAddress> led = seen.isLoopbackAddress() ? phone.reversed(port) : Optional.empty();
        InetSocketAddress to = led.orElseGet(() -> new InetSocketAddress(seen, port));
        int inode = lastInode.incrementAndGet();
        IOException last = new IOException("no local port is free");
        for (int i = 0; i < Math.max(1, portCount); i++) {
            int local = portCount == 0 ? 0 : firstPort + nextPort.getAndIncrement() % portCount;
            Socket socket = tracked(inode);
            try {
                socket.setTcpNoDelay(true);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(seen.isLoopbackAddress() ? seen : own.orElse(null), local));
                socket.connect(to, PATIENCE_MILLIS);
                open.put(inode, new Entry(socket, uid, socket.getLocalAddress(), socket.getLocalPort(), seen, port));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private Socket tracked(int inode) {
        return new Socket() {
            @Override
            public synchronized void close() throws IOException {
                open.remove(inode);
                super.close();
            }
        };
    }

    /** Every other socket is of the new kind, as Java's are on a phone. */
    String tcp(boolean six) {
        StringBuilder table = new StringBuilder(HEAD);
        int line = 0;
        for (Map.Entry<Integer, Entry> socket : open.entrySet()) {
            if (socket.getKey() % 2 == 0 != six) {
                continue;
            }
            Entry e = socket.getValue();
            table.append(String.format(
                    Locale.ROOT,
                    "%4d: %s:%04X %s:%04X 01 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0000000000000000"
                            + " 20 4 30 10 -1%n",
                    line++,
                    hex(e.local(), six),
                    e.localPort(),
                    hex(e.remote(), six),
                    e.remotePort(),
                    e.uid(),
                    socket.getKey()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%4d: %s:1F90 %s:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 7 1 0 100 0 0 10 0%n",
                line,
                six ? "0".repeat(32) : "00000000",
                six ? "0".repeat(32) : "00000000"));
        return table.toString();
    }

    private static String hex(InetAddress address, boolean six) {
        byte[] b = address.getAddress();
        String four = String.format("%02X%02X%02X%02X", b[3], b[2], b[1], b[0]);
        return six ? "0000000000000000FFFF0000" + four : four;
    }
}
