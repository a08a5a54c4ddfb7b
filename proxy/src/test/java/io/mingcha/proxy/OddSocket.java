package io.mingcha.proxy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket whose first bytes go out together with a prefix, or which sends everything byte by byte. */
final class OddSocket extends Socket {
    private final Socket real;
    private final byte[] prefix;
    private final boolean byteByByte;
    private final InputStream in;
    private boolean begun;

    /**
     * @param in what is read, which may differ from the real socket's stream
     */
    OddSocket(Socket real, byte[] prefix, boolean byteByByte, InputStream in) {
        this.real = real;
        this.prefix = prefix;
        this.byteByByte = byteByByte;
        this.in = in;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(real.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                byte[] first = begun ? new byte[0] : prefix;
                begun = true;
                byte[] all = new byte[first.length + length];
                System.arraycopy(first, 0, all, 0, first.length);
                System.arraycopy(bytes, offset, all, first.length, length);
                if (byteByByte) {
                    for (byte b : all) {
                        out.write(b);
                        out.flush();
                    }
                } else {
                    out.write(all);
                }
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return real.getInetAddress();
    }

    @Override
    public int getPort() {
        return real.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return real.getRemoteSocketAddress();
    }

    @Override
    public boolean isClosed() {
        return real.isClosed();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
