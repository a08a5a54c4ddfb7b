package io.mingcha.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One end of a connection in plain view: whole messages where that helps, single bytes where it matters. */
public final class Peer implements AutoCloseable {
    private final Socket socket;
    private final Socket tcp;
    private final InputStream in;
    private final OutputStream out;

    public Peer(Socket socket) throws IOException {
        this(socket, socket);
    }

    /**
     * @param tcp the connection under {@code socket}, which may be TLS
     */
    public Peer(Socket socket, Socket tcp) throws IOException {
        this.socket = socket;
        this.tcp = tcp;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        this.out = socket.getOutputStream();
    }

    /**
     * A message as it stood on the wire.
     *
     * @param head first line and headers, with the empty line
     */
    public record Received(String head, byte[] body) {
        public String firstLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(l -> l.substring(prefix.length()).strip())
                    .findFirst();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Socket socket() {
        return socket;
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    public Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Peer send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    public Peer sendByteByByte(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            out.write(b);
            out.flush();
        }
        return this;
    }

    /** First line and headers up to the empty line; fails at the end of the stream. */
    public String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
            boolean next = b == (matched % 2 == 0 ? '\r' : '\n');
            matched = next ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** A request or response whose body is framed by length or chunks. */
    public Received read() throws IOException {
        String head = readHead();
        Received bare = new Received(head, new byte[0]);
        if (bare.header("Transfer-Encoding").isPresent()) {
            return new Received(head, readChunks());
        }
        int length = bare.header("Content-Length").map(Integer::parseInt).orElse(0);
        return new Received(head, readBytes(length));
    }

    public byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length);
        }
        return bytes;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine(), 16);
            if (size == 0) {
                break;
            }
            body.write(readBytes(size));
            readLine();
        }
        String trailer = readLine();
        while (!trailer.isEmpty()) {
            trailer = readLine();
        }
        return body.toByteArray();
    }

    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
            b = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    public String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Answers with a body framed by its length. */
    public Peer reply(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        send("HTTP/1.1 " + status + " OK\r\nContent-Type: text/plain\r\nContent-Length: " + bytes.length + "\r\n\r\n");
        return send(bytes);
    }

    /** Ends the TCP connection without a word of TLS. */
    public void cut() throws IOException {
        tcp.close();
    }

    /** Ends the TCP connection with a reset. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
