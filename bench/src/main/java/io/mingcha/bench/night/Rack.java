package io.mingcha.bench.night;

import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Simulated phones, one app on each, behind an adb server of their own. */
final class Rack implements AutoCloseable {
    private final Path folder;
    private final AdbWorld adb;
    private final List<Place> places = new ArrayList<>();

    /** A phone with its app. */
    record Place(FakePhone phone, Reader app) {}

    /** @param exchanges that each launch and consent come to together */
    Rack(Path folder, int phones, int exchanges) {
        this.folder = folder;
        this.adb = AdbWorld.start(folder);
        for (int i = 0; i < phones; i++) {
            Reader app = new Reader("phone-" + i, exchanges / 2, exchanges - exchanges / 2);
            FakePhone phone = new FakePhone("Rack_" + i).with(app).rooted(Root.DEBUGGABLE);
            places.add(new Place(phone, app));
            adb.connect(phone);
        }
    }

    List<Place> places() {
        return places;
    }

    /** For the list of devices in a batch file. */
    String names() {
        return places.stream().map(p -> '"' + p.phone().address() + '"').collect(Collectors.joining(", "));
    }

    Map<String, String> environment() {
        return AdbWorld.environment(folder, adb.port());
    }

    @Override
    public void close() {
        adb.close();
        places.forEach(p -> p.phone().close());
    }
}
