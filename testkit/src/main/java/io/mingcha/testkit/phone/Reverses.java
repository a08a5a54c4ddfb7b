package io.mingcha.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports of the phone that lead through the adb server to its machine. Each is a listener on a free port here, which stands for
 * the phone's own.
 */
final class Reverses implements AutoCloseable {
    private static final Pattern FORWARD = Pattern.compile("forward:(norebind:)?tcp:(\\d+);(tcp:\\d+)");
    private static final Pattern KILL = Pattern.compile("killforward:tcp:(\\d+)");

    private final Daemon daemon;
    private final Map<Integer, Lead> leads = new TreeMap<>();
    private final Set<Integer> occupied = new TreeSet<>();

    Reverses(Daemon daemon) {
        this.daemon = daemon;
    }

    private record Lead(Transport transport, ServerSocket listener, String to) {
        void end() {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void serve(String ask, Transport transport, Channel channel) throws IOException, InterruptedException {
        Matcher forward = FORWARD.matcher(ask);
        Matcher kill = KILL.matcher(ask);
        if (ask.equals("list-forward")) {
            channel.write(counted(list()));
        } else if (ask.equals("killforward-all")) {
            close();
            channel.write("OKAY");
        } else if (forward.matches()) {
            channel.write(
                    forward(forward.group(1) != null, Integer.parseInt(forward.group(2)), forward.group(3), transport));
        } else if (kill.matches()) {
            channel.write(kill(Integer.parseInt(kill.group(1))));
        } else {
            channel.write("FAIL" + counted("bad forward: " + ask));
        }
    }

    private static String counted(String text) {
        return String.format("%04x", text.length()) + text;
    }

    private synchronized String list() {
        StringBuilder lines = new StringBuilder();
        leads.forEach((port, lead) -> lines.append("host-1 tcp:")
                .append(port)
                .append(' ')
                .append(lead.to())
                .append('\n'));
        return lines.toString();
    }

    private synchronized String forward(boolean norebind, int port, String to, Transport transport) throws IOException {
        Optional<Lead> standing = Optional.ofNullable(leads.get(port));
        if (standing.isPresent() && norebind) {
            return "FAIL" + counted("cannot rebind existing socket");
        }
        if (occupied.contains(port)) {
            return "FAIL" + counted("cannot bind listener: Address already in use");
        }
        standing.ifPresent(Lead::end);
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        Lead lead = new Lead(transport, listener, to);
        leads.put(port, lead);
        daemon.background("phone-reverse", () -> accept(lead));
        return "OKAY";
    }

    synchronized void occupy(int port) {
        occupied.add(port);
    }

    private synchronized String kill(int port) {
        Lead lead = leads.remove(port);
        if (lead == null) {
            return "FAIL" + counted("listener 'tcp:" + port + "' not found");
        }
        lead.end();
        return "OKAY";
    }

    /** What stands for a port of the phone. */
    synchronized Optional<InetSocketAddress> real(int port) {
        return Optional.ofNullable(leads.get(port))
                .map(l -> (InetSocketAddress) l.listener().getLocalSocketAddress());
    }

    synchronized void left(Transport transport) {
        leads.values().removeIf(lead -> {
            boolean its = lead.transport() == transport;
            if (its) {
                lead.end();
            }
            return its;
        });
    }

    private void accept(Lead lead) {
        while (!lead.listener().isClosed()) {
            try {
                Socket socket = lead.listener().accept();
                socket.setTcpNoDelay(true);
                daemon.background("phone-reverse-out", () -> carry(lead, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void carry(Lead lead, Socket socket) {
        try (socket) {
            Channel channel = lead.transport().openHost(lead.to());
            if (!channel.opened()) {
                return;
            }
            daemon.background("phone-reverse-in", () -> bringBack(channel, socket));
            byte[] chunk = new byte[16 * 1024];
            int n = socket.getInputStream().read(chunk);
            while (n >= 0) {
                channel.write(Arrays.copyOf(chunk, n));
                n = socket.getInputStream().read(chunk);
            }
            channel.close();
        } catch (IOException e) {
            // one end has left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void bringBack(Channel channel, Socket socket) {
        try (socket) {
            byte[] bytes = channel.next();
            while (bytes.length > 0) {
                socket.getOutputStream().write(bytes);
                bytes = channel.next();
            }
        } catch (IOException e) {
            // one end has left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        leads.values().forEach(Lead::end);
        leads.clear();
    }
}
