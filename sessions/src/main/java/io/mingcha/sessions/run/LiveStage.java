package io.mingcha.sessions.run;

import io.mingcha.flows.Marker;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.plan.Phrase;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlannedStep;
import io.mingcha.sessions.plan.PlannedStep.Otherwise;
import io.mingcha.sessions.plan.References;
import io.mingcha.sessions.plan.Stage;
import io.mingcha.sessions.plan.Step;
import io.mingcha.sessions.plan.Target;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out the steps of one run on one device, with a limit on each and on all of them. */
final class LiveStage implements Stage {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Duration BETWEEN_IDLE_LOOKS = Duration.ofSeconds(2);
    private static final String COVERED = "covered";

    private final Plan plan;
    private final Device device;
    private final CaptureService.Recording recording;
    private final Eye eye;
    private final Presence presence;
    private final Surroundings surroundings;
    private final Pace pace;
    private final Person person;
    private final RunLog log;
    private final Map<String, String> answers = new HashMap<>();
    private final long over;
    private long stepOver;
    private @Nullable Screen last;
    private boolean fresh;
    private Optional<String> scene = Optional.empty();

    LiveStage(
            Plan plan,
            Device device,
            CaptureService.Recording recording,
            Eye eye,
            Presence presence,
            Surroundings surroundings,
            Pace pace,
            Person person,
            RunLog log) {
        this.plan = plan;
        this.device = device;
        this.recording = recording;
        this.eye = eye;
        this.presence = presence;
        this.surroundings = surroundings;
        this.pace = pace;
        this.person = person;
        this.log = log;
        this.over = pace.nanos() + plan.limit().toNanos();
        this.stepOver = over;
    }

    /** The plan wants the run to end here although it goes on. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over(String why) {
            super(why);
        }
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public String app() {
        return plan.spec().app().packageName();
    }

    @Override
    public void perform(List<PlannedStep> steps) {
        for (PlannedStep step : steps) {
            perform(step);
        }
    }

    private void perform(PlannedStep step) {
        withinLimit(step.place().toString());
        boolean compound = step.step().inner().findAny().isPresent() || step.step() instanceof Step.Block;
        long outer = stepOver;
        stepOver =
                compound ? outer : Math.min(over, pace.nanos() + step.timeout().toNanos());
        Instant from = recording.now();
        try {
            step.step().perform(this);
            if (!compound) {
                log.step(outcome(step, from, StepOutcome.How.DONE, Text.same("")));
                troubled();
            }
        } catch (DeviceTrouble e) {
            log.trouble(e, recording.now());
            otherwise(step, from, e);
        } finally {
            stepOver = outer;
        }
    }

    private void withinLimit(String where) {
        if (pace.nanos() - over >= 0) {
            throw trouble(
                    DeviceTrouble.Kind.TIMEOUT,
                    "计划超过了总时限 " + plan.limit().toSeconds() + " 秒",
                    "the plan took longer than its limit of " + plan.limit().toSeconds() + " s",
                    where,
                    "检查 repeat 步骤，或提高 limit",
                    "See its repeat steps, or raise limit");
        }
    }

    private void troubled() {
        surroundings.look();
        Optional<DeviceTrouble> trouble = device.troubled(app());
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }

    private void otherwise(PlannedStep step, Instant from, DeviceTrouble e) {
        Text why = Text.of(e.fault().in(Language.ZH), e.fault().in(Language.EN));
        boolean stays = e.kind() == DeviceTrouble.Kind.NOT_FOUND || e.kind() == DeviceTrouble.Kind.TIMEOUT;
        Otherwise then = stays ? step.otherwise() : Otherwise.FAIL;
        if (then == Otherwise.SKIP) {
            log.step(outcome(step, from, StepOutcome.How.SKIPPED, why));
            return;
        }
        if (then == Otherwise.ASK) {
            Text question = Text.of(
                    "请手动完成：" + step.step().shown() + "（" + why.zh() + "）",
                    "Please do this by hand: " + step.step().shown() + " (" + why.en() + ")");
            if (person.ask(question, false, Duration.ofMinutes(5)).isPresent()) {
                look();
                log.step(outcome(step, from, StepOutcome.How.BY_HAND, why));
                return;
            }
        }
        log.step(outcome(step, from, StepOutcome.How.FAILED, why));
        eye.picture("failed");
        if (then == Otherwise.END) {
            throw new Over(why.en());
        }
        throw e;
    }

    private StepOutcome outcome(PlannedStep step, Instant from, StepOutcome.How how, Text note) {
        return new StepOutcome(step.step().shown(), step.place().toString(), from, recording.now(), how, note);
    }

    @Override
    public List<PlannedStep> block(String name) {
        return plan.blocks().getOrDefault(name, List.of());
    }

    @Override
    public void install() {
        Instant before = recording.now();
        device.install(plan.source()
                .orElseThrow(() -> trouble(
                        DeviceTrouble.Kind.NOT_INSTALLED,
                        "计划没有写安装包",
                        "the plan names no file to install from",
                        plan.title(),
                        "在计划中写 source: app.apk",
                        "Write source: app.apk in the plan")));
        fresh = true;
        mark(Marker.within("install", recording.now(), before, recording.now(), Marker.Source.PLAN));
        rightVersion();
    }

    @Override
    public void uninstall() {
        device.uninstall(app());
    }

    @Override
    public void clear() {
        device.clear(app());
        fresh = true;
    }

    @Override
    public void launch() {
        rightVersion();
        Instant before = recording.now();
        device.launch(plan.start().orElse(app()));
        Instant after = recording.now();
        mark(presence.launched(fresh ? "first_launch" : "launch", before, after));
        mark(Marker.at("foreground", before, Marker.Source.PLAN));
        fresh = false;
        look();
    }

    private void rightVersion() {
        Optional<String> wanted = plan.spec().app().version();
        Optional<String> there = device.version(app());
        if (wanted.isPresent() && there.isPresent() && !wanted.get().equals(there.get())) {
            throw trouble(
                    DeviceTrouble.Kind.NOT_INSTALLED,
                    "装的是版本 " + there.get() + "，计划要求 " + wanted.get(),
                    "version " + there.get() + " is installed, the plan is about " + wanted.get(),
                    device.name(),
                    "安装正确的版本，或修改 app.version",
                    "Install the right version, or change app.version");
        }
    }

    @Override
    public void home() {
        Instant before = recording.now();
        device.press(Key.HOME);
        mark(presence.left(before, recording.now()));
    }

    @Override
    public Node find(Target target) {
        while (true) {
            Screen screen = look();
            Optional<Node> found = seek(screen, target);
            if (found.isPresent()) {
                return found.get();
            }
            if (pace.nanos() - stepOver >= 0) {
                throw missing(target, screen);
            }
            pace.rest(BETWEEN_LOOKS);
        }
    }

    private DeviceTrouble missing(Target target, Screen screen) {
        boolean foreign = Scripts.differ(target, screen);
        return trouble(
                DeviceTrouble.Kind.NOT_FOUND,
                "屏幕上没有 " + target.shown() + (foreign ? "：屏幕是另一种语言" : ""),
                target.shown() + " is not on the screen" + (foreign ? ", which is in another language" : ""),
                device.name(),
                foreign
                        ? "写出每种语言的文字 {text: [登录, Log in]}，用 {recognised: …} 或 {id: …}，或改设备的语言；otherwise: skip 可跳过"
                        : "查看截图 failed.png；修改目标，或写 otherwise: skip",
                foreign
                        ? "Write each wording, {text: [登录, Log in]}, use {recognised: …} or {id: …}, or change the device's"
                                + " language; otherwise: skip passes it over"
                        : "See the screenshot failed.png; change the target, or write otherwise: skip");
    }

    @Override
    public boolean shows(Target target) {
        return seek(look(), target).isPresent();
    }

    private Optional<Node> seek(Screen screen, Target target) {
        if (target instanceof Target.Recognised recognised) {
            return Recognisable.in(eye.read(screen), recognised.role());
        }
        List<Node> fitting = screen.all()
                .filter(target::matches)
                .filter(n -> !n.bounds().isEmpty())
                .toList();
        return fitting.stream()
                .max(java.util.Comparator.<Node>comparingInt(n -> target.isExactly(n) ? 1 : 0)
                        .thenComparingInt(n -> n.is(Node.Trait.CLICKABLE) ? 1 : 0));
    }

    private Screen look() {
        Screen screen = eye.look();
        last = screen;
        return screen;
    }

    @Override
    public void tap(Node node) {
        Screen on = last == null ? look() : last;
        Optional<Node> above = covering(node, on);
        if (above.isPresent()) {
            Sight sight = eye.read(on);
            Node later = sight.find(Role.LATER)
                    .or(() -> sight.find(Role.CLOSE))
                    .orElseThrow(() -> trouble(
                            DeviceTrouble.Kind.NOT_FOUND,
                            "被其他窗口遮住：“" + above.get().label() + "”",
                            "it is covered by another window: “" + above.get().label() + "”",
                            device.name(),
                            "在计划中先用 if_present 关闭它",
                            "Close that first, with if_present in the plan"));
            log.event(
                    recording.now(),
                    COVERED,
                    RunLog.whole(
                            Text.of("关闭了遮挡的窗口：" + later.label(), "closed a window that covered it: " + later.label()),
                            Text.of(
                                    "若它与测试有关，请在计划中用 if_present 处理",
                                    "If it matters to the test, deal with it in the plan, with if_present")));
            eye.tap(later, on);
            on = look();
        }
        eye.tap(node, on);
        look();
    }

    /** What lies over an element in another window. */
    private static Optional<Node> covering(Node node, Screen screen) {
        boolean below = false;
        for (Node window : screen.roots()) {
            if (below && window.bounds().contains(node.bounds().center())) {
                return Optional.of(window.all()
                        .filter(n -> !n.label().isEmpty())
                        .findFirst()
                        .orElse(window));
            }
            below = below || window.all().anyMatch(n -> n.equals(node));
        }
        return Optional.empty();
    }

    @Override
    public void answerPermission(boolean grant) {
        tap(find(new Target.Recognised(Recognisable.name(grant ? Role.ALLOW : Role.DENY))));
    }

    @Override
    public void permission(String name, boolean grant) {
        Instant before = recording.now();
        device.permission(app(), name, grant);
        mark(Marker.within(
                (grant ? "permission_grant[" : "permission_deny[") + name + "]",
                recording.now(),
                before,
                recording.now(),
                Marker.Source.PLAN));
    }

    @Override
    public String spell(Phrase phrase) {
        return phrase.spelled(reference -> References.of(plan.spec(), answers, reference));
    }

    @Override
    public void openUrl(String url) {
        Instant before = recording.now();
        device.open(url);
        mark(presence.launched("user_action", before, recording.now()));
    }

    @Override
    public void ask(Text question, Optional<String> as) {
        Duration left = Duration.ofNanos(Math.max(0, stepOver - pace.nanos()));
        String answer = person.ask(question, as.isPresent(), left)
                .orElseThrow(() -> trouble(
                        DeviceTrouble.Kind.TIMEOUT,
                        "没有人回答：" + question.zh(),
                        "nobody answered: " + question.en(),
                        plan.title(),
                        "在有人值守时运行，或写 otherwise: skip",
                        "Run it where somebody is there, or write otherwise: skip"));
        as.ifPresent(name -> answers.put(name, answer));
        look();
    }

    @Override
    public void screenshot(String name) {
        eye.picture("shot-" + name);
    }

    @Override
    public void mark(String label) {
        mark(Marker.at(label, recording.now(), Marker.Source.PLAN));
    }

    private void mark(Marker marker) {
        recording.mark(marker);
        log.marked(marker);
    }

    @Override
    public void scene(Optional<String> name) {
        scene.ifPresent(left -> mark("scene_exit[" + left + "]"));
        name.ifPresent(entered -> mark("scene_enter[" + entered + "]"));
        scene = name;
    }

    @Override
    public void idle(Duration time) {
        long until = pace.nanos() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - pace.nanos()) {
            pace.rest(Duration.ofNanos(Math.min(left, BETWEEN_IDLE_LOOKS.toNanos())));
            look();
            troubled();
            withinLimit("idle");
        }
    }

    /** Everything was done. */
    void ended() {
        if (last != null) {
            eye.ended(last);
        }
    }

    /** Watches while a person does it all, until that person says so. */
    void attend(Hand hand) {
        while (true) {
            Instant before = recording.now();
            look();
            troubled();
            Optional<Hand.Said> said = hand.said();
            if (said.isPresent() && said.get() instanceof Hand.Said.End) {
                return;
            }
            if (said.isPresent() && said.get() instanceof Hand.Said.Mark marked) {
                mark(Marker.within(marked.label(), before, before, recording.now(), Marker.Source.HAND));
                eye.picture("hand-" + marked.label().replaceAll("[^A-Za-z0-9._-]", "_"));
            } else if (said.isPresent()) {
                eye.picture("hand");
            } else {
                pace.rest(BETWEEN_LOOKS);
            }
        }
    }

    private static DeviceTrouble trouble(
            DeviceTrouble.Kind kind, String zh, String en, String where, String nextZh, String nextEn) {
        return new DeviceTrouble(kind, new Fault(Text.of(zh, en), where, Text.of(nextZh, nextEn)));
    }
}
