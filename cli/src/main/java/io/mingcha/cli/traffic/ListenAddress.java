package io.mingcha.cli.traffic;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine;

/** Reads {@code ADDR:PORT}, {@code [v6]:PORT}, {@code :PORT} or {@code PORT}; without an address loopback. */
public class ListenAddress implements CommandLine.ITypeConverter<InetSocketAddress> {
    public static final int USUAL_PORT = 8888;

    private final int usualPort;

    ListenAddress() {
        this(USUAL_PORT);
    }

    ListenAddress(int usualPort) {
        this.usualPort = usualPort;
    }

    @Override
    public InetSocketAddress convert(String text) {
        try {
            int colon = text.lastIndexOf(':');
            boolean hasPort = colon >= 0 && text.indexOf(']') < colon;
            hasPort &= text.indexOf(':') == colon || text.indexOf(']') >= 0;
            String host = hasPort ? text.substring(0, colon) : text.matches("\\d+") ? "" : text;
            String port = hasPort ? text.substring(colon + 1) : text.matches("\\d+") ? text : String.valueOf(usualPort);
            String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            InetAddress address = bare.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bare);
            int number = Integer.parseInt(port);
            if (number < 0 || number > 65_535) {
                throw new NumberFormatException();
            }
            return new InetSocketAddress(address, number);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new Fault(
                            Text.of("不是地址和端口", "This is not an address with a port"),
                            text,
                            Text.of(
                                    "写法如 127.0.0.1:" + usualPort + "，端口为 0 至 65535",
                                    "Write it like 127.0.0.1:" + usualPort + ", the port from 0 to 65535"))
                    .asException(e);
        }
    }
}
