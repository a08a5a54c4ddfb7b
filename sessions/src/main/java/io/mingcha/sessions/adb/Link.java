package io.mingcha.sessions.adb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to the server: first a question in its own form, then whatever the service speaks. */
final class Link implements AutoCloseable {
    private static final int LONGEST_TEXT = 0xffff;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private Deadline deadline;

    private Link(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        this.out = socket.getOutputStream();
        this.deadline = deadline;
    }

    static Link to(int port, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), deadline.millisLeft());
            return new Link(socket, deadline);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Gives what follows its own time. */
    void allow(Duration time) {
        deadline = Deadline.in(time);
    }

    /** @throws Refusal if the server does not want to */
    void ask(String service) throws IOException {
        byte[] text = service.getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_TEXT) {
            throw new Refusal("the command has more than " + LONGEST_TEXT + " bytes");
        }
        write(String.format("%04x", text.length).getBytes(StandardCharsets.US_ASCII), text);
        readStatus();
    }

    /** @throws Refusal if it is not {@code OKAY} */
    void readStatus() throws IOException {
        String status = new String(read(4), StandardCharsets.US_ASCII);
        if (status.equals("FAIL")) {
            throw new Refusal(readText());
        }
        if (!status.equals("OKAY")) {
            throw new IOException("not a status: " + status);
        }
    }

    /** A text with its length before it. */
    String readText() throws IOException {
        String length = new String(read(4), StandardCharsets.US_ASCII);
        try {
            return new String(read(Integer.parseInt(length, 16)), StandardCharsets.UTF_8);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + length, e);
        }
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        int got = 0;
        while (got < length) {
            socket.setSoTimeout(deadline.millisLeft());
            int n = in.read(bytes, got, length - got);
            if (n < 0) {
                throw new EOFException(got + " of " + length + " bytes");
            }
            got += n;
        }
        return bytes;
    }

    byte[] readToEnd(int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        while (all.size() < most) {
            socket.setSoTimeout(deadline.millisLeft());
            int n = in.read(chunk);
            if (n < 0) {
                break;
            }
            all.write(chunk, 0, n);
        }
        return all.toByteArray();
    }

    void write(byte[]... parts) throws IOException {
        deadline.millisLeft();
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }
}
