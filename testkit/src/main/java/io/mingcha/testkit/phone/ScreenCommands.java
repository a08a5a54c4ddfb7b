package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Looking at the screen and touching it. */
final class ScreenCommands {
    private ScreenCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("input", ScreenCommands::input);
        commands.put("uiautomator", ScreenCommands::dump);
        commands.put("screencap", ScreenCommands::picture);
        commands.put("wm", ScreenCommands::wm);
    }

    private static int input(Call call) {
        Display display = call.phone().display();
        switch (call.arg(0)) {
            case "tap" -> display.tap(Integer.parseInt(call.arg(1)), Integer.parseInt(call.arg(2)));
            case "text" -> {
                if (!call.arg(1).chars().allMatch(c -> c < 128)) {
                    return call.complain("java.lang.NullPointerException: Attempt to get length of null array");
                }
                display.text(call.arg(1).replace("%s", " "));
            }
            case "keyevent" -> display.key(Integer.parseInt(call.arg(1)));
            case "swipe" -> {
                if (display.lock() == Lock.SWIPE) {
                    display.dismiss();
                }
            }
            default -> {
                return call.complain("Error: Unknown command: " + call.arg(0));
            }
        }
        return 0;
    }

    private static int dump(Call call) {
        boolean compressed = call.arg(1).equals("--compressed");
        if (call.phone().faults().isRestless(compressed)) {
            return call.complain("ERROR: could not get idle state.");
        }
        String path = call.arg(compressed ? 2 : 1);
        call.phone().files().write(path, call.phone().display().xml().getBytes(StandardCharsets.UTF_8), call.uid());
        return call.say("UI hierchary dumped to: " + path);
    }

    private static int picture(Call call) {
        call.out().writeBytes(Picture.of(call.phone().display().view()));
        return 0;
    }

    private static int wm(Call call) {
        if (call.arg(0).equals("dismiss-keyguard")) {
            call.phone().display().dismiss();
        }
        return 0;
    }
}
