package io.mingcha.cli;

import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.Target;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads whatever can be read, and says once of each address that it may not use the proxy, or now may. */
final class AnnouncingPolicy implements InterceptPolicy {
    private static final int MOST = 1_000;

    private final InterceptPolicy readAll = InterceptPolicy.interceptAll();
    private final Set<InetAddress> announced = ConcurrentHashMap.newKeySet();
    private final Consumer<InetAddress> announce;
    private final Consumer<InetAddress> welcome;

    AnnouncingPolicy(Consumer<InetAddress> announce, Consumer<InetAddress> welcome) {
        this.announce = announce;
        this.welcome = welcome;
    }

    @Override
    public CompletionStage<Decision> decide(Target target) {
        return readAll.decide(target);
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
