package io.mingcha.sessions.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.PaperCaptures;
import io.mingcha.sessions.PaperDevice;
import io.mingcha.sessions.batch.Ledger.Try;
import io.mingcha.sessions.batch.Ledger.Try.Came;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.Recognisable;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Fault;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {
    private static final Recogniser RECOGNISER =
            new Recogniser(ConsentTexts.load(Path.of("..", "config", "consent.yaml")));

    private final PaperCaptures captures = new PaperCaptures();
    private final Paper ledger = new Paper();
    private final List<String> settled = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();
    private final List<String> givenBack = new ArrayList<>();
    private String demands = "";
    private volatile long room = Long.MAX_VALUE;
    private Function<String, Device> devices = name -> device(name, () -> {});

    /** A ledger in memory. */
    private static final class Paper implements Ledger {
        private final List<Try> tries = new ArrayList<>();

        @Override
        public synchronized List<Try> tries() {
            return List.copyOf(tries);
        }

        @Override
        public synchronized void began(String job, String device, Instant at) {
            tries.add(new Try(
                    job, device, at, Optional.empty(), Came.OPEN, Optional.empty(), Optional.empty(), Text.same("")));
        }

        @Override
        public synchronized void ended(
                String job, Came came, Optional<String> session, Optional<RunVerdict> verdict, Text why, Instant at) {
            for (int i = tries.size() - 1; i >= 0; i--) {
                Try t = tries.get(i);
                if (t.job().equals(job)) {
                    tries.set(i, new Try(job, t.device(), t.began(), Optional.of(at), came, session, verdict, why));
                    return;
                }
            }
        }

        synchronized Map<Came, Integer> counts() {
            Map<Came, Integer> counts = new HashMap<>();
            tries.forEach(t -> counts.merge(t.came(), 1, Integer::sum));
            return counts;
        }
    }

    private static PaperDevice device(String name, Runnable onScreen) {
        PaperDevice device = new PaperDevice(name).page("start", PaperDevice.APP, List.of("首页"));
        device.onScreen(onScreen);
        return device;
    }

    private static DeviceTrouble trouble(DeviceTrouble.Kind kind) {
        return new DeviceTrouble(kind, new Fault(Text.same(kind.name()), "paper", Text.same("see to it")));
    }

    private static Plan plan(String steps) {
        return PlanFile.parse(
                        "plan.yaml",
                        "app: {package: " + PaperDevice.APP + "}\nlimit: 2m\nsteps: " + steps + "\n",
                        Path.of("."),
                        new PlanWords(
                                new Vocabulary(List.of(), List.of(), List.of(), Map.of()),
                                Recognisable.names(),
                                (said, folder) -> {}),
                        UnaryOperator.identity())
                .plan();
    }

    private Batch batch(String yaml, Pace pace) {
        BatchFile file = BatchFile.parse("night.yaml", yaml);
        Map<Job, Plan> plans = new HashMap<>();
        file.jobs().forEach(job -> plans.put(job, plan("[launch, {idle: 2s}]\n" + demands)));
        Runner runner = new Runner(RECOGNISER, captures, pace, Person.NOBODY, event -> {});
        return new Batch(file, plans, ledger, device -> runner, devices, () -> room, pace, new Batch.Watcher() {
            @Override
            public void progress(int done, int left, int all) {}

            @Override
            public synchronized void givenBack(Job job, String device) {
                begun.remove(job.key() + " " + device);
                givenBack.add(job.key() + " " + device);
            }

            @Override
            public synchronized void began(Job job, String device) {
                begun.add(job.key() + " " + device);
            }

            @Override
            public synchronized void settled(Job job, String device, Came came, Text why, Optional<String> session) {
                settled.add(job.key() + " " + device + " " + came);
            }
        });
    }

    private void run(String yaml) {
        batch(yaml, Pace.faster(100)).run();
    }

    @Test
    void every_job_runs_once_and_devices_share_the_work() {
        run("devices: [a, b, c, d]\nruns: [{plan: p.yaml, variants: [accept, refuse], times: 20}]\n");

        assertThat(begun)
                .as("each is told when it begins, on the device that it ended on")
                .containsExactlyInAnyOrderElementsOf(
                        settled.stream().map(s -> s.replace(" RAN", "")).toList());
        assertThat(ledger.counts()).isEqualTo(Map.of(Came.RAN, 40));
        assertThat(ledger.tries().stream().map(Try::job)).doesNotHaveDuplicates();
        assertThat(ledger.tries().stream().map(Try::device).distinct()).hasSize(4);
        assertThat(ledger.tries().stream().map(t -> t.session().orElseThrow())).doesNotHaveDuplicates();
        assertThat(captures.recordings).allMatch(r -> r.closed);
    }

    @Test
    void what_is_settled_is_not_run_again_and_what_was_cut_is() {
        ledger.began("p.yaml#1", "a", Instant.now());
        ledger.ended("p.yaml#1", Came.RAN, Optional.of("s0"), Optional.empty(), Text.same(""), Instant.now());
        ledger.began("p.yaml#2", "a", Instant.now());

        run("devices: [a]\nruns: [{plan: p.yaml, times: 3}]\n");

        assertThat(ledger.tries().stream().map(Try::job))
                .containsExactly("p.yaml#1", "p.yaml#2", "p.yaml#2", "p.yaml#3");
        assertThat(settled).containsExactly("p.yaml#2 a RAN", "p.yaml#3 a RAN");
    }

    @Test
    void a_plan_that_asks_for_a_certain_device_waits_for_one_that_fits() {
        demands = "device: {android: '>= 14'}";
        devices = name -> {
            PaperDevice device = device(name, () -> {});
            device.hasRelease(name.equals("new") ? "14" : "10");
            return device;
        };

        run("devices: [old, older, new]\nruns: [{plan: p.yaml, times: 6}]\n");

        assertThat(settled)
                .containsExactlyInAnyOrder(
                        "p.yaml#1 new RAN",
                        "p.yaml#2 new RAN",
                        "p.yaml#3 new RAN",
                        "p.yaml#4 new RAN",
                        "p.yaml#5 new RAN",
                        "p.yaml#6 new RAN");
        assertThat(givenBack).hasSizeBetween(1, 2).allMatch(g -> g.contains(" old"));
    }

    @Test
    void a_plan_that_no_device_fits_has_failed_and_says_why() {
        demands = "device: {android: '>= 15'}";

        run("devices: [a, b]\nruns: [p.yaml]\n");

        assertThat(settled).hasSize(1).allMatch(s -> s.endsWith(" FAILED"));
        assertThat(ledger.tries().get(ledger.tries().size() - 1).why().en())
                .contains("android: >= 15", "it is android 13");
    }

    @Test
    void what_may_pass_is_tried_again_and_then_given_up() {
        AtomicInteger opened = new AtomicInteger();
        devices = name -> {
            if (opened.incrementAndGet() <= 1) {
                throw trouble(DeviceTrouble.Kind.OFFLINE);
            }
            return device(name, () -> {});
        };
        run("devices: [a]\nattempts: 2\nruns: [p.yaml]\n");
        assertThat(settled).containsExactly("p.yaml#1 a FAILED_FOR_NOW", "p.yaml#1 a RAN");

        settled.clear();
        devices = name -> {
            throw trouble(DeviceTrouble.Kind.OFFLINE);
        };
        run("devices: [a]\nattempts: 2\nruns: [q.yaml]\n");
        assertThat(settled).containsExactly("q.yaml#1 a FAILED_FOR_NOW", "q.yaml#1 a FAILED");
    }

    @Test
    void what_cannot_pass_is_not_tried_again() {
        devices = name -> {
            throw trouble(DeviceTrouble.Kind.UNAUTHORISED);
        };

        run("devices: [a]\nattempts: 5\nruns: [p.yaml]\n");

        assertThat(settled).containsExactly("p.yaml#1 a FAILED");
    }

    @Test
    void a_device_that_hangs_costs_only_the_run_it_hangs_in() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        devices = name -> device(name, () -> {
            if (name.equals("stuck")) {
                awaitForever(never);
            }
        });
        run("devices: [stuck, good]\nattempts: 3\nruns: [{plan: p.yaml, times: 12}]\n");

        assertThat(ledger.tries().stream().filter(t -> t.came() == Came.RAN)).hasSize(12);
        assertThat(ledger.tries().stream().filter(t -> t.device().equals("stuck")))
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(t -> t.why().en().contains("hung"));
        never.countDown();
    }

    // a device that hangs does not care about being interrupted
    private static void awaitForever(CountDownLatch never) {
        boolean hanging = true;
        while (hanging) {
            try {
                hanging = !never.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                hanging = true;
            }
        }
    }

    @Test
    void a_flaky_plan_is_quarantined_and_others_go_on() {
        captures.traffic(new CaptureService.Traffic(0, 0, 0, true));
        run("devices: [a]\nquarantine_after: 3\nruns: [{plan: p.yaml, times: 10}]\n");

        assertThat(ledger.counts()).isEqualTo(Map.of(Came.RAN, 3, Came.LEFT_OUT, 7));
        assertThat(ledger.tries().get(9).why().en()).contains("p.yaml failed 3 times in a row");
    }

    @Test
    void no_run_begins_without_room_on_the_disk_or_after_its_time() {
        room = 10;
        run("devices: [a]\ndisk: 1GB\nruns: [{plan: p.yaml, times: 3}]\n");
        assertThat(ledger.counts()).isEqualTo(Map.of(Came.LEFT_OUT, 3));

        room = Long.MAX_VALUE;
        run("devices: [a]\ntime: 0s\nruns: [{plan: q.yaml, times: 3}]\n");
        assertThat(ledger.counts()).isEqualTo(Map.of(Came.LEFT_OUT, 6));
    }

    @Test
    void what_was_left_out_is_taken_up_by_the_next_start() {
        room = 10;
        run("devices: [a]\ndisk: 1GB\nruns: [{plan: p.yaml, times: 3}]\n");
        room = Long.MAX_VALUE;
        run("devices: [a]\ndisk: 1GB\nruns: [{plan: p.yaml, times: 3}]\n");

        assertThat(ledger.counts()).isEqualTo(Map.of(Came.LEFT_OUT, 3, Came.RAN, 3));
    }

    @Test
    void a_device_whose_hung_run_lets_go_is_used_again() {
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        devices = name -> device(name, opened.incrementAndGet() > 1 ? () -> {} : () -> awaitInterrupt(never));
        run("devices: [a]\nruns: [{plan: p.yaml, times: 3}]\n");

        assertThat(ledger.counts()).isEqualTo(Map.of(Came.FAILED_FOR_NOW, 1, Came.RAN, 3));
    }

    private static void awaitInterrupt(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_batch_is_named_after_its_file_from_wherever_it_is_started() {
        BatchFile file = BatchFile.parse("/lab/rack-2/night.yaml", "devices: [a, b, a]\nruns: [p]\n");

        assertThat(file.name()).isEqualTo("night");
        assertThat(file.devices()).containsExactly("a", "b");
    }

    @Test
    void a_batch_that_is_ended_leaves_the_rest_for_the_next_time() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        devices = name -> device(name, begun::countDown);
        Batch batch = batch("devices: [a, b]\nruns: [{plan: p.yaml, times: 50}]\n", Pace.REAL);
        Thread running = new Thread(batch::run);
        running.start();
        begun.await();
        batch.end();
        running.join();

        int done = ledger.counts().getOrDefault(Came.RAN, 0);
        assertThat(done).isLessThan(50);
        devices = name -> device(name, () -> {});
        run("devices: [a, b]\nruns: [{plan: p.yaml, times: 50}]\n");
        assertThat(ledger.tries().stream().filter(Try::isSettled).map(Try::job).distinct())
                .hasSize(50);
    }

    @Test
    void what_is_wrong_with_a_batch_file_is_told_with_its_place() {
        assertThatThrownBy(() -> BatchFile.parse("n.yaml", "devices: [a]\nruns: [{plam: x}]\ndisk: 5TB\nattempts: 0\n"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("n.yaml:2:")
                .hasMessageContaining("Did you mean plan?")
                .hasMessageContaining("5TB")
                .hasMessageContaining("0 is not between 1 and 10");
        assertThat(BatchFile.parse("n.yaml", "devices: a\nruns: [p]\ntime: 8h\ndisk: 500MB\n")
                        .time())
                .isEqualTo(Duration.ofHours(8));
    }
}
