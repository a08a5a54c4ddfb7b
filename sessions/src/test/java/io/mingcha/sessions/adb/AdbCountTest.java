package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.PaperCaptures;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.CaptureService.Volume;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.Recognisable;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the phone itself counts is compared with what passed the proxy. */
class AdbCountTest {
    private static final Recogniser RECOGNISER =
            new Recogniser(ConsentTexts.load(Path.of("..", "config", "consent.yaml")));
    private static final String OTHER = "cn.example.other";

    @TempDir
    Path folder;

    private final PaperCaptures captures = new PaperCaptures();
    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7").with(new Notes()).with((PhoneApp) () -> OTHER);
        phone.moves(Notes.PACKAGE, 7_000_000, 900_000);
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    /** @param moves what happens once the app is in front */
    private RunResult run(Runnable moves) {
        String yaml = "app: {package: " + Notes.PACKAGE + "}\nsteps: [launch, {idle: 5s}]\n";
        PlanWords words = new PlanWords(
                new Vocabulary(List.of(), List.of(), List.of(), Map.of()), Recognisable.names(), (said, folder) -> {});
        Runner runner = new Runner(RECOGNISER, captures, Pace.faster(20), Person.NOBODY, event -> {
            if (event.text().en().equals("▸ launch")) {
                moves.run();
            }
        });
        return runner.run(
                PlanFile.parse("plan.yaml", yaml, folder, words, UnaryOperator.identity())
                        .plan(),
                bench.open(phone));
    }

    private static DeviceCount counted(RunResult result) {
        return result.verdict().counted().orElseThrow();
    }

    private static List<String> causes(RunResult result) {
        return result.verdict().causes().stream().map(Cause::kind).toList();
    }

    /** Through adb the way to the proxy is the phone's own loopback, which it does not count. */
    @ParameterizedTest
    @ValueSource(strings = {"28", "33", "35"})
    void by_cable_whatever_the_phone_counts_went_past(String sdk) {
        phone.property("ro.build.version.sdk", sdk);
        captures.volume(new Volume(Map.of(0, 300_000L), 0));

        RunResult result = run(() -> {
            phone.moves(Notes.PACKAGE, 1_000_000, 200_000);
            phone.moves(OTHER, 40_000, 2_000);
        });

        assertThat(counted(result))
                .isEqualTo(new DeviceCount(1_200_000, 300_000, 1_200_000, 0, Map.of(OTHER, 42_000L)));
        assertThat(causes(result)).containsExactly("past_proxy");
        assertThat(result.verdict().level()).isEqualTo(Level.LIMITED);
        assertThat(result.events()).extracting(RunEvent::kind).containsSubsequence("counted", "past_proxy");
        assertThat(captures.last().spec().run().orElseThrow().counted()).contains(counted(result));
        RunEvent told = result.events().stream()
                .filter(e -> e.kind().equals("counted"))
                .findFirst()
                .orElseThrow();
        assertThat(told.text().en())
                .isEqualTo("By the device's own count the app moved 1.2 MB, 1.2 MB of it past the proxy; the proxy saw"
                        + " 300.0 kB. Others: cn.example.other 42.0 kB");
        assertThat(told.text().zh()).contains("按设备自己的计数").contains("1.2 MB");
    }

    @Test
    void by_cable_an_app_that_keeps_to_the_proxy_is_counted_with_next_to_nothing() {
        captures.volume(new Volume(Map.of(0, 300_000L), 0));

        RunResult result = run(() -> phone.moves(Notes.PACKAGE, 900, 100));

        assertThat(counted(result)).isEqualTo(new DeviceCount(1_000, 300_000, 1_000, 0, Map.of()));
        assertThat(causes(result)).isEmpty();
    }

    @Test
    void over_the_network_what_passed_the_proxy_is_taken_off_generously() throws UnknownHostException {
        captures.proxy(new InetSocketAddress(InetAddress.getByName("192.0.2.9"), 8080), List::of);
        captures.volume(new Volume(Map.of(0, 400_000L, 1, 500_000L), 0));

        RunResult kept = run(() -> phone.moves(Notes.PACKAGE, 800_000, 200_000));
        assertThat(counted(kept)).isEqualTo(new DeviceCount(1_000_000, 900_000, 0, 0, Map.of()));
        assertThat(causes(kept)).isEmpty();

        RunResult past = run(() -> phone.moves(Notes.PACKAGE, 9_000_000, 1_000_000));
        assertThat(counted(past).past()).isEqualTo(10_000_000 - 900_000 - 90_000 - 2 * 8192);
        assertThat(causes(past)).containsExactly("past_proxy");
    }

    @Test
    void exchanges_that_are_still_open_make_it_no_cause() {
        captures.volume(new Volume(Map.of(0, 1_000L), 1));

        RunResult result = run(() -> phone.moves(Notes.PACKAGE, 5_000_000, 0));

        assertThat(counted(result).open()).isOne();
        assertThat(causes(result)).isEmpty();
    }

    @Test
    void a_phone_that_does_not_count_or_an_app_that_shares_its_number_says_nothing() {
        captures.volume(new Volume(Map.of(0, 1_000L), 0));
        phone.with(sharing("cn.example.one")).with(sharing("cn.example.two"));

        phone.countingInSilence();
        RunResult silent = run(() -> phone.moves(Notes.PACKAGE, 5_000_000, 0));

        assertThat(silent.verdict().counted()).isEmpty();
        assertThat(causes(silent)).isEmpty();
        AdbDevice device = bench.open(
                bench.phone("Pixel_8").with(sharing("cn.example.one")).with(sharing("cn.example.two")));
        assertThat(device.movedSince(device.counted().orElseThrow(), "cn.example.one"))
                .isEmpty();
    }

    private static PhoneApp sharing(String name) {
        return new PhoneApp() {
            @Override
            public String packageName() {
                return name;
            }

            @Override
            public String sharedUser() {
                return "cn.example.shared";
            }
        };
    }
}
