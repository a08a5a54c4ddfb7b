package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;

/** A text as commands of {@code input}. */
final class Typing {
    private static final int PIECE = 200;

    private Typing() {}

    /** @throws DeviceTrouble {@code UNSUPPORTED} for what {@code input} cannot type */
    static List<String> commands(String serial, String text) {
        List<String> commands = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t') {
                end(piece, commands);
                commands.add("input keyevent " + (c == '\n' ? "66" : "61"));
                continue;
            }
            if (c < ' ' || c > '~') {
                throw untypable(serial, text.codePointAt(i));
            }
            // input makes a blank of %s: the two must not stand side by side
            if (c == 's' && !piece.isEmpty() && piece.charAt(piece.length() - 1) == '%') {
                end(piece, commands);
            }
            piece.append(c == ' ' ? "%s" : String.valueOf(c));
            if (piece.length() >= PIECE && c != '%') {
                end(piece, commands);
            }
        }
        end(piece, commands);
        return commands;
    }

    private static void end(StringBuilder piece, List<String> commands) {
        if (!piece.isEmpty()) {
            commands.add("input text " + Shell.quoted(piece.toString()));
            piece.setLength(0);
        }
    }

    private static DeviceTrouble untypable(String serial, int code) {
        String character = Character.toString(code);
        return Troubles.trouble(
                DeviceTrouble.Kind.UNSUPPORTED,
                serial,
                Text.of(
                        "Android 的 input text 只能输入 ASCII，不能输入“" + character + "”",
                        "Android's input text types ASCII only, not «" + character + "»"),
                Text.of(
                        "请改用 Appium 驱动，或在计划中使用拉丁字母与数字",
                        "Use the Appium driver, or letters and digits of ASCII in the plan"));
    }
}
