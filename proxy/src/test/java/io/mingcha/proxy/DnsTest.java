package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteResponse;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.HTTPSRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SVCBBase;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Names, asked of the proxy. */
class DnsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path directory;

    private DatagramSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::answer, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    /** A name server that knows one name. */
    private void answer() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                server.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                Message answer = new Message(query.getHeader().getID());
                answer.getHeader().setFlag(Flags.QR);
                Record asked = query.getQuestion();
                answer.addRecord(asked, Section.QUESTION);
                if (asked.getType() == Type.A) {
                    answer.addRecord(
                            new ARecord(asked.getName(), DClass.IN, 60, InetAddress.getByName("192.0.2.1")),
                            Section.ANSWER);
                } else if (asked.getType() == Type.HTTPS) {
                    answer.addRecord(service(asked.getName()), Section.ANSWER);
                } else {
                    answer.getHeader().setRcode(Rcode.NXDOMAIN);
                }
                byte[] bytes = answer.toWire();
                server.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static HTTPSRecord service(Name name) throws IOException {
        SVCBBase.ParameterEch ech = new SVCBBase.ParameterEch();
        ech.fromWire(new byte[] {1, 2, 3, 4});
        return new HTTPSRecord(
                name,
                DClass.IN,
                60,
                1,
                Name.root,
                List.of(new SVCBBase.ParameterAlpn(List.of("h3", "h2")), new SVCBBase.ParameterPort(8443), ech));
    }

    private Bench bench() {
        return Bench.in(
                directory,
                c -> c.withDns(ANY_PORT)
                        .withNameServers(List.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))));
    }

    private static Message ask(Bench bench, String name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(bench.proxy.dnsAddress().orElseThrow());
        resolver.setTimeout(Duration.ofSeconds(20));
        resolver.setTCP(tcp);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }

    @Test
    void a_question_is_passed_on_and_recorded_with_its_answer() throws Exception {
        try (Bench bench = bench()) {
            Message answer = ask(bench, "api.example", Type.A, false);

            assertThat(answer.getSection(Section.ANSWER).get(0).rdataToString()).isEqualTo("192.0.2.1");
            Flow flow = bench.flow();
            assertThat(flow.url()).isEqualTo("dns://127.0.0.1:" + server.getLocalPort() + "/api.example?type=A");
            assertThat(flow.responseHead().orElseThrow().headers())
                    .containsExactly(new Header("answer", "api.example 60 A 192.0.2.1"));
        }
    }

    @Test
    void hints_at_what_nobody_could_read_are_taken_out_and_the_record_says_so() throws Exception {
        try (Bench bench = bench()) {
            Message answer = ask(bench, "api.example", Type.HTTPS, true);

            HTTPSRecord service =
                    (HTTPSRecord) answer.getSection(Section.ANSWER).get(0);
            assertThat(service.getSvcParamKeys()).containsExactly(SVCBBase.ALPN, SVCBBase.PORT);
            assertThat(service.rdataToString()).contains("alpn=h2").doesNotContain("h3");
            assertThat(bench.flow().responseHead().orElseThrow().headers())
                    .contains(new Header("removed-by-proxy", "ech"), new Header("removed-by-proxy", "h3"));
        }
    }

    @Test
    void our_own_name_leads_to_us() throws Exception {
        try (Bench bench = bench()) {
            Message answer = ask(bench, "mingcha.test", Type.A, false);

            assertThat(answer.getSection(Section.ANSWER).get(0).rdataToString()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void what_does_not_exist_does_not_exist_here_either() throws Exception {
        try (Bench bench = bench()) {
            assertThat(ask(bench, "none.example", Type.TXT, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        }
    }

    @Test
    void a_silent_name_server_becomes_a_failure() throws Exception {
        try (Bench bench = bench()) {
            server.close();
            assertThat(ask(bench, "api.example", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
        }
    }

    @Test
    void rubbish_gets_no_answer_and_the_next_question_does() throws Exception {
        try (Bench bench = bench();
                DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress at = bench.proxy.dnsAddress().orElseThrow();
            byte[] answerInsteadOfQuestion = Message.newQuery(
                            Record.newRecord(Name.fromString("a.example."), Type.A, DClass.IN))
                    .toWire();
            answerInsteadOfQuestion[2] |= (byte) 0x80;
            for (byte[] rubbish : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[600], answerInsteadOfQuestion)) {
                socket.send(new DatagramPacket(rubbish, rubbish.length, at));
            }
            try (Socket tcp = new Socket(at.getAddress(), at.getPort())) {
                tcp.setSoTimeout(60_000);
                tcp.getOutputStream().write(new byte[] {0, 3, 9, 9, 9});
                assertThat(tcp.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(ask(bench, "api.example", Type.A, false).getRcode()).isZero();
        }
    }

    @Test
    void questions_through_socks_are_answered_whoever_was_asked() throws Exception {
        try (Bench bench = Bench.in(
                        directory,
                        c -> c.withSocks(ANY_PORT)
                                .withNameServers(List.of(new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), server.getLocalPort()))));
                Socket control = new Socket(
                        InetAddress.getLoopbackAddress(),
                        bench.proxy
                                .address(ProxyServer.WayIn.SOCKS)
                                .orElseThrow()
                                .getPort());
                DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.setSoTimeout(60_000);
            int relay = SocksTest.associate(control);
            byte[] query = Message.newQuery(Record.newRecord(Name.fromString("api.example."), Type.A, DClass.IN))
                    .toWire();
            byte[] datagram = new byte[10 + query.length];
            System.arraycopy(new byte[] {0, 0, 0, 1, (byte) 192, 0, 2, 53, 0, 53}, 0, datagram, 0, 10);
            System.arraycopy(query, 0, datagram, 10, query.length);
            client.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), relay));
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            client.receive(answer);

            byte[] bytes = Arrays.copyOfRange(answer.getData(), 10, answer.getLength());
            assertThat(Arrays.copyOf(answer.getData(), 10)).isEqualTo(Arrays.copyOf(datagram, 10));
            assertThat(new Message(bytes).getSection(Section.ANSWER).get(0).rdataToString())
                    .isEqualTo("192.0.2.1");
        }
    }

    @Test
    void every_name_below_ours_is_ours_and_the_site_learns_who_asked() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        LocalSite site = new LocalSite() {
            @Override
            public SiteResponse answer(SiteRequest request) {
                return SiteResponse.notFound();
            }

            @Override
            public void asked(Client client, String name) {
                asked.add(client.address().replaceFirst(":\\d+$", "") + " " + name);
            }
        };
        try (Bench bench = Bench.in(directory, c -> c.withDns(ANY_PORT), InterceptPolicy.interceptAll(), site)) {
            Message answer = ask(bench, "Fresh1.mingcha.test", Type.A, false);

            assertThat(answer.getSection(Section.ANSWER))
                    .singleElement()
                    .satisfies(r -> assertThat(r.rdataToString()).isEqualTo("127.0.0.1"));
            assertThat(asked.poll(60, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 fresh1.mingcha.test");
        }
    }
}
