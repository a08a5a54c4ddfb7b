package io.mingcha.cli.traffic;

import io.mingcha.flows.Client;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.Refusal;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.policy.Target;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The policy of a session, which says once of each address that it may not use the proxy, or now may. */
public final class AnnouncingPolicy implements InterceptPolicy {
    private static final int MOST = 1_000;

    private final SessionPolicy session;
    private final Set<InetAddress> announced = ConcurrentHashMap.newKeySet();
    private final Consumer<InetAddress> announce;
    private final Consumer<InetAddress> welcome;

    public AnnouncingPolicy(SessionPolicy session, Consumer<InetAddress> announce, Consumer<InetAddress> welcome) {
        this.session = session;
        this.announce = announce;
        this.welcome = welcome;
    }

    public SessionPolicy session() {
        return session;
    }

    @Override
    public CompletionStage<Decision> decide(Target target) {
        return session.decide(target);
    }

    @Override
    public Optional<Decision.Block> blocks(Client client, String host, int port) {
        return session.blocks(client, host, port);
    }

    @Override
    public void refused(Refusal refusal) {
        session.refused(refusal);
    }

    @Override
    public void accepted(Target target) {
        session.accepted(target);
    }

    @Override
    public void clientCertificateWanted(String host, int port) {
        session.clientCertificateWanted(host, port);
    }

    @Override
    public void turnedAway(InetAddress address) {
        if (announced.size() < MOST && announced.add(address)) {
            announce.accept(address);
        }
    }

    @Override
    public void letIn(InetAddress address) {
        welcome.accept(address);
    }
}
