package io.mingcha.proxy.dns;

import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.site.LocalSite;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.io.DefaultIoClientFactory;
import org.xbill.DNS.io.IoClientFactory;

/** Answers questions for addresses and records who asked what and got what. Used by many event loops. */
public final class NameService {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int MOST_UNDER_WAY = 1_000;
    private static final int SMALL_DATAGRAM = 512;
    private static final int LONGEST_MESSAGE = 65_535;
    private static final int TTL_OF_OUR_OWN = 5;

    private final Engine engine;
    private final IoClientFactory transports;
    private final List<InetSocketAddress> servers;
    private final AtomicInteger underWay = new AtomicInteger();

    public NameService(Engine engine) {
        this(engine, new DefaultIoClientFactory());
    }

    NameService(Engine engine, IoClientFactory transports) {
        this.engine = engine;
        this.transports = transports;
        List<InetSocketAddress> chosen = engine.config().nameServers();
        this.servers = chosen.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : chosen;
    }

    /**
     * Answers one message.
     *
     * @param connection the number of the client's connection, or of its question if there is none
     * @param client who asks
     * @param here the address at which we were asked
     * @param datagram whether the answer must fit into what the client takes as a datagram
     * @return the answer's bytes, empty if the question deserves none
     */
    public CompletionStage<byte[]> answer(
            byte[] question, int connection, Client client, InetAddress here, boolean datagram) {
        Message query;
        try {
            query = new Message(question);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        Record asked = query.getQuestion();
        if (query.getHeader().getFlag(Flags.QR)
                || asked == null
                || query.getHeader().getOpcode() != Opcode.QUERY) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        int most = datagram ? largest(query) : LONGEST_MESSAGE;
        Recording recording = open(asked, question, connection, client);
        if (LocalSite.isOurs(asked.getName().toString(true))) {
            engine.site().asked(client, asked.getName().toString(true).toLowerCase(Locale.ROOT));
            return CompletableFuture.completedFuture(
                    answered(query, ours(query, asked, here), Set.of(), recording, most));
        }
        if (servers.isEmpty() || underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            return CompletableFuture.completedFuture(answered(query, failure(query), Set.of(), recording, most));
        }
        return ask(query, 0)
                .thenApply(answer -> answered(query, answer, ServiceHints.remove(answer), recording, most))
                .exceptionally(e -> answered(query, failure(query), Set.of(), recording, most))
                .whenComplete((bytes, e) -> underWay.decrementAndGet());
    }

    /** One server after the other. */
    private CompletionStage<Message> ask(Message query, int server) {
        SimpleResolver resolver = new SimpleResolver(servers.get(server));
        resolver.setTimeout(PATIENCE);
        resolver.setEDNS(-1);
        resolver.setIoClientFactory(transports);
        CompletionStage<Message> asked = resolver.sendAsync(query.clone());
        if (server + 1 == servers.size()) {
            return asked;
        }
        return asked.handle((answer, problem) ->
                        problem == null ? CompletableFuture.completedStage(answer) : ask(query, server + 1))
                .thenCompose(next -> next);
    }

    private byte[] answered(Message query, Message answer, Set<String> removed, Recording recording, int most) {
        answer.getHeader().setID(query.getHeader().getID());
        byte[] bytes = answer.toWire(most);
        Instant now = engine.sink().now();
        recording.head(Direction.RESPONSE, head(answer, removed), now);
        recording.bytes(Direction.RESPONSE, Unpooled.wrappedBuffer(bytes));
        recording.end(Direction.RESPONSE, List.of(), true);
        recording.close(Outcome.COMPLETE);
        return bytes;
    }

    /** In the words of a DNS URI (RFC 4501), so that it reads {@code dns://server/name?type=A}. */
    private Recording open(Record asked, byte[] question, int connection, Client client) {
        Instant now = engine.sink().now();
        String name = asked.getName().toString(true).toLowerCase(Locale.ROOT);
        Optional<InetSocketAddress> server = servers.stream().findFirst();
        Server to = new Server(
                server.map(s -> s.getAddress().getHostAddress()).orElse("none"),
                server.map(InetSocketAddress::getPort).orElse(53),
                server.map(s -> s.getAddress().getHostAddress()),
                Optional.empty());
        Recording recording = engine.open(new FlowSink.Opening(connection, "dns", "DNS", client, to, now));
        String target = "/" + name + "?type=" + Type.string(asked.getType());
        recording.head(Direction.REQUEST, new Head.Request("QUERY", target, "DNS", List.of()), now);
        recording.bytes(Direction.REQUEST, Unpooled.wrappedBuffer(question));
        recording.end(Direction.REQUEST, List.of(), true);
        return recording;
    }

    private static Head head(Message answer, Set<String> removed) {
        List<Header> said = new ArrayList<>();
        for (Record record : answer.getSection(Section.ANSWER)) {
            said.add(new Header(
                    "answer",
                    record.getName().toString(true) + " " + record.getTTL() + " " + Type.string(record.getType()) + " "
                            + record.rdataToString()));
        }
        removed.forEach(hint -> said.add(new Header("removed-by-proxy", hint)));
        int code = answer.getRcode();
        return new Head.Response(code, Rcode.string(code), "DNS", said);
    }

    private static Message ours(Message query, Record asked, InetAddress here) {
        Message answer = reply(query, Rcode.NOERROR);
        boolean v4 = here instanceof Inet4Address;
        if (asked.getType() == Type.A && v4) {
            answer.addRecord(new ARecord(asked.getName(), asked.getDClass(), TTL_OF_OUR_OWN, here), Section.ANSWER);
        } else if (asked.getType() == Type.AAAA && !v4) {
            answer.addRecord(new AAAARecord(asked.getName(), asked.getDClass(), TTL_OF_OUR_OWN, here), Section.ANSWER);
        }
        return answer;
    }

    private static Message failure(Message query) {
        return reply(query, Rcode.SERVFAIL);
    }

    private static Message reply(Message query, int code) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        answer.getHeader().setRcode(code);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private static int largest(Message query) {
        return query.getOPT() == null
                ? SMALL_DATAGRAM
                : Math.max(SMALL_DATAGRAM, query.getOPT().getPayloadSize());
    }
}
