package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.mingcha.certs.Leaf;
import io.mingcha.certs.LeafRequest;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** gRPC as grpc-java speaks it, on both ends. */
@Timeout(180)
class GrpcTest {
    private static final MethodDescriptor<String, String> UNARY = method("unary", MethodType.UNARY);
    private static final MethodDescriptor<String, String> UP = method("up", MethodType.CLIENT_STREAMING);
    private static final MethodDescriptor<String, String> DOWN = method("down", MethodType.SERVER_STREAMING);
    private static final MethodDescriptor<String, String> BOTH = method("both", MethodType.BIDI_STREAMING);
    private static final MethodDescriptor<String, String> SILENT = method("silent", MethodType.UNARY);
    private static final MethodDescriptor<String, String> FAILING = method("failing", MethodType.UNARY);
    private static final Metadata.Key<String> DETAIL = Metadata.Key.of("x-detail", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir
    Path directory;

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private Bench bench;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.in(directory);
        Leaf leaf = bench.world.authority().issue(LeafRequest.of("api.example"));
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .sslContext(GrpcSslContexts.configure(
                                io.netty.handler.ssl.SslContextBuilder.forServer(leaf.key(), leaf.chain()))
                        .build())
                .addService(service())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("api.example", server.getPort())
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(bench.authority.root())
                        .build())
                .proxyDetector(target -> HttpConnectProxiedSocketAddress.newBuilder()
                        .setTargetAddress(InetSocketAddress.createUnresolved("api.example", server.getPort()))
                        .setProxyAddress(bench.address())
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        bench.close();
    }

    private ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("mingcha.Test")
                .addMethod(UNARY, ServerCalls.asyncUnaryCall((request, replies) -> {
                    replies.onNext("re: " + request);
                    replies.onCompleted();
                }))
                .addMethod(UP, ServerCalls.asyncClientStreamingCall(GrpcTest::gather))
                .addMethod(DOWN, ServerCalls.asyncServerStreamingCall((request, replies) -> {
                    for (int i = 0; i < 100; i++) {
                        replies.onNext(request + i);
                    }
                    replies.onCompleted();
                }))
                .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(GrpcTest::answerEach))
                .addMethod(SILENT, ServerCalls.asyncUnaryCall((request, replies) -> {
                    ((ServerCallStreamObserver<String>) replies).setOnCancelHandler(cancelled::countDown);
                    arrived.countDown();
                }))
                .addMethod(FAILING, ServerCalls.asyncUnaryCall((request, replies) -> {
                    Metadata trailers = new Metadata();
                    trailers.put(DETAIL, "no such thing");
                    replies.onError(
                            Status.NOT_FOUND.withDescription("not there").asRuntimeException(trailers));
                }))
                .build();
    }

    private static StreamObserver<String> gather(StreamObserver<String> replies) {
        List<String> all = new ArrayList<>();
        return observer(all::add, () -> {
            replies.onNext(String.join(",", all));
            replies.onCompleted();
        });
    }

    private static StreamObserver<String> answerEach(StreamObserver<String> replies) {
        return observer(request -> replies.onNext("re: " + request), replies::onCompleted);
    }

    private static StreamObserver<String> observer(java.util.function.Consumer<String> next, Runnable completed) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String value) {
                next.accept(value);
            }

            @Override
            public void onError(Throwable problem) {}

            @Override
            public void onCompleted() {
                completed.run();
            }
        };
    }

    @Test
    void a_unary_call_keeps_its_metadata_and_its_trailers() {
        Metadata metadata = new Metadata();
        metadata.put(DETAIL, "mine");
        Channel with = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS);
        assertThat(ClientCalls.blockingUnaryCall(with, UNARY, options, "hello")).isEqualTo("re: hello");
        Flow flow = bench.flow();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        Head.Request head = flow.requestHead().orElseThrow();
        assertThat(head.target()).isEqualTo("/mingcha.Test/unary");
        assertThat(head.header("te")).contains("trailers");
        assertThat(head.header("grpc-timeout")).isPresent();
        assertThat(head.header("x-detail")).contains("mine");
        assertThat(flow.response().orElseThrow().trailers()).contains(new Header("grpc-status", "0"));
        assertThat(flow.request().orElseThrow().body().length()).isEqualTo(5 + 5);
    }

    @Test
    void streams_up_and_down() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        StreamObserver<String> requests = ClientCalls.asyncClientStreamingCall(
                channel.newCall(UP, CallOptions.DEFAULT), observer(replies::add, () -> {}));
        for (int i = 0; i < 5; i++) {
            requests.onNext("n" + i);
        }
        requests.onCompleted();
        assertThat(replies.poll(60, TimeUnit.SECONDS)).isEqualTo("n0,n1,n2,n3,n4");
        List<String> all = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(channel, DOWN, CallOptions.DEFAULT, "m")
                .forEachRemaining(all::add);
        assertThat(all).hasSize(100).startsWith("m0").endsWith("m99");
        assertThat(bench.sink.await(2)).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
    }

    @Test
    void each_reply_arrives_before_the_next_request_is_sent() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        CountDownLatch completed = new CountDownLatch(1);
        StreamObserver<String> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(BOTH, CallOptions.DEFAULT), observer(replies::add, completed::countDown));
        for (int i = 0; i < 200; i++) {
            requests.onNext("q" + i);
            assertThat(replies.poll(60, TimeUnit.SECONDS)).isEqualTo("re: q" + i);
        }
        requests.onCompleted();
        assertThat(completed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void an_error_comes_in_the_only_head() {
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, FAILING, CallOptions.DEFAULT, "x"))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
                    assertThat(e.getTrailers().get(DETAIL)).isEqualTo("no such thing");
                });
        Flow flow = bench.flow();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(flow.responseHead().orElseThrow().header("grpc-status")).contains("5");
    }

    @Test
    void a_deadline_that_passes_is_seen_by_both_ends() throws Exception {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, SILENT, options, "x"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.flow().outcome().state()).isEqualTo(Outcome.State.INCOMPLETE);
    }

    @Test
    void the_server_sees_a_cancellation() throws Exception {
        ClientCallStreamObserver<String>[] call = call();
        ClientCalls.asyncUnaryCall(
                channel.newCall(SILENT, CallOptions.DEFAULT),
                "x",
                new io.grpc.stub.ClientResponseObserver<String, String>() {
                    @Override
                    public void beforeStart(ClientCallStreamObserver<String> stream) {
                        call[0] = stream;
                    }

                    @Override
                    public void onNext(String value) {}

                    @Override
                    public void onError(Throwable problem) {}

                    @Override
                    public void onCompleted() {}
                });
        assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
        call[0].cancel("enough", null);
        assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.flow().outcome().reason()).isEqualTo("client_reset");
        assertThat(bench.flow().outcome().detail()).contains("CANCEL");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ClientCallStreamObserver<String>[] call() {
        return new ClientCallStreamObserver[1];
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        MethodDescriptor.Marshaller<String> text = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(String value) {
                return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String parse(InputStream stream) {
                try {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.<String, String>newBuilder(text, text)
                .setType(type)
                .setFullMethodName("mingcha.Test/" + name)
                .build();
    }
}
