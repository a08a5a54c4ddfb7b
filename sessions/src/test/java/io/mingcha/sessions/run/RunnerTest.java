package io.mingcha.sessions.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.PaperCaptures;
import io.mingcha.sessions.PaperDevice;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.StepOutcome.How;
import io.mingcha.settings.FaultException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerTest {
    private static final Recogniser RECOGNISER =
            new Recogniser(ConsentTexts.load(Path.of("..", "config", "consent.yaml")));
    private static final String HEAD = "app: {package: " + PaperDevice.APP + ", version: '1.0'}\n"
            + "persona: {known: {phone_number: ['15412345678']}}\n";

    private final PaperCaptures captures = new PaperCaptures();
    private final PaperDevice device = new PaperDevice("paper")
            .page(
                    "start",
                    PaperDevice.APP,
                    List.of("用户协议和隐私政策", "请阅读并同意《用户协议》和《隐私政策》，我们将收集设备信息用于统计分析。", "不同意>refused", "同意>main"))
            .page("main", PaperDevice.APP, List.of("首页", "我的>mine"))
            .page("mine", PaperDevice.APP, List.of("设置", "手机号>field"))
            .page("field", PaperDevice.APP, List.of("验证码"))
            .page("refused", "com.launcher", List.of("应用"));
    private Person person = Person.NOBODY;

    static Plan plan(String yaml) {
        return PlanFile.parse(
                        "plan.yaml",
                        (yaml.startsWith("app:") ? "" : HEAD) + yaml,
                        Path.of("."),
                        new PlanWords(
                                new Vocabulary(
                                        List.of("phone_number", "contacts", "sms", "files_storage"),
                                        List.of(),
                                        List.of(),
                                        Map.of()),
                                Recognisable.names(),
                                (said, folder) -> {}),
                        UnaryOperator.identity())
                .plan();
    }

    private RunResult run(String yaml) {
        return new Runner(RECOGNISER, captures, Pace.faster(50), person, event -> {}).run(plan(yaml), device);
    }

    private static List<String> kinds(RunResult result) {
        return result.verdict().causes().stream().map(RunVerdict.Cause::kind).toList();
    }

    @Test
    void a_walk_leaves_markers_evidence_and_a_full_verdict() {
        RunResult result = run("""
                source: paper.apk
                verdict: {markers: [consent_accept], scenes: [profile]}
                steps:
                  - unlock
                  - uninstall
                  - install
                  - launch
                  - wait_for: {recognised: notice}
                  - tap: {recognised: agree}
                  - scene: profile
                  - tap: 我的
                  - type: {text: "{persona.phone_number}", into: 手机号}
                  - scene: none
                  - home
                  - idle: 5s
                """);

        assertThat(result.verdict().causes()).isEmpty();
        assertThat(result.verdict().level()).isEqualTo(Level.FULL);
        assertThat(captures.last().labels())
                .containsSubsequence(
                        "install",
                        "first_launch",
                        "foreground",
                        "privacy_prompt_shown",
                        "consent_accept",
                        "scene_enter[profile]",
                        "scene_exit[profile]",
                        "background");
        assertThat(device.done).contains("type 15412345678", "tap 同意", "install paper.apk");
        assertThat(device.closed).isTrue();
        assertThat(captures.last().closed).isTrue();
        assertThat(captures.last().evidence.keySet())
                .anyMatch(n -> n.endsWith("consent_accept.png"))
                .anyMatch(n -> n.endsWith("consent_accept.xml"));
        assertThat(captures.last().spec().observes()).contains("consent_accept", "consent_reject", "background");
        assertThat(captures.last().spec().run().map(RunVerdict::level)).contains(Level.FULL);
        assertThat(result.steps()).extracting(StepOutcome::how).containsOnly(How.DONE);
    }

    @Test
    void each_event_is_in_the_record_when_it_is_told() {
        List<String> written = new ArrayList<>();
        Runner runner = new Runner(RECOGNISER, captures, Pace.faster(50), person, event -> written.add(written()));

        RunResult result = runner.run(plan("steps: [launch, {idle: 1s}, home]\n"), device);

        assertThat(written.get(1)).contains("\"kind\":\"begin\"");
        for (int i = 1; i < written.size(); i++) {
            RunEvent told = result.events().get(i);
            assertThat(written.get(i)).endsWith(told.text().en() + "\"}\n");
        }
        assertThat(written().lines()).hasSameSizeAs(result.events());
    }

    private String written() {
        return captures.recordings.isEmpty()
                ? ""
                : new String(
                        captures.last().evidence.getOrDefault("events.jsonl", new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void a_markers_window_holds_the_tap() {
        run("steps: [launch, {tap: {recognised: agree}}]\n");

        Marker accept = captures.last().markers.stream()
                .filter(m -> m.kind().equals("consent_accept"))
                .findFirst()
                .orElseThrow();
        assertThat(accept.notBefore()).isBeforeOrEqualTo(accept.at());
        assertThat(Duration.between(accept.notBefore(), accept.notAfter())).isLessThan(Duration.ofSeconds(5));
        assertThat(accept.source()).isEqualTo(Marker.Source.SCREEN);
    }

    @Test
    void what_a_person_types_is_in_no_log() {
        run("steps: [launch, {type: '{persona.phone_number}'}]\n");

        List<RunEvent> events = new ArrayList<>();
        RunResult result = new Runner(RECOGNISER, captures, Pace.faster(50), person, events::add)
                .run(plan("steps: [launch, {type: '{persona.phone_number}'}, {type: '15412345678'}]\n"), device);

        assertThat(events.toString()).doesNotContain("15412345678");
        assertThat(result.steps().toString()).doesNotContain("15412345678");
    }

    @Test
    void a_plan_that_needs_what_the_device_cannot_do_never_begins() {
        assertThatThrownBy(() -> run("steps: [launch, {locate: '1,2'}, {run: id}]\n"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("locate, shell")
                .hasMessageContaining("plan.yaml:3:");
        assertThat(captures.recordings).isEmpty();
        assertThat(device.closed).isTrue();
    }

    @Test
    void a_target_that_is_gone_fails_the_run_with_a_picture_and_a_next_step() {
        RunResult result = run("steps: [launch, {tap: 没有这个, timeout: 2s}, home]\n");

        assertThat(kinds(result)).contains("not_found");
        assertThat(result.verdict().level()).isEqualTo(Level.LIMITED);
        assertThat(captures.last().evidence).containsKey("failed.png");
        assertThat(device.done).doesNotContain("HOME");
        assertThat(result.verdict().causes().get(0).next().en()).contains("otherwise: skip");
    }

    @Test
    void a_step_may_be_skipped_end_the_run_or_be_done_by_hand() {
        assertThat(run("steps: [launch, {tap: no, timeout: 1s, otherwise: skip}, home]\n")
                        .steps())
                .extracting(StepOutcome::how)
                .containsExactly(How.DONE, How.SKIPPED, How.DONE);

        RunResult ended = run("steps: [launch, {tap: no, timeout: 1s, otherwise: end}, home]\n");
        assertThat(ended.steps()).extracting(StepOutcome::how).containsExactly(How.DONE, How.FAILED);
        assertThat(kinds(ended)).doesNotContain("not_found");

        person = (question, answered, time) -> Optional.of("");
        assertThat(run("steps: [launch, {tap: no, timeout: 1s, otherwise: ask}, home]\n")
                        .steps())
                .extracting(StepOutcome::how)
                .containsExactly(How.DONE, How.BY_HAND, How.DONE);
    }

    @Test
    void a_person_gives_what_a_later_step_types() {
        person = (question, answered, time) -> Optional.of("482913");

        run("steps: [launch, {ask: {question: code, as: code}}, {type: '{answer.code}'}]\n");

        assertThat(device.done).contains("type 482913");
    }

    @Test
    void nobody_there_to_ask_ends_the_run() {
        assertThat(kinds(run("steps: [launch, {ask: code, timeout: 1s}, home]\n")))
                .contains("timeout");
    }

    @Test
    void a_crash_is_never_clean() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 4) {
                device.troubled(DeviceTrouble.Kind.APP_CRASHED);
            }
        });

        RunResult result = run("steps: [launch, {idle: 60s}]\n");

        assertThat(result.verdict().level()).isEqualTo(Level.UNUSABLE);
        assertThat(kinds(result)).contains("app_crashed");
        assertThat(result.mayPass()).isFalse();
    }

    @Test
    void an_unplugged_device_may_be_tried_again() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 3) {
                throw new DeviceTrouble(
                        DeviceTrouble.Kind.UNPLUGGED,
                        new io.mingcha.settings.Fault(
                                io.mingcha.settings.Text.same("gone"),
                                "paper",
                                io.mingcha.settings.Text.same("plug it in")));
            }
        });

        RunResult result = run("steps: [launch, {idle: 60s}]\n");

        assertThat(result.mayPass()).isTrue();
        assertThat(kinds(result)).contains("unplugged");
        assertThat(device.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device: {kind: browser}    | needs a device with kind: browser, this one does not fit: it is android | 3:16",
                "device: {android: '>= 14'} | needs a device with android: >= 14, this one does not fit: it is android 13 | 3:19",
                "device: {ios: '>= 15'}     | it is android 13                                                         | 3:15",
                "device: {root: yes}        | it has no root                                                           | 3:16",
                "device: {needs: [shell]}   | needs a device with shell                                                | 3:18",
                "capture: {way: socks}      | cannot be captured by way of socks                                       | 3:16",
            })
    void a_device_that_does_not_fit_is_refused_before_anything_is_recorded(String line, String said, String place) {
        assertThatThrownBy(() -> run(line + "\nsteps: [launch]\n"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(said.strip())
                .hasMessageContaining("plan.yaml:" + place + ", paper");

        assertThat(captures.recordings).isEmpty();
        assertThat(device.done).isEmpty();
        assertThat(device.closed).isTrue();
    }

    @Test
    void a_device_that_fits_runs_and_the_session_says_by_which_way() {
        RunResult result = run("device: {kind: android, android: '>= 10, < 14', root: no, needs: [home]}\n"
                + "capture: {way: tunnel}\nsteps: [launch]\n");

        assertThat(result.verdict().way()).contains("tunnel");
        assertThat(captures.last().spec().run().flatMap(RunVerdict::way)).contains("tunnel");
        assertThat(kinds(result)).as("no proxy is set in a tunnel").doesNotContain("not_proxied");
    }

    @Test
    void in_a_tunnel_what_comes_from_anothers_address_is_anothers_whoever_is_in_front() {
        List<Connection> connections = new CopyOnWriteArrayList<>();
        captures.proxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), () -> connections);
        device.onScreen(() -> {
            if (connections.isEmpty()) {
                connections.add(tagged(1, PaperDevice.APP));
                connections.add(tagged(2, "com.example.other"));
            }
        });

        run("capture: {way: tunnel}\nsteps: [launch, {idle: 4s}]\n");

        assertThat(captures.last().owners.get(1).whose()).isEqualTo(Owner.Whose.APP);
        assertThat(captures.last().owners.get(2).whose()).isEqualTo(Owner.Whose.OTHER_APP);
        assertThat(captures.last().owners.get(2).by()).isEqualTo("tag");
    }

    private static Connection tagged(int number, String tag) {
        return new Connection(
                number,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000 + number),
                Instant.now(),
                Optional.empty(),
                Optional.of(tag),
                Optional.empty());
    }

    @Test
    void the_wrong_version_is_not_run() {
        device.hasVersion("2.0");

        RunResult result = run("steps: [launch]\n");

        assertThat(result.verdict().level()).isEqualTo(Level.UNUSABLE);
        assertThat(result.verdict().causes().get(0).what().en()).contains("version 2.0 is installed");
        assertThat(device.done).doesNotContain("launch " + PaperDevice.APP);
    }

    @Test
    void a_plan_without_an_end_is_ended_by_its_limit() {
        RunResult result = run(
                "limit: 10s\nsteps: [launch, {repeat: {times: 1000, steps: [{repeat: {times: 1000, steps: [{idle: 1s}]}}]}}]\n");

        assertThat(kinds(result)).contains("timeout");
        assertThat(result.verdict().causes().get(0).what().en()).contains("limit of 10 s");
    }

    @Test
    void a_clock_that_jumps_makes_the_verdict_limited() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 2) {
                device.clockJumps(Duration.ofHours(3));
            }
        });

        assertThat(kinds(run("steps: [launch, {idle: 5s}]\n"))).containsExactly("clock");
    }

    @Test
    void an_update_prompt_over_the_button_is_put_off() {
        device.windows(
                "start", PaperDevice.APP, List.of(List.of("登录>main"), List.of("发现新版本", "立即更新>mine", "以后再说>plain")));
        device.page("plain", PaperDevice.APP, List.of("登录>main"));

        RunResult result = run("steps: [launch, {tap: 登录}]\n");

        assertThat(device.done).containsSubsequence("tap 以后再说", "tap 登录");
        assertThat(result.events())
                .anyMatch(e -> e.kind().equals("covered")
                        && e.text().en().contains("with if_present")
                        && e.text().zh().contains("if_present"));
    }

    @Test
    void another_dialog_over_the_button_fails_the_step_and_says_what_it_was() {
        device.windows("start", PaperDevice.APP, List.of(List.of("登录>main"), List.of("今日头条新闻")));

        RunResult result = run("steps: [launch, {tap: 登录, timeout: 2s}]\n");

        assertThat(result.verdict().causes().get(0).what().en()).contains("今日头条新闻");
        assertThat(device.done).doesNotContain("tap 登录");
    }

    @Test
    void an_app_behind_others_most_of_the_time_gets_a_limited_verdict() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 2) {
                device.go("home");
            }
        });

        assertThat(kinds(run("steps: [launch, {idle: 60s}]\n"))).contains("foreground");
    }

    @Test
    void a_run_that_is_interrupted_lets_go_of_everything_and_carries_no_verdict() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
            }
        });

        RunResult result = run("steps: [launch, {idle: 600s}]\n");

        assertThat(result.verdict().level()).isEqualTo(Level.UNUSABLE);
        assertThat(kinds(result)).containsExactly("interrupted");
        assertThat(device.closed).isTrue();
        assertThat(captures.last().closed).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_device_that_cannot_be_put_back_is_told_and_costs_no_result() {
        device.keepsChanges();

        RunResult result = run("steps: [launch, {tap: {recognised: agree}}, {idle: 2s}]\n");

        assertThat(result.verdict().causes()).isEmpty();
        assertThat(result.events())
                .anyMatch(
                        e -> e.kind().equals("trouble.refused") && e.text().en().contains("mingcha device restore"));
    }

    @Test
    void a_proxy_that_was_gone_for_a_while_makes_the_verdict_limited() {
        AtomicInteger looks = new AtomicInteger();
        device.onScreen(() -> {
            if (looks.incrementAndGet() == 3) {
                captures.stands(CaptureService.Standing.PROXY_RESTARTED);
            }
        });

        RunResult result = run("steps: [launch, {idle: 20s}]\n");

        assertThat(kinds(result)).containsExactly("proxy_restarted");
        assertThat(result.verdict().level()).isEqualTo(Level.LIMITED);
        assertThat(result.events())
                .filteredOn(e -> e.kind().equals("proxy_restarted"))
                .hasSize(1);
    }

    @Test
    void a_proxy_that_stays_away_and_a_disk_that_takes_no_more_are_told_when_it_happens() {
        captures.stands(CaptureService.Standing.PROXY_GONE);
        RunResult gone = run("steps: [launch, {idle: 2s}]\n");
        assertThat(gone.verdict().level()).isEqualTo(Level.UNUSABLE);
        assertThat(kinds(gone)).containsExactly("proxy_gone");

        captures.stands(CaptureService.Standing.NOT_RECORDING);
        captures.traffic(new CaptureService.Traffic(20, 20, 0, false));
        RunResult full = run("steps: [launch, {idle: 2s}]\n");
        assertThat(full.events()).extracting(RunEvent::kind).containsSubsequence("not_recorded", "lost");
        assertThat(full.verdict().level()).isEqualTo(Level.UNUSABLE);
    }

    @Test
    void apps_that_refuse_what_they_took_before_say_that_the_root_is_gone() {
        Instant start = Instant.now();
        for (String host : List.of("a.example", "b.example")) {
            captures.handshakes.add(new CaptureService.Handshake(start, host, true));
            captures.handshakes.add(new CaptureService.Handshake(start.plusSeconds(9), host, false));
        }

        RunResult result = run("steps: [launch, {idle: 2s}]\n");

        assertThat(kinds(result)).containsExactly("certificate_refused");
        assertThat(result.events()).extracting(RunEvent::kind).contains("certificate_refused");
        assertThat(result.verdict().causes().get(0).what().en())
                .contains(start.plusSeconds(9).toString());
    }

    @Test
    void what_a_persona_has_is_put_on_a_phone_only_if_the_plan_or_its_reader_wants_it() {
        device.plants();
        String persona = "app: {package: " + PaperDevice.APP + "}\n"
                + "persona: {known: {contacts: ['闻砚疏 15412345678'], sms: [hello], files_storage: [mcfile-1]}}\n";

        RunResult unasked = run(persona + "steps: [launch]\n");
        assertThat(unasked.events()).extracting(RunEvent::kind).doesNotContain("planted");
        RunResult asked = run(persona + "plant: true\nsteps: [launch]\n");
        assertThat(asked.events())
                .anyMatch(e -> e.kind().equals("planted") && e.text().en().contains("1 contact(s), 1 message(s)"));
        assertThat(device.done)
                .contains("plant [Contact[name=闻砚疏, number=15412345678]] [hello] [mcfile-1]")
                .containsSubsequence(
                        "connect",
                        "plant [Contact[name=闻砚疏, number=15412345678]] [hello] [mcfile-1]",
                        "launch " + PaperDevice.APP);
        assertThat(plan(persona + "plant: false\nsteps: [launch]\n").planting().plants())
                .contains(false);
        assertThat(plan(persona + "steps: [launch]\n").planting().plants()).contains(true);
    }

    @Test
    void a_device_that_takes_no_canaries_says_so() {
        RunResult result = run("app: {package: " + PaperDevice.APP
                + "}\npersona: {known: {sms: [hello]}}\nplant: true\nsteps: [launch]\n");

        assertThat(result.events())
                .anyMatch(e -> e.kind().equals("not_planted") && !e.text().zh().isBlank());
        assertThat(kinds(result)).doesNotContain("not_planted");
    }

    @Test
    void evidence_that_finds_no_room_costs_the_evidence_and_not_the_run() {
        captures.full();

        RunResult result = run("steps: [launch, {tap: {recognised: agree}}, {idle: 2s}]\n");

        assertThat(kinds(result)).containsExactly("evidence_lost");
        assertThat(result.steps()).extracting(StepOutcome::how).containsOnly(How.DONE);
    }

    @Test
    void what_a_person_does_by_hand_is_recorded_with_markers_of_both() {
        Deque<Hand.Said> said =
                new ArrayDeque<>(List.of(new Hand.Said.Mark("login"), new Hand.Said.Picture(), new Hand.Said.End()));
        device.go("start");
        AtomicInteger looks = new AtomicInteger();

        RunResult result = new Runner(RECOGNISER, captures, Pace.faster(50), person, event -> {})
                .record(
                        plan("steps: []\n"),
                        device,
                        () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.ofNullable(said.poll()));

        assertThat(captures.last().labels()).contains("privacy_prompt_shown", "login");
        assertThat(captures.last().evidence.keySet()).contains("hand-login.png", "hand.png");
        assertThat(result.session()).isEqualTo(captures.last().id());
    }
}
