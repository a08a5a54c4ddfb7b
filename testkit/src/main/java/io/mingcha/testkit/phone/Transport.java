package io.mingcha.testkit.phone;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The connection of one adb server: who it is, then streams. */
final class Transport {
    private static final int VERSION = 0x01000001;
    private static final int TOKEN = 1;
    private static final int SIGNATURE = 2;
    private static final int PUBLIC_KEY = 3;
    private static final int TOKEN_BYTES = 20;

    private final Daemon daemon;
    private final Socket socket;
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private volatile int mostData = 4096;
    private byte[] token = new byte[TOKEN_BYTES];
    private Optional<byte[]> offered = Optional.empty();
    private boolean online;

    Transport(Daemon daemon, Socket socket) {
        this.daemon = daemon;
        this.socket = socket;
    }

    int mostData() {
        return mostData;
    }

    void run() {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
            while (true) {
                take(Packet.read(in));
            }
        } catch (IOException e) {
            // the server has left, or the phone was unplugged
        } finally {
            channels.values().forEach(Channel::ended);
            daemon.left(this);
        }
    }

    private void take(Packet packet) throws IOException {
        switch (packet.command()) {
            case Packet.CNXN -> {
                mostData = Math.min(packet.second(), Packet.MOST_DATA);
                greet();
            }
            case Packet.AUTH -> authenticate(packet);
            case Packet.OPEN -> open(packet);
            case Packet.OKAY -> channel(packet).ifPresent(c -> c.okay(packet.first()));
            case Packet.WRTE -> {
                Optional<Channel> channel = channel(packet);
                if (channel.isPresent()) {
                    channel.get().arrived(packet.data());
                }
            }
            case Packet.CLSE ->
                channel(packet).ifPresent(c -> {
                    c.ended();
                    channels.remove(c.local());
                });
            default -> {
                // later versions have more
            }
        }
    }

    private Optional<Channel> channel(Packet packet) {
        return Optional.ofNullable(channels.get(packet.second()));
    }

    private void greet() throws IOException {
        if (daemon.door() == Door.OPEN) {
            letIn();
        } else {
            challenge();
        }
    }

    private void challenge() throws IOException {
        new SecureRandom().nextBytes(token);
        send(new Packet(Packet.AUTH, TOKEN, 0, token.clone()));
    }

    private void authenticate(Packet packet) throws IOException {
        if (packet.first() == SIGNATURE && daemon.keys().verify(token, packet.data())) {
            letIn();
        } else if (packet.first() == SIGNATURE) {
            challenge();
        } else if (packet.first() == PUBLIC_KEY) {
            offered = Optional.of(packet.data());
            if (daemon.door() == Door.ASKING) {
                accept();
            }
        }
    }

    /** The owner has tapped «Allow». */
    void accept() throws IOException {
        if (offered.isPresent() && !online) {
            daemon.keys().add(offered.get());
            letIn();
        }
    }

    private void letIn() throws IOException {
        online = true;
        send(new Packet(Packet.CNXN, VERSION, Packet.MOST_DATA, daemon.banner().getBytes(StandardCharsets.UTF_8)));
    }

    private void open(Packet packet) throws IOException {
        if (!online) {
            return;
        }
        Channel channel = new Channel(this, lastId.incrementAndGet(), packet.first());
        Optional<Service> service = daemon.service(packet.text(), this);
        if (service.isEmpty()) {
            send(Packet.of(Packet.CLSE, 0, packet.first()));
            return;
        }
        channels.put(channel.local(), channel);
        channel.okay(packet.first());
        send(Packet.of(Packet.OKAY, channel.local(), packet.first()));
        daemon.background("phone-service", () -> serve(service.get(), channel));
    }

    private static void serve(Service service, Channel channel) {
        try {
            service.serve(channel);
            channel.close();
        } catch (IOException e) {
            // the other side has left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream to a port of the server's machine. */
    Channel openHost(String address) throws IOException {
        Channel channel = new Channel(this, lastId.incrementAndGet(), 0);
        channels.put(channel.local(), channel);
        send(new Packet(Packet.OPEN, channel.local(), 0, (address + "\0").getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    void forget(Channel channel) {
        channels.remove(channel.local());
    }

    synchronized void send(Packet packet) throws IOException {
        socket.getOutputStream().write(packet.bytes());
        socket.getOutputStream().flush();
    }

    /** Gone, as when the cable is pulled. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
