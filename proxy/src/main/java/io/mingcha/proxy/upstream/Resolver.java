package io.mingcha.proxy.upstream;

import io.mingcha.proxy.config.ResolveOverride;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Names to addresses: the user's overrides first, then the system's resolver with its hosts file and search rules. The
 * system's blocks, so it has threads of its own.
 */
final class Resolver implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int WAITING = 1024;

    private final List<ResolveOverride> overrides;
    private final Lookup system;
    private final ExecutorService lookups;

    /** A name service that may take its time. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * Where a host is.
     *
     * @param chosen whether an override said so
     */
    record Resolution(List<InetSocketAddress> addresses, boolean chosen) {}

    Resolver(List<ResolveOverride> overrides, Lookup system) {
        this.overrides = overrides;
        this.system = system;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "mingcha-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.lookups = pool;
    }

    Future<Resolution> resolve(Destination destination, EventExecutor loop) {
        Optional<ResolveOverride> override = overrides.stream()
                .filter(o -> o.pattern().matches(destination.host())
                        || destination.serverName().filter(o.pattern()::matches).isPresent())
                .findFirst();
        if (override.isPresent()) {
            ResolveOverride chosen = override.get();
            InetSocketAddress address =
                    new InetSocketAddress(chosen.address(), chosen.port().orElse(destination.port()));
            return loop.newSucceededFuture(new Resolution(List.of(address), true));
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(destination.host());
        if (literal != null) {
            return loop.newSucceededFuture(
                    new Resolution(List.of(new InetSocketAddress(literal, destination.port())), false));
        }
        return lookUp(destination, loop);
    }

    private Future<Resolution> lookUp(Destination destination, EventExecutor loop) {
        Promise<Resolution> promise = loop.newPromise();
        try {
            lookups.execute(() -> {
                try {
                    List<InetSocketAddress> addresses = Arrays.stream(system.addresses(destination.host()))
                            .map(a -> new InetSocketAddress(a, destination.port()))
                            .toList();
                    promise.trySuccess(new Resolution(addresses, false));
                } catch (UnknownHostException e) {
                    promise.tryFailure(e);
                }
            });
        } catch (RejectedExecutionException e) {
            promise.tryFailure(e);
        }
        return promise;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
