package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Route;
import io.mingcha.testkit.phone.FakePhone;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several phones at one adb server, each under its own hand. */
class AdbFleetTest {
    private static final int PHONES = 8;

    @TempDir
    Path folder;

    @Test
    void eight_phones_at_once_do_not_mix() throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(PHONES);
        try (Bench bench = Bench.in(folder);
                TinyProxy proxy = new TinyProxy(1)) {
            List<FakePhone> phones = new ArrayList<>();
            List<AdbDevice> devices = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                phones.add(bench.phone("Phone_" + i).with(new Notes("1." + i)));
                devices.add(bench.open(phones.get(i)));
            }
            List<Future<String>> runs = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                AdbDevice device = devices.get(i);
                FakePhone phone = phones.get(i);
                Callable<String> run = () -> {
                    device.connect(new Route(proxy.address(), "pem", "9a5ba575.0", Optional.empty()));
                    device.launch(Notes.PACKAGE);
                    Node agree = device.screen()
                            .all()
                            .filter(n -> n.label().equals("同意"))
                            .findFirst()
                            .orElseThrow();
                    device.tap(agree);
                    device.type("of " + phone.model());
                    phone.get(Notes.PACKAGE, URI.create("http://h.example.cn/" + phone.model()));
                    String shown = device.screen().text();
                    device.close();
                    return device.version(Notes.PACKAGE).orElse("") + " "
                            + shown.lines().findFirst().orElse("");
                };
                runs.add(hands.submit(run));
            }

            for (int i = 0; i < PHONES; i++) {
                assertThat(runs.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("1." + i + " of Phone_" + i);
                assertThat(phones.get(i).proxy()).isEmpty();
            }
            assertThat(proxy.heads()).hasSize(PHONES);
            assertThat(Journal.left(bench.journals())).isEmpty();
        } finally {
            hands.shutdownNow();
        }
    }
}
