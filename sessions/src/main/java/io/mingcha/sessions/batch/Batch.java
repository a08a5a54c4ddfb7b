package io.mingcha.sessions.batch;

import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.batch.Ledger.Try.Came;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works a batch off: one worker a device, each run with a recording of its own. What the ledger says is settled is not run
 * again. A device that hangs costs the run that it hangs in; whoever waits for it goes on without.
 */
public final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int DEAD_AFTER = 2;

    private final BatchFile file;
    private final Map<Job, Plan> plans;
    private final Ledger ledger;
    private final Function<String, Runner> runners;
    private final Function<String, Device> devices;
    private final LongSupplier room;
    private final Pace pace;
    private final Watcher watcher;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Map<String, Integer> failuresInRow = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    /** By plan and variant, the devices that do not fit it. */
    private final Map<String, Set<String>> misfits = new HashMap<>();

    private final List<Thread> workers = new ArrayList<>();
    private int running;
    private boolean ending;

    /** Is told how a batch goes on; on any thread. */
    public interface Watcher {
        /** @param left how many jobs wait or run */
        void progress(int settled, int left, int all);

        /** A run begins on a device. */
        void began(Job job, String device);

        /** A device does not fit what it took; another may. */
        void givenBack(Job job, String device);

        void settled(Job job, String device, Came came, Text why, Optional<String> session);
    }

    /**
     * @param plans what each job runs
     * @param runners who runs on a device, by its name
     * @param room bytes that are free for recordings
     */
    public Batch(
            BatchFile file,
            Map<Job, Plan> plans,
            Ledger ledger,
            Function<String, Runner> runners,
            Function<String, Device> devices,
            LongSupplier room,
            Pace pace,
            Watcher watcher) {
        this.file = file;
        this.plans = Map.copyOf(plans);
        this.ledger = ledger;
        this.runners = runners;
        this.devices = devices;
        this.room = room;
        this.pace = pace;
        this.watcher = watcher;
    }

    /** Works until all is settled, or {@link #end} was called and what ran has ended. */
    public void run() {
        recall();
        long over = pace.nanos() + file.time().toNanos();
        for (String device : file.devices()) {
            Thread worker = new Thread(() -> work(device, over), "batch-" + device);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
        for (Thread worker : workers) {
            join(worker);
        }
        leaveOut(Text.of("没有可用的设备", "no device was left to run it on"));
    }

    /** Begins no further run; those that are under way are asked to end. */
    public void end() {
        synchronized (this) {
            ending = true;
        }
        workers.forEach(Thread::interrupt);
    }

    /** Takes up what an earlier process left: settled jobs stay settled, a try without an end counts as one. */
    private synchronized void recall() {
        Map<String, Ledger.Try> last = new HashMap<>();
        for (Ledger.Try one : ledger.tries()) {
            last.put(one.job(), one);
            if (one.came() != Came.LEFT_OUT) {
                tries.merge(one.job(), 1, Integer::sum);
            }
        }
        for (Job job : file.jobs()) {
            Ledger.@Nullable Try before = last.get(job.key());
            if (before == null || !before.isSettled()) {
                waiting.add(job);
            }
        }
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String device, long over) {
        int lost = 0;
        while (lost < DEAD_AFTER) {
            Optional<Job> job = next(device, over);
            if (job.isEmpty()) {
                return;
            }
            int cost = attempt(job.get(), device);
            lost = cost == 0 ? 0 : lost + cost;
        }
        LOG.warn("device {} is left out: too many runs in a row were lost to it", device);
    }

    /** Waits while others may still give a job back. */
    private synchronized Optional<Job> next(String device, long over) {
        while (!ending) {
            if (pace.nanos() - over >= 0) {
                leaveOut(Text.of("时间预算已用完", "the time of the batch is used up"));
                return Optional.empty();
            }
            if (!waiting.isEmpty() && room.getAsLong() < file.disk()) {
                leaveOut(Text.of("磁盘空间低于预算", "less disk is free than the batch must leave"));
                return Optional.empty();
            }
            for (Job job : List.copyOf(waiting)) {
                if (misfits.getOrDefault(job.subject(), Set.of()).contains(device)) {
                    continue;
                }
                waiting.remove(job);
                if (failuresInRow.getOrDefault(job.subject(), 0) >= file.quarantineAfter()) {
                    settle(job, device, Came.LEFT_OUT, quarantined(job), Optional.empty(), Optional.empty());
                    continue;
                }
                running++;
                return Optional.of(job);
            }
            if (running == 0) {
                return Optional.empty();
            }
            try {
                wait();
            } catch (InterruptedException e) {
                ending = true;
            }
        }
        return Optional.empty();
    }

    private Text quarantined(Job job) {
        int times = failuresInRow.getOrDefault(job.subject(), 0);
        return Text.of(
                job.subject() + " 连续失败 " + times + " 次，已隔离",
                job.subject() + " failed " + times + " times in a row and is quarantined");
    }

    private synchronized void leaveOut(Text why) {
        if (ending) {
            return;
        }
        while (!waiting.isEmpty()) {
            settle(waiting.remove(), "", Came.LEFT_OUT, why, Optional.empty(), Optional.empty());
        }
    }

    /** How much the device has lost of our trust by it: all of it, if it still holds what hung. */
    private int attempt(Job job, String name) {
        ledger.began(job.key(), name, Instant.now());
        watcher.began(job, name);
        synchronized (this) {
            tries.merge(job.key(), 1, Integer::sum);
        }
        Plan plan = Objects.requireNonNull(plans.get(job), "every job has a plan");
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread doing = new Thread(
                () -> {
                    try {
                        result.complete(run(plan, name));
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "run-" + name);
        doing.setDaemon(true);
        doing.start();
        try {
            RunResult came = result.get(pace.real(plan.limit().plus(GRACE)).toMillis(), TimeUnit.MILLISECONDS);
            boolean again = came.mayPass() && came.verdict().level() != Level.FULL;
            conclude(job, name, again ? Came.FAILED_FOR_NOW : Came.RAN, why(came), Optional.of(came));
            return again ? 1 : 0;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Misfit misfit) {
                giveBack(job, name, misfit.why());
                return 0;
            }
            boolean again = cause instanceof DeviceTrouble trouble && trouble.mayPass();
            conclude(job, name, again ? Came.FAILED_FOR_NOW : Came.FAILED, why(cause), Optional.empty());
            return again ? 1 : 0;
        } catch (TimeoutException e) {
            doing.interrupt();
            conclude(
                    job,
                    name,
                    Came.FAILED_FOR_NOW,
                    Text.of("设备没有反应，运行被放弃", "the device hung; the run was given up"),
                    Optional.empty());
            return ends(doing) ? 1 : DEAD_AFTER;
        } catch (InterruptedException e) {
            doing.interrupt();
            ends(doing);
            conclude(job, name, Came.OPEN, Text.of("被中断", "interrupted"), Optional.empty());
            return 0;
        }
    }

    private RunResult run(Plan plan, String name) {
        Device device = devices.apply(name);
        try {
            Optional<Fault> misfit = Runner.misfit(plan, device);
            if (misfit.isPresent()) {
                throw new Misfit(misfit.get());
            }
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
        return runners.apply(name).run(plan, device);
    }

    /** A plan asks for another device than this one. */
    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        Misfit(Fault fault) {
            super(fault.toString());
            this.fault = fault;
        }

        Text why() {
            return Text.of(fault.in(Language.ZH), fault.in(Language.EN));
        }
    }

    /** Leaves a job to the devices that fit it; if there is none, it has failed. */
    private synchronized void giveBack(Job job, String device, Text why) {
        Set<String> without = misfits.computeIfAbsent(job.subject(), s -> new HashSet<>());
        without.add(device);
        if (without.containsAll(file.devices())) {
            conclude(job, device, Came.FAILED, why, Optional.empty());
            return;
        }
        running--;
        tries.merge(job.key(), -1, Integer::sum);
        ledger.ended(job.key(), Came.LEFT_OUT, Optional.empty(), Optional.empty(), why, Instant.now());
        watcher.givenBack(job, device);
        waiting.add(job);
        notifyAll();
    }

    /** Whether a run that is not wanted any more lets go of its device in time. */
    private boolean ends(Thread doing) {
        try {
            doing.join(pace.real(GRACE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !doing.isAlive();
    }

    private static Text why(RunResult came) {
        return came.verdict().causes().isEmpty()
                ? Text.same("")
                : came.verdict().causes().get(0).what();
    }

    private static Text why(Throwable cause) {
        if (cause instanceof DeviceTrouble trouble) {
            return Text.of(trouble.fault().in(Language.ZH), trouble.fault().in(Language.EN));
        }
        if (cause instanceof FaultException fault) {
            return Text.of(fault.fault().in(Language.ZH), fault.fault().in(Language.EN));
        }
        LOG.warn("a run ended in an error of ours", cause);
        return Text.same(String.valueOf(cause));
    }

    private synchronized void conclude(Job job, String device, Came came, Text why, Optional<RunResult> result) {
        running--;
        boolean good = result.map(r -> r.verdict().level() != Level.UNUSABLE).orElse(false);
        failuresInRow.merge(job.subject(), 1, Integer::sum);
        if (good || came == Came.OPEN) {
            failuresInRow.put(job.subject(), 0);
        }
        boolean more = came == Came.FAILED_FOR_NOW && tries.getOrDefault(job.key(), 1) < file.attempts();
        Came noted = came == Came.FAILED_FOR_NOW && !more ? Came.FAILED : came;
        settle(job, device, noted, why, result.map(RunResult::session), result.map(RunResult::verdict));
        if (more && !ending) {
            waiting.add(job);
        }
        notifyAll();
    }

    private void settle(
            Job job, String device, Came came, Text why, Optional<String> session, Optional<RunVerdict> verdict) {
        if (came == Came.LEFT_OUT) {
            ledger.began(job.key(), device, Instant.now());
        }
        if (came != Came.OPEN) {
            ledger.ended(job.key(), came, session, verdict, why, Instant.now());
        }
        watcher.settled(job, device, came, why, session);
        int left = waiting.size() + running;
        watcher.progress(file.jobs().size() - left, left, file.jobs().size());
    }
}
