package io.mingcha.proxy.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.engine.TestEngine;
import io.mingcha.testkit.RecordingSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

class NameServiceFuzz {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(HERE, 0);
    private static final Client CLIENT = new Client("192.0.2.7:5353", Optional.empty());
    private static final int HEADER = 12;

    /** A name server without a socket, for ten million questions: it answers what it is told to, under the id of the question. */
    private static final class Server implements IoClientFactory {
        private byte[] answer = {};

        @Override
        public UdpIoClient createOrGetUdpClient() {
            return (local, remote, query, question, max, timeout) ->
                    CompletableFuture.completedFuture(said(question, max));
        }

        @Override
        public TcpIoClient createOrGetTcpClient() {
            return (local, remote, query, question, timeout) ->
                    CompletableFuture.completedFuture(said(question, answer.length));
        }

        private byte[] said(byte[] question, int most) {
            byte[] said = Arrays.copyOf(answer, Math.max(HEADER, Math.min(answer.length, most)));
            System.arraycopy(question, 0, said, 0, 2);
            return said;
        }
    }

    /** Made when the first input comes, and kept for all. */
    private static final class World {
        static final Server SERVER = new Server();
        static final Engine ENGINE =
                TestEngine.of(ProxyConfig.listening(ANY_PORT).withNameServers(List.of(ANY_PORT)), new RecordingSink());
    }

    @FuzzTest
    void whatever_is_asked_gets_one_answer_or_none(byte[] data) throws Exception {
        World.SERVER.answer = new byte[] {0, 0, (byte) 0x81, (byte) 0x80};
        RecordingSink sink = new RecordingSink();
        byte[] answer = ask(data, sink);
        if (answer.length == 0) {
            assertThat(sink.opened()).isZero();
        } else {
            isOne(answer, data, sink);
        }
    }

    @FuzzTest
    void whatever_a_server_says_its_asker_gets_an_answer(byte[] data) throws Exception {
        Name name = Name.fromConstantString("api.example.");
        byte[] question =
                Message.newQuery(Record.newRecord(name, Type.HTTPS, DClass.IN)).toWire();
        World.SERVER.answer = data;
        RecordingSink sink = new RecordingSink();
        isOne(ask(question, sink), question, sink);
    }

    private static byte[] ask(byte[] question, RecordingSink sink) throws Exception {
        return new NameService(TestEngine.recordingTo(sink, World.ENGINE), World.SERVER)
                .answer(question, 1, CLIENT, HERE, true)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static void isOne(byte[] answer, byte[] question, RecordingSink sink) throws IOException {
        assertThat(answer).hasSizeGreaterThanOrEqualTo(HEADER);
        assertThat(Arrays.copyOf(answer, 2)).isEqualTo(Arrays.copyOf(question, 2));
        Message asked = new Message(question);
        int most = asked.getOPT() == null ? 512 : Math.max(512, asked.getOPT().getPayloadSize());
        assertThat(answer).hasSizeLessThanOrEqualTo(most);
        Flow flow = sink.only();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(flow.request().orElseThrow().body().length()).isEqualTo(question.length);
        assertThat(flow.response().orElseThrow().body().length()).isEqualTo(answer.length);
    }
}
