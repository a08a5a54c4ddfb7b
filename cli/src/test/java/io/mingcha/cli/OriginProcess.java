package io.mingcha.cli;

import io.mingcha.testkit.Script;
import io.mingcha.testkit.TlsWorld;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;

/** Servers of a small internet as a process of its own, for another network namespace: {@code FOLDER NAME…}. */
final class OriginProcess {
    private OriginProcess() {}

    public static void main(String[] args) throws IOException {
        try (TlsWorld world = TlsWorld.in(Path.of(args[0]));
                DatagramSocket echo = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Script script = Script.answering((peer, request) -> peer.reply(200, "well"));
            int secure =
                    world.tls(script, Arrays.copyOfRange(args, 1, args.length)).port();
            int plain = world.plain(script).port();
            System.out.println("tls " + secure + " plain " + plain + " udp " + echo.getLocalPort());
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                echo.receive(packet);
                echo.send(packet);
            }
        }
    }
}
