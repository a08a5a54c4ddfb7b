package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.util.Map;

/** Settings, rights of the shell, and the position. */
final class SettingsCommands {
    private static final int ANDROID_12 = 31;

    private SettingsCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("settings", SettingsCommands::settings);
        commands.put("appops", SettingsCommands::appops);
        commands.put("cmd", SettingsCommands::cmd);
    }

    private static int settings(Call call) {
        Settings store = call.phone().settingStore();
        switch (call.arg(0)) {
            case "get" -> call.say(store.get(call.arg(1), call.arg(2)).orElse("null"));
            case "put" -> store.put(call.arg(1), call.arg(2), call.arg(3));
            case "delete" -> call.say("Deleted " + (store.delete(call.arg(1), call.arg(2)) ? 1 : 0) + " rows");
            default -> {
                return call.complain("Invalid command: " + call.arg(0));
            }
        }
        return 0;
    }

    private static int appops(Call call) {
        Facts facts = call.phone().facts();
        boolean messages = call.arg(2).equals("WRITE_SMS");
        if (call.arg(0).equals("set")) {
            if (messages) {
                facts.messageWriting(call.arg(3));
            } else {
                facts.mockLocation(call.arg(3));
            }
            return 0;
        }
        String mode = messages ? facts.messageWriting() : facts.mockLocation();
        return call.say(mode.isEmpty() ? "No operations." : (messages ? "WRITE_SMS: " : "MOCK_LOCATION: ") + mode);
    }

    private static int cmd(Call call) {
        return switch (call.arg(0)) {
            case "package" -> PackageCommands.resolve(call);
            case "location" -> location(call);
            default -> call.complain("cmd: Can't find service: " + call.arg(0));
        };
    }

    private static int location(Call call) {
        Facts facts = call.phone().facts();
        if (call.phone().sdk() < ANDROID_12) {
            return call.complain("Unknown command: providers");
        }
        if (!facts.mockLocation().equals("allow")) {
            return call.complain("java.lang.SecurityException: com.android.shell from uid 2000 not allowed to perform"
                    + " MOCK_LOCATION");
        }
        String provider = call.arg(3);
        switch (call.arg(2)) {
            case "add-test-provider" -> facts.places().put(provider, "");
            case "set-test-provider-location" -> facts.places().put(provider, call.arg(5));
            case "remove-test-provider" -> facts.places().remove(provider);
            default -> {
                // enabled
            }
        }
        return 0;
    }
}
