package io.mingcha.proxy.front;

import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.WayIn;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Heads;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.record.Recording;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.littleshoot.proxy.ActivityTrackerAdapter;
import org.littleshoot.proxy.FlowContext;

/** LittleProxy answers a malformed first request by itself, with 400 and before any filter: here it is recorded. */
final class MalformedFirstRequests extends ActivityTrackerAdapter {
    private final Engine engine;

    MalformedFirstRequests(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void requestReceivedFromClient(FlowContext flow, HttpRequest request) {
        if (!request.decoderResult().isFailure() || engine.connections().isStopping()) {
            return;
        }
        Origin origin = FrontRouter.origin(request);
        Client client = Optional.ofNullable(flow.getClientAddress())
                .map(a -> new Client(
                        a.getAddress().getHostAddress() + ":" + a.getPort(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(WayIn.PROXY)))
                .orElse(Client.UNKNOWN);
        Recording recording = engine.open(new FlowSink.Opening(
                engine.sink().nextConnection(),
                "http",
                request.protocolVersion().text(),
                client,
                new Server(origin.host(), origin.port(), Optional.empty(), Optional.empty()),
                engine.sink().now()));
        recording.head(
                Direction.REQUEST,
                Heads.of(request, request.uri()),
                engine.sink().now());
        recording.end(Direction.REQUEST, List.of(), false);
        recording.close(Outcome.failed(
                "malformed_request",
                String.valueOf(request.decoderResult().cause().getMessage())));
    }
}
