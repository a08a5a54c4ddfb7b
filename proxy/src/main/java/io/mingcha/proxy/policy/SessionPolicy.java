package io.mingcha.proxy.policy;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.mingcha.flows.Client;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.policy.InterceptRule.Action;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What people decided, then what the session taught: who refuses the certificate of a host twice is passed through when it
 * comes again, so that one pinned host does not cost an app its session. Everything is forgotten with the session; the
 * refusals of a host when its client takes the certificate, and all those of a client when it takes a certificate for the
 * first time, since the authority may have been installed meanwhile. Safe for several threads.
 */
public final class SessionPolicy implements InterceptPolicy {
    /** Hostile clients can name hosts without end. */
    private static final int MOST = 10_000;

    private static final String AFTER_REFUSALS = "passed_after_refusals";
    private static final String WANTS_CERTIFICATE = "client_certificate_wanted";

    private final Supplier<InterceptRules> written;
    private final List<InterceptRule> said = new ArrayList<>();
    private final Cache<Key, Attempts> attempts =
            CacheBuilder.newBuilder().maximumSize(MOST).build();
    private final Cache<Name, Boolean> accepted =
            CacheBuilder.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Boolean> trusting =
            CacheBuilder.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Boolean> wanting =
            CacheBuilder.newBuilder().maximumSize(MOST).build();
    private final Set<Passed> passed = new TreeSet<>();

    private record Name(String who, String host) {}

    private record Key(String who, String host, String ja4) {
        static Key of(Target target) {
            return new Key(target.client().who(), target.host(), target.hello().ja4());
        }
    }

    /** Somebody who is passed through because of what the session taught. */
    public record Passed(String host, String who, String ja4, String reason, String detail)
            implements Comparable<Passed> {
        @Override
        public int compareTo(Passed other) {
            return (host + ' ' + who + ' ' + ja4).compareTo(other.host + ' ' + other.who + ' ' + other.ja4);
        }
    }

    /**
     * @param written the rules as they stand now; asked for each decision
     */
    public SessionPolicy(Supplier<InterceptRules> written) {
        this.written = written;
    }

    @Override
    public CompletionStage<Decision> decide(Target target) {
        return CompletableFuture.completedFuture(decision(target));
    }

    private synchronized Decision decision(Target target) {
        Optional<InterceptRule> rule =
                new InterceptRules(said).of(target).or(() -> written.get().of(target));
        if (rule.isPresent()) {
            return rule.get().decision();
        }
        if (wanting.getIfPresent(place(target.host(), target.port())) != null) {
            return pass(target, WANTS_CERTIFICATE, "the server wants a certificate of its client");
        }
        Key key = Key.of(target);
        Attempts known = attempts(key);
        boolean taken = accepted.getIfPresent(new Name(key.who(), key.host())) != null;
        return !known.next(target, taken) ? Decision.INTERCEPT : pass(target, AFTER_REFUSALS, known.detail());
    }

    @Override
    public synchronized Optional<Decision.Block> blocks(Client client, String host, int port) {
        return Stream.concat(said.stream(), written.get().list().stream())
                .filter(r -> r.holdsWithoutTls(client, host, port))
                .findFirst()
                .map(InterceptRule::decision)
                .filter(Decision.Block.class::isInstance)
                .map(Decision.Block.class::cast);
    }

    private Decision pass(Target target, String reason, String detail) {
        if (passed.size() < MOST) {
            passed.add(new Passed(
                    target.host(), target.client().who(), target.hello().ja4(), reason, detail));
        }
        return new Decision.PassThrough(reason, detail);
    }

    @Override
    public synchronized void refused(Refusal refusal) {
        Key key = Key.of(refusal.target());
        boolean silent = refusal.alert().isEmpty();
        if (!silent || accepted.getIfPresent(new Name(key.who(), key.host())) == null) {
            attempts(key).refused(refusal);
        }
    }

    private Attempts attempts(Key key) {
        Attempts known = attempts.getIfPresent(key);
        if (known == null) {
            known = new Attempts();
            attempts.put(key, known);
        }
        return known;
    }

    @Override
    public synchronized void accepted(Target target) {
        Key key = Key.of(target);
        attempts.invalidate(key);
        accepted.put(new Name(key.who(), key.host()), true);
        if (trusting.getIfPresent(key.who()) == null) {
            trusting.put(key.who(), true);
            attempts.asMap().keySet().removeIf(k -> k.who().equals(key.who()));
        }
    }

    @Override
    public synchronized void clientCertificateWanted(String host, int port) {
        wanting.put(place(host, port), true);
    }

    private static String place(String host, int port) {
        return host + ' ' + port;
    }

    /** Decides on a host for the rest of the session, before everything that is written. */
    public synchronized void rule(Action action, HostPattern host) {
        said.removeIf(r -> r.hosts().contains(host));
        said.add(
                0,
                new InterceptRule(
                        action, List.of(host), Set.of(), List.of(), Set.of(), Text.same(""), "mingcha intercept"));
    }

    /** Forgets what was said and learnt of hosts. True if there was anything. */
    public synchronized boolean forget(HostPattern host) {
        boolean any = said.removeIf(r -> r.hosts().contains(host));
        any |= passed.removeIf(p -> host.matches(p.host()));
        any |= attempts.asMap().keySet().removeIf(k -> host.matches(k.host()));
        any |= wanting.asMap().keySet().removeIf(p -> host.matches(p.substring(0, p.indexOf(' '))));
        return any;
    }

    /** The rules in force, those of this session first. */
    public synchronized InterceptRules rules() {
        List<InterceptRule> all = new ArrayList<>(said);
        all.addAll(written.get().list());
        return new InterceptRules(all);
    }

    /** Who was passed through because of what the session taught. */
    public synchronized List<Passed> passed() {
        return List.copyOf(passed);
    }
}
