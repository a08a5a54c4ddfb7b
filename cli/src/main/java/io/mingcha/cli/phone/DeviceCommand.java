package io.mingcha.cli.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.cli.command.CommandGroup;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.RunningCapture;
import io.mingcha.onboarding.CheckResult;
import io.mingcha.onboarding.DeviceReport;
import io.mingcha.sessions.adb.AdbDevice;
import io.mingcha.sessions.adb.AdbServer;
import io.mingcha.sessions.adb.Listing;
import io.mingcha.sessions.adb.Restored;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "device",
        subcommands = {DeviceCommand.Checks.class, DeviceCommand.Phones.class, DeviceCommand.Restore.class})
public final class DeviceCommand extends CommandGroup {
    DeviceCommand(Context context) {
        super(context);
    }

    /** The words of a report on the way to another terminal. */
    public static void write(List<DeviceReport> reports, ObjectNode answer) {
        ArrayNode devices = answer.putArray("devices");
        for (DeviceReport report : reports) {
            ObjectNode device = devices.addObject();
            device.put("address", report.address()).put("ready", report.isReady());
            report.system().ifPresent(system -> device.put("system", system));
            ArrayNode checks = device.putArray("checks");
            for (CheckResult result : report.results()) {
                ObjectNode check = checks.addObject();
                check.put("state", result.state().label());
                put(check, "title", result.check().title());
                put(check, "seen", result.seen());
                result.next().ifPresent(next -> put(check, "next", next));
            }
        }
    }

    private static void put(ObjectNode node, String name, Text text) {
        node.putObject(name).put("zh", text.zh()).put("en", text.en());
    }

    @Command(name = "list")
    static final class Phones implements Callable<Integer> {
        private final Context context;

        Phones(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            List<Listing> phones = AdbServer.local().devices();
            for (Listing phone : phones) {
                context.say(phone.serial() + " · " + phone.state().name().toLowerCase(Locale.ROOT)
                        + phone.model().map(m -> " · " + m).orElse(""));
            }
            if (phones.isEmpty()) {
                context.say(
                        "没有手机。打开手机的 USB 调试并连接；浏览器用 --device browser",
                        "There is no phone. Switch USB debugging on and plug it in; for a browser: --device browser");
            }
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "restore")
    static final class Restore implements Callable<Integer> {
        private final Context context;

        Restore(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            List<Restored> all = AdbDevice.restore(AdbServer.local(), new Devices(context).journals());
            for (Restored phone : all) {
                phone.done().forEach(done -> context.say(phone.serial() + " ✓ " + done));
                phone.left().forEach(left -> context.say(phone.serial() + " ✗ " + left.in(context.language())));
            }
            if (all.isEmpty()) {
                context.say("没有需要恢复的设置", "Nothing is left to put back");
            }
            return all.stream().allMatch(Restored::isWhole) ? Exit.NOTHING_FOUND : Exit.FINDINGS;
        }
    }

    @Command(name = "check")
    static final class Checks implements Callable<Integer> {
        private static final Map<String, String> MARKS =
                Map.of("passed", "✓", "failed", "✗", "unknown", "?", "pending", "…");

        private final Context context;

        @Parameters(index = "0", paramLabel = "ADDRESS", arity = "0..1")
        private String address = "";

        Checks(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            RunningCapture capture = RunningCapture.require(context);
            List<JsonNode> devices = new ArrayList<>();
            capture.ask(capture.request("devices")).path("devices").forEach(devices::add);
            devices.removeIf(
                    d -> !address.isEmpty() && !d.path("address").asText().equals(address));
            if (devices.isEmpty()) {
                context.say(
                        "还没有设备接入。在设备上打开 http://mingcha.test/check",
                        "No device has come yet. Open http://mingcha.test/check on it");
                return Exit.FINDINGS;
            }
            devices.forEach(this::print);
            return devices.stream().allMatch(d -> d.path("ready").asBoolean()) ? Exit.NOTHING_FOUND : Exit.FINDINGS;
        }

        private void print(JsonNode device) {
            String system = device.path("system").asText();
            context.say(device.path("address").asText() + (system.isEmpty() ? "" : " · " + system));
            for (JsonNode check : device.path("checks")) {
                context.say("  " + MARKS.getOrDefault(check.path("state").asText(), "?") + " "
                        + text(check.path("title")) + ": " + text(check.path("seen")));
                if (check.has("next")) {
                    context.say("      → " + text(check.path("next")));
                }
            }
        }

        private String text(JsonNode texts) {
            return FlowLine.printable(
                    texts.path(context.language() == Language.ZH ? "zh" : "en").asText());
        }
    }
}
