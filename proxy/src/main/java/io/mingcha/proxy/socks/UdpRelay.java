package io.mingcha.proxy.socks;

import io.mingcha.proxy.dns.NameService;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.relay.UdpFlow;
import io.mingcha.proxy.upstream.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one SOCKS5 client, as long as its connection stands. QUIC (UDP 443) is refused, so that apps fall back
 * to what can be read; questions for names are answered; everything else passes and is recorded.
 */
final class UdpRelay extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final int DNS_PORT = 53;
    private static final int MOST_DESTINATIONS = 256;

    private final Engine engine;
    private final NameService names;
    private final ClientConnection client;
    private final InetAddress clientAddress;
    private final Map<UdpHeader, UdpFlow> flows = new HashMap<>();
    private @Nullable InetSocketAddress clientPort;
    private @Nullable Channel channel;

    private UdpRelay(Engine engine, NameService names, ClientConnection client) {
        this.engine = engine;
        this.names = names;
        this.client = client;
        this.clientAddress = ((InetSocketAddress) client.channel().remoteAddress()).getAddress();
    }

    /** Opens a port for a client's datagrams, beside the address that it connected to. */
    static Future<InetSocketAddress> open(Engine engine, NameService names, ClientConnection client, Channel control) {
        Promise<InetSocketAddress> opened = control.eventLoop().newPromise();
        InetAddress here = ((InetSocketAddress) control.localAddress()).getAddress();
        UdpRelay relay = new UdpRelay(engine, names, client);
        new Bootstrap()
                .group(control.eventLoop())
                .channel(Transport.datagramChannel(control.eventLoop()))
                .handler(relay)
                .bind(new InetSocketAddress(here, 0))
                .addListener((ChannelFuture f) -> {
                    if (f.isSuccess()) {
                        control.closeFuture().addListener(closed -> f.channel().close());
                        opened.setSuccess((InetSocketAddress) f.channel().localAddress());
                    } else {
                        opened.setFailure(f.cause());
                    }
                });
        return opened;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
        boolean ours = datagram.sender().getAddress().equals(clientAddress)
                && (clientPort == null || clientPort.equals(datagram.sender()));
        if (!ours) {
            return;
        }
        clientPort = datagram.sender();
        ByteBuf content = datagram.content();
        UdpHeader.read(content).ifPresent(to -> {
            if (to.port() == DNS_PORT) {
                ask(to, ByteBufUtil.getBytes(content));
                return;
            }
            UdpFlow flow = flows.get(to);
            if (flow == null && flows.size() < MOST_DESTINATIONS) {
                flow = new UdpFlow(
                        engine,
                        ctx.channel().eventLoop(),
                        client.number(),
                        client.client(),
                        to.host(),
                        to.port(),
                        this::answer,
                        () -> flows.remove(to));
                flows.put(to, flow);
            }
            if (flow != null) {
                flow.send(content.retainedSlice());
            }
        });
    }

    /** Whomever the app asks for a name, we answer. */
    private void ask(UdpHeader to, byte[] question) {
        InetAddress here = ((InetSocketAddress) client.channel().localAddress()).getAddress();
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(to.host());
        InetSocketAddress from = new InetSocketAddress(literal == null ? here : literal, to.port());
        names.answer(question, client.number(), client.client(), here, true)
                .thenAccept(answer -> client.channel().eventLoop().execute(() -> {
                    if (answer.length > 0) {
                        answer(from, Unpooled.wrappedBuffer(answer));
                    }
                }));
    }

    private void answer(InetSocketAddress from, ByteBuf payload) {
        Channel here = channel;
        InetSocketAddress to = clientPort;
        if (here == null || to == null || !here.isActive()) {
            payload.release();
            return;
        }
        ByteBuf header = here.alloc().buffer(22);
        UdpHeader.write(header, from);
        here.writeAndFlush(
                new DatagramPacket(here.alloc().compositeBuffer(2).addComponents(true, header, payload), to));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        List.copyOf(flows.values()).forEach(UdpFlow::close);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // a datagram that cannot be sent is lost, as datagrams may be
    }
}
