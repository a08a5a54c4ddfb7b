package io.mingcha.bench.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.RunVerdict;
import io.mingcha.store.SessionStore;
import io.mingcha.store.SessionSummary;
import io.mingcha.store.StoredSession;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.TestServer;
import io.mingcha.testkit.TlsWorld;
import io.mingcha.testkit.phone.AdbWorld;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A batch of many sessions on eight phones: where each exchange went, and what a session costs. */
public final class Night {
    private static final int PHONES = 8;
    private static final int EXCHANGES = 500;
    private static final int FASTER = 20;
    private static final long LIVE_GROWTH_MIB = 24;
    /** Outside the heap: beside compiled code the buffers of sessions that ended, which go with a full collection. */
    private static final long NATIVE_GROWTH_MIB = 128;
    /** Between two moments that each have up to eight sessions under way. */
    private static final long DESCRIPTOR_GROWTH = 96;

    private static final long MOST_SECONDS_PER_SESSION = 20;
    private static final String WHOLE_HEAP_RESIDENT = "-Xms384m -Xmx384m -XX:+AlwaysPreTouch";
    private static final String PLAN = """
            app: {package: %s, first_party: [soak.example]}
            limit: 60m
            verdict: {markers: [first_launch, consent_accept]}
            steps:
              - clear
              - launch
              - wait_for: {recognised: notice}
                timeout: 10m
              - tap: {recognised: agree}
                timeout: 10m
              - idle: 60s
            """.formatted(Reader.PACKAGE);

    private final Path home;
    private final Path folder;
    private final int runs;
    private final PrintStream out;
    private boolean good = true;

    private Night(Path home, Path folder, int runs, PrintStream out) {
        this.home = home;
        this.folder = folder;
        this.runs = runs;
        this.out = out;
    }

    /** True if everything held. */
    public static boolean run(Workspace workspace, Path home, int runs, PrintStream out)
            throws IOException, InterruptedException {
        // the last ones run while it is measured
        Night night = new Night(home, workspace.folder("night"), Math.max(runs, PHONES + 2), out);
        if (AdbWorld.program().isEmpty()) {
            night.check(false, "this machine has no adb: scripts/install soak installs it");
        } else {
            night.go(workspace.folder("adb"), workspace.folder("night-internet"));
        }
        out.println(night.good ? "PASS  night" : "FAIL  night");
        return night.good;
    }

    private void check(boolean holds, String what) {
        good &= holds;
        out.println((holds ? "PASS  " : "FAIL  ") + what);
    }

    private void go(Path adb, Path internet) throws IOException, InterruptedException {
        try (TlsWorld world = TlsWorld.in(internet);
                Rack rack = new Rack(adb, PHONES, EXCHANGES)) {
            TestServer server = world.tls(Night::serve, "*.soak.example");
            Files.writeString(folder.resolve("reader.yaml"), PLAN);
            Files.writeString(
                    folder.resolve("night.yaml"),
                    "devices: [" + rack.names() + "]\nruns: [{plan: reader.yaml, times: " + runs + "}]\ndisk: 1MB\n");
            work(rack, server.port(), world.authorityFile());
            results();
            sessions(rack);
        }
    }

    private static void serve(Peer peer) throws IOException {
        while (true) {
            peer.read();
            peer.reply(200, "{\"ok\":true,\"text\":\"" + "x".repeat(1000) + "\"}");
        }
    }

    private void work(Rack rack, int port, Path authority) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(rack.environment());
        environment.put("MINGCHA_OPTS", WHOLE_HEAP_RESIDENT);
        List<String> command = List.of(
                home.resolve("bin/mingcha").toString(),
                "batch",
                folder.resolve("night.yaml").toString(),
                "--faster",
                String.valueOf(FASTER),
                "--lang",
                "en",
                "--data",
                data().toString(),
                "--out",
                folder.toString(),
                "--resolve",
                "*=127.0.0.1:" + port,
                "--upstream-ca",
                authority.toString());
        long begun = System.nanoTime();
        try (Child batch = Child.start("mingcha batch", folder.resolve("batch.log"), command, environment)) {
            long deadline = begun + TimeUnit.SECONDS.toNanos(120 + MOST_SECONDS_PER_SESSION * runs);
            Measure early = await(batch, Math.max(1, runs / 5), deadline);
            Measure late = await(batch, Math.min(runs - 2, runs * 9 / 10), deadline);
            bounded(early, late);
            while (batch.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(200);
            }
            check(
                    !batch.isAlive(),
                    String.format("the batch came to its end in %.0f s", (System.nanoTime() - begun) / 1e9));
            String log = batch.log();
            check(
                    !log.contains("LEAK") && !log.contains("OutOfMemory") && !log.contains("Exception"),
                    "no leak, no lack of memory and no error of ours in its output");
        }
    }

    /** How the process was when so many runs were done. */
    private record Measure(long done, double cpu, long live, long resident, long peak, long descriptors) {}

    private Measure await(Child batch, int done, long deadline) throws IOException, InterruptedException {
        while (batch.isAlive() && System.nanoTime() < deadline) {
            long now = batch.log().lines().filter(l -> l.contains(" · ran · ")).count();
            if (now >= done) {
                double cpu = batch.cpuSeconds();
                return new Measure(
                        now, cpu, batch.liveHeapMiB(), batch.residentMiB(), batch.peakMiB(), batch.descriptors());
            }
            Thread.sleep(50);
        }
        throw new IOException("the batch does not get on: " + batch.log());
    }

    private void bounded(Measure early, Measure late) {
        String when = " after " + early.done() + " sessions, after " + late.done() + " ";
        check(
                late.live() - early.live() <= LIVE_GROWTH_MIB,
                "live heap " + early.live() + " MiB" + when + late.live() + " MiB");
        check(
                late.resident() - early.resident() <= NATIVE_GROWTH_MIB,
                "resident " + early.resident() + " MiB" + when + late.resident() + " MiB, at most " + late.peak()
                        + " MiB");
        check(
                late.descriptors() - early.descriptors() <= DESCRIPTOR_GROWTH,
                "descriptors " + early.descriptors() + when + late.descriptors());
        out.printf(
                "      a session of %d exchanges costs %.2f CPU seconds of the batch process, its start shared among all, and"
                        + " %.1f MiB of live heap while it runs%n",
                EXCHANGES, late.cpu() / late.done(), early.live() / (double) PHONES);
    }

    private void results() throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(folder.resolve("night.json").toFile())
                .path("runs");
        int ran = 0;
        int tries = 0;
        Set<String> ids = new HashSet<>();
        for (JsonNode run : all) {
            tries += run.path("tries").asInt();
            if (run.path("came").asText().equals("ran")
                    && run.path("verdict").asText().equals("full")) {
                ran++;
            } else {
                out.println("      " + run);
            }
            ids.add(run.path("session").asText());
        }
        check(
                ran == runs && all.size() == runs && ids.size() == runs,
                ran + " of " + runs + " runs carry a verdict, in " + ids.size() + " sessions, " + tries + " tries");
    }

    private void sessions(Rack rack) throws IOException {
        Map<String, String> names = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (Rack.Place place : rack.places()) {
            missing.addAll(place.app().sent());
            names.put(place.phone().address(), place.app().phone());
        }
        int sent = missing.size();
        int kept = 0;
        int astray = 0;
        int unsound = 0;
        SessionStore store = SessionStore.at(data());
        List<SessionSummary> sessions = store.sessions();
        for (SessionSummary summary : sessions) {
            try (StoredSession session = store.open(summary.id())) {
                String phone = names.getOrDefault(
                        session.session().spec().run().map(RunVerdict::device).orElse(""), "?");
                Set<String> launches = new TreeSet<>();
                for (Flow flow : session.flows()) {
                    String target = flow.requestHead().map(Head.Request::target).orElse("");
                    if (!target.isEmpty()) {
                        kept++;
                        String[] parts = target.split("/");
                        launches.add(parts[3]);
                        astray += parts[2].equals(phone) && launches.size() == 1 ? 0 : 1;
                        missing.remove(target);
                    }
                }
                unsound += session.verify().isSound() ? 0 : 1;
            }
        }
        check(
                sent >= runs * EXCHANGES,
                sent + " exchanges were made on " + rack.places().size() + " phones");
        check(astray == 0, astray + " of " + kept + " are in the session of another phone or launch");
        check(missing.isEmpty() && kept == sent, missing.size() + " are in no session");
        check(unsound == 0, unsound + " of " + sessions.size() + " sessions do not verify");
        out.printf("      a session takes %.2f MiB of disk%n", bytes(data()) / (double) (1 << 20) / sessions.size());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }
}
