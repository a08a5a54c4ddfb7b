package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import io.mingcha.testkit.phone.Packages.Installed;
import java.util.Map;
import java.util.Optional;

/** What the phone's services tell of themselves. */
final class DumpCommands {
    private DumpCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("dumpsys", DumpCommands::dumpsys);
        commands.put("logcat", call -> call.say(call.phone().log().text()));
        commands.put("service", DumpCommands::service);
        commands.put("content", ContentCommand::run);
    }

    private static int dumpsys(Call call) {
        FakePhone phone = call.phone();
        Facts facts = phone.facts();
        return switch (call.arg(0)) {
            case "package" -> app(call);
            case "activity" -> call.say(resumed(phone));
            case "window" ->
                call.say("    mDreamingLockscreen=" + (phone.display().lock() != Lock.NONE)
                        + "\n  mCurrentFocus=Window{8a1b2c u0 " + phone.front() + "/.MainActivity}");
            case "trust" ->
                call.say("Trust manager state:\n User \"Owner\" (id=0, flags=0x13) (current): trusted=0,"
                        + " trustManaged=0, deviceLocked=" + (phone.display().lock() == Lock.SECRET ? 1 : 0));
            case "netstats" -> phone.netStats().run(call);
            case "wifi" ->
                call.say("mWifiInfo SSID: \"" + facts.get("ssid") + "\", BSSID: " + facts.get("bssid")
                        + ", MAC: 02:00:00:00:00:00, Supplicant state: COMPLETED");
            case "account" ->
                call.say("Accounts: 1\n    Account {name=" + facts.get("account") + ", type=com.example}");
            case "bluetooth_manager" ->
                call.say("  Bonded devices:\n    " + facts.get("headphones") + " [ DUAL ] Headphones\n\n  other: 1");
            default -> call.complain("Can't find service: " + call.arg(0));
        };
    }

    private static int app(Call call) {
        Optional<Installed> found = call.phone().packages().get(call.arg(1));
        if (found.isEmpty()) {
            return call.say("Unable to find package: " + call.arg(1));
        }
        Installed app = found.get();
        call.say("Packages:\n  Package [" + app.app().packageName() + "] (5e6f7a):\n    userId=" + app.uid()
                + "\n    versionCode=1 minSdk=21 targetSdk=33\n    versionName="
                + app.app().versionName() + "\n    runtime permissions:");
        app.app()
                .permissions()
                .forEach(p -> call.say("      " + p + ": granted="
                        + app.granted().contains(p) + ", flags=[ USER_SENSITIVE_WHEN_GRANTED]"));
        return 0;
    }

    /** As the version spells it. */
    private static String resumed(FakePhone phone) {
        String record = "ActivityRecord{3f4e5d u0 " + phone.front() + "/.MainActivity t12}";
        return phone.sdk() >= 31 ? "  topResumedActivity=" + record : "    mResumedActivity: " + record;
    }

    private static int service(Call call) {
        String imei = call.phone().facts().get("imei");
        if (imei.isEmpty()) {
            return call.say("Result: Parcel(00000000 ffffffff   '........')");
        }
        StringBuilder spaced = new StringBuilder();
        for (char c : imei.toCharArray()) {
            spaced.append(c).append('.');
        }
        call.say("Result: Parcel(");
        call.say("  0x00000000: 00000000 0000000f 00390034 00310030 '........" + spaced.substring(0, 8) + "'");
        call.say("  0x00000010: 00340035 00300032 00320033 00370033 '" + spaced.substring(8, 24) + "'");
        return call.say("  0x00000020: 00310035 00000038                   '" + spaced.substring(24) + "..')");
    }
}
