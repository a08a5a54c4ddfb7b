package io.mingcha.sessions.run;

import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.Owner;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.watch.ConsentWatch;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.plan.DeviceNeed;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs plans. One run after another, each with a recording of its own. */
public final class Runner {
    private static final String EVENTS = "events.jsonl";
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);
    /** What a run that looks at the screen watches for by itself. */
    private static final Set<String> WATCHED = Set.of(
            "install",
            "first_launch",
            "launch",
            "foreground",
            "background",
            "privacy_prompt_shown",
            "consent_accept",
            "consent_reject",
            "consent_withdraw",
            "permission_prompt",
            "permission_grant",
            "permission_deny",
            "scene_enter",
            "scene_exit");

    /** Of them those that only what is written on the screen can tell. */
    private static final Set<String> BY_SIGHT = Set.of(
            "privacy_prompt_shown",
            "consent_accept",
            "consent_reject",
            "consent_withdraw",
            "permission_prompt",
            "permission_grant",
            "permission_deny");

    private final Recogniser recogniser;
    private final CaptureService captures;
    private final Pace pace;
    private final Person person;
    private final Consumer<RunEvent> listener;

    public Runner(
            Recogniser recogniser, CaptureService captures, Pace pace, Person person, Consumer<RunEvent> listener) {
        this.recogniser = recogniser;
        this.captures = captures;
        this.pace = pace;
        this.person = person;
        this.listener = listener;
    }

    /**
     * Runs a plan on a device and lets go of the device, whatever happens.
     *
     * @throws io.mingcha.settings.FaultException if the device lacks what the plan needs; nothing is recorded then
     */
    public RunResult run(Plan plan, Device device) {
        return run(plan, device, stage -> stage.perform(plan.steps()));
    }

    /**
     * Records what a person does by hand, with the screen watched all the while.
     *
     * @param plan of which the steps are left to the person
     */
    public RunResult record(Plan plan, Device device, Hand hand) {
        return run(plan, device, stage -> stage.attend(hand));
    }

    private RunResult run(Plan plan, Device device, Consumer<LiveStage> body) {
        RunLog log = new RunLog(listener);
        RunResult result;
        try {
            able(plan, device);
            Set<String> observed = new LinkedHashSet<>(plan.spec().observes());
            observed.addAll(WATCHED);
            try (CaptureService.Recording recording = captures.start(
                    plan.spec().withObserves(observed).withRun(unfinished(plan, device)), plan.capture())) {
                log.event(
                        recording.now(),
                        "begin",
                        Text.same(plan.title() + " · " + device.name() + " · " + recording.id()));
                result = new Run(plan, device, recording, log).go(body);
            }
        } catch (RuntimeException e) {
            try {
                device.close();
            } catch (DeviceTrouble left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        return letGo(device, result, log);
    }

    /** What could not be put back on a device is told, and takes nothing away from the run. */
    private static RunResult letGo(Device device, RunResult result, RunLog log) {
        try {
            device.close();
            return result;
        } catch (DeviceTrouble left) {
            log.trouble(left, Instant.now());
            return new RunResult(result.session(), result.verdict(), result.steps(), log.events(), result.mayPass());
        }
    }

    /** What a run is until it has come to its end, in case it never does. */
    private static RunVerdict unfinished(Plan plan, Device device) {
        return new RunVerdict(
                Level.UNUSABLE,
                plan.title(),
                device.name(),
                Optional.of(plan.capture().way().label()),
                List.of(new RunVerdict.Cause(
                        "unfinished",
                        Level.UNUSABLE,
                        Text.of("运行没有结束", "the run did not come to its end"),
                        Text.of("重新运行", "Run it again"))));
    }

    private static void able(Plan plan, Device device) {
        Optional<Fault> misfit = misfit(plan, device);
        if (misfit.isPresent()) {
            throw misfit.get().asException();
        }
        canGo(plan.capture(), device);
        Set<Ability> missing = EnumSet.noneOf(Ability.class);
        missing.addAll(plan.needs());
        missing.removeAll(device.abilities());
        if (!missing.isEmpty()) {
            String names =
                    missing.stream().map(a -> a.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
            String steps = plan.all()
                    .filter(s -> s.step().needs().stream().anyMatch(missing::contains))
                    .map(s -> s.place() + " " + s.step().shown())
                    .collect(Collectors.joining("; "));
            throw new Fault(
                            Text.of("设备缺少计划需要的能力：" + names, "The device cannot do what the plan needs: " + names),
                            device.name() + ": " + steps,
                            Text.of("换一台设备或驱动，或去掉这些步骤", "Use another device or driver, or leave those steps out"))
                    .asException();
        }
    }

    /** Why a device is not one that a plan asks for; another may be. */
    public static Optional<Fault> misfit(Plan plan, Device device) {
        for (DeviceNeed need : plan.demands()) {
            if (!need.isMetBy(device)) {
                Text instead = need.instead(device);
                return Optional.of(new Fault(
                        Text.of(
                                "计划要求 " + need.shown() + "，而设备不符合：" + instead.zh(),
                                "The plan needs a device with " + need.shown() + ", this one does not fit: "
                                        + instead.en()),
                        need.place() + ", " + device.name(),
                        Text.of("换一台符合的设备，或修改计划的 device", "Use a device that fits, or change device in the plan")));
            }
        }
        return Optional.empty();
    }

    private static void canGo(CaptureWish wish, Device device) {
        if (device.ways().contains(wish.way())) {
            return;
        }
        String others = device.ways().stream().map(WayIn::label).sorted().collect(Collectors.joining(", "));
        throw new Fault(
                        Text.of(
                                "设备的流量不能经 " + wish.way().label() + " 接入",
                                "The device's traffic cannot be captured by way of "
                                        + wish.way().label()),
                        wish.where().map(p -> p + ", ").orElse("") + device.name(),
                        Text.of("该设备可用：" + others, "This device can: " + others))
                .asException();
    }

    private final class Run {
        private final Plan plan;
        private final Device device;
        private final CaptureService.Recording recording;
        private final RunLog log;
        private final ConsentWatch watch;
        private final Presence presence;
        private final Ownership ownership;
        private final Surroundings surroundings;
        private final Counting counting;
        private boolean mayPass;

        Run(Plan plan, Device device, CaptureService.Recording recording, RunLog log) {
            this.plan = plan;
            this.device = device;
            this.recording = recording;
            this.log = log;
            this.watch = new ConsentWatch(recogniser, plan.spec().app().packageName(), recording.now());
            this.presence = new Presence(plan.spec().app().packageName());
            this.ownership = new Ownership(
                    device, plan.spec().app().packageName(), plan.capture().way() == WayIn.TUNNEL, recording::now);
            this.surroundings = new Surroundings(device, recording, recogniser, presence, log);
            this.counting = new Counting(device, plan.spec().app().packageName());
        }

        RunResult go(Consumer<LiveStage> body) {
            Eye eye = new Eye(plan, device, recording, recogniser, watch, presence, ownership, surroundings, log);
            LiveStage stage = new LiveStage(plan, device, recording, eye, presence, surroundings, pace, person, log);
            log.writeTo(line -> eye.add(EVENTS, line));
            try {
                ClockReading before = device.clock();
                Device.Connected connected = device.connect(recording.route());
                connected(connected);
                if (plan.plants().orElse(false)) {
                    Sowing.sow(plan.spec().persona(), device, log, recording.now());
                }
                counting.begin(connected);
                body.accept(stage);
                stage.ended();
                surroundings.look();
                counting.end();
                clock(before, device.clock());
            } catch (DeviceTrouble e) {
                failed(e);
            } catch (LiveStage.Over e) {
                log.event(recording.now(), "end", Text.same(String.valueOf(e.getMessage())));
            } catch (Pace.Interrupted e) {
                Thread.interrupted();
                log.limited(
                        recording.now(),
                        "interrupted",
                        Level.UNUSABLE,
                        Text.of("运行被中断", "the run was interrupted"),
                        Text.of("重新运行", "Run it again"));
            }
            ownership.close();
            if (eye.isBlind()) {
                BY_SIGHT.forEach(kind -> log.unclear(
                        kind, Text.of("多数画面读不出文字", "most screens hold no text that can be read"), recording.now()));
            }
            surroundings.ended();
            CaptureService.Traffic traffic = recording.traffic();
            Map<Integer, Owner> owners = ownership.owners(recording);
            if (!owners.isEmpty()) {
                recording.own(owners);
            }
            Optional<DeviceCount> counted = counting.compared(recording.volume(), owners);
            counted.ifPresent(c -> log.concluded(recording.now(), "counted", c.told()));
            RunVerdict verdict =
                    Gate.verdict(plan, device.name(), traffic, log.markers(), presence.share(), counted, log.causes());
            verdict.causes().stream()
                    .filter(c -> !log.causes().contains(c))
                    .forEach(c -> log.concluded(recording.now(), c.kind(), RunLog.whole(c.what(), c.next())));
            log.written();
            describe(verdict);
            return new RunResult(recording.id(), verdict, log.steps(), log.events(), mayPass);
        }

        private void connected(Device.Connected connected) {
            ownership.connected(connected);
            if (!connected.proxied() && plan.capture().way() != WayIn.TUNNEL) {
                log.limited(
                        recording.now(),
                        "not_proxied",
                        Level.LIMITED,
                        Text.of("无法在设备上设置代理", "the device's proxy could not be set"),
                        Text.of("手动设置代理，或使用隧道", "Set the proxy by hand, or use the tunnel"));
            }
            if (!connected.trusted()) {
                log.event(
                        recording.now(),
                        "not_trusted",
                        Text.of(
                                "根证书不在系统区：只有允许用户证书的应用会信任它",
                                "the root is not among the system's: only apps that allow user certificates trust it"));
            }
        }

        private void clock(ClockReading before, ClockReading after) {
            Duration step = after.ahead().minus(before.ahead()).abs();
            Duration doubt = before.uncertain().plus(after.uncertain()).plus(CLOCK_STEP);
            if (step.compareTo(doubt) > 0) {
                log.limited(
                        recording.now(),
                        "clock",
                        Level.LIMITED,
                        Text.of(
                                "设备时钟在运行中跳变了 " + step.toSeconds() + " 秒",
                                "the device's clock jumped by " + step.toSeconds() + " s during the run"),
                        Text.of("打开自动校时后重新运行", "Switch automatic time on and run it again"));
            }
            log.event(
                    recording.now(),
                    "clock",
                    Text.of(
                            "设备时钟快 " + after.ahead().toMillis() + " 毫秒 ± "
                                    + after.uncertain().toMillis(),
                            "the device's clock is " + after.ahead().toMillis() + " ms ahead ± "
                                    + after.uncertain().toMillis()));
        }

        private void failed(DeviceTrouble e) {
            log.trouble(e, recording.now());
            mayPass = e.mayPass();
            boolean early = log.markers().stream().map(Marker::kind).noneMatch(WATCHED::contains);
            log.cause(
                    e.kind().name().toLowerCase(Locale.ROOT),
                    early || e.kind() == DeviceTrouble.Kind.APP_CRASHED ? Level.UNUSABLE : Level.LIMITED,
                    e.fault().what(),
                    Text.of(
                            e.fault().remedy().in(Language.ZH),
                            e.fault().remedy().in(Language.EN)));
        }

        /** What the screen told beside markers, and what nobody can vouch for. */
        private void describe(RunVerdict verdict) {
            SessionSpec spec = recording.spec();
            Map<String, String> noted = new LinkedHashMap<>(spec.noted());
            watch.noted().forEach(noted::putIfAbsent);
            Set<String> observed = new LinkedHashSet<>(spec.observes());
            log.unclear().stream().map(MarkerKinds::kindOf).forEach(observed::remove);
            recording.describe(spec.withNoted(noted).withObserves(observed).withRun(verdict));
        }
    }
}
