package io.mingcha.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The phone's side of adb, at a port of this machine. */
final class Daemon implements AutoCloseable {
    private final FakePhone phone;
    private final ServerSocket listener;
    private final HostKeys keys = new HostKeys();
    private final Reverses reverses;
    private final Set<Transport> transports = ConcurrentHashMap.newKeySet();
    private volatile Door door = Door.OPEN;
    private volatile boolean plugged = true;
    private volatile boolean root;

    Daemon(FakePhone phone) {
        this.phone = phone;
        this.reverses = new Reverses(this);
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        background("phone-adbd", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    HostKeys keys() {
        return keys;
    }

    Door door() {
        return door;
    }

    void door(Door how) {
        door = how;
    }

    boolean isRoot() {
        return root;
    }

    Reverses reverses() {
        return reverses;
    }

    String banner() {
        return "device::ro.product.name=fake;ro.product.model=" + phone.model()
                + ";ro.product.device=fake;features=shell_v2,cmd";
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (!plugged) {
                    socket.close();
                    continue;
                }
                socket.setTcpNoDelay(true);
                Transport transport = new Transport(this, socket);
                transports.add(transport);
                background("phone-transport", transport::run);
            } catch (IOException e) {
                return;
            }
        }
    }

    void left(Transport transport) {
        transports.remove(transport);
        reverses.left(transport);
    }

    void acceptKey() {
        for (Transport transport : transports) {
            try {
                transport.accept();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void plug(boolean in) {
        plugged = in;
        if (!in) {
            transports.forEach(Transport::cut);
        }
    }

    /** Everybody has to come again. */
    void restart() {
        transports.forEach(Transport::cut);
    }

    Optional<Service> service(String name, Transport transport) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (kind) {
            case "shell,v2", "shell,v2,raw", "shell,v2,TERM=dumb,raw" ->
                Optional.of(new ShellService(phone, rest, true));
            case "shell", "exec" -> Optional.of(new ShellService(phone, rest, false));
            case "sync" -> Optional.of(new SyncService(phone));
            case "reverse" -> Optional.of(channel -> reverses.serve(rest, transport, channel));
            case "root", "unroot" -> Optional.of(channel -> root(kind.equals("root"), channel));
            default -> Optional.empty();
        };
    }

    private void root(boolean wanted, Channel channel) throws IOException, InterruptedException {
        if (phone.root() != Root.DEBUGGABLE) {
            channel.write(wanted ? "adbd cannot run as root in production builds\n" : "adbd not running as root\n");
            return;
        }
        if (root == wanted) {
            channel.write(wanted ? "adbd is already running as root\n" : "adbd not running as root\n");
            return;
        }
        root = wanted;
        channel.write(wanted ? "restarting adbd as root\n" : "restarting adbd as non root\n");
        channel.close();
        restart();
    }

    void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        plug(false);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reverses.close();
    }
}
