package io.mingcha.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.nio.charset.StandardCharsets;

/** Sends a datagram to {@code ADDRESS PORT} and says what came back. */
final class DatagramProbe {
    private static final int PATIENCE_MILLIS = 60_000;

    private DatagramProbe() {}

    public static void main(String[] args) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByName(args[0]), Integer.parseInt(args[1]));
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] text = "anybody?".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(text, text.length));
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            System.out.println(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII));
        } catch (PortUnreachableException e) {
            System.out.println("refused");
        }
    }
}
