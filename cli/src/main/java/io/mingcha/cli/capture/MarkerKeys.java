package io.mingcha.cli.capture;

import io.mingcha.settings.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Single keys in the terminal that set markers: the terminal gives each key at once while this is open. */
public final class MarkerKeys implements AutoCloseable {
    private static final Map<Character, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put('p', "privacy_prompt_shown");
        KEYS.put('a', "consent_accept");
        KEYS.put('r', "consent_reject");
        KEYS.put('w', "consent_withdraw");
        KEYS.put('b', "background");
        KEYS.put('f', "foreground");
        KEYS.put('l', "login");
        KEYS.put('o', "personalization_off");
        KEYS.put('g', "guardian_consent");
    }

    private final boolean raw;

    private MarkerKeys(boolean raw) {
        this.raw = raw;
    }

    /** Only a real terminal can be put into this state. */
    public static MarkerKeys open() {
        return new MarkerKeys(System.console() != null && stty("-icanon", "-echo", "min", "0", "time", "2"));
    }

    public boolean isOpen() {
        return raw;
    }

    public static Text legend() {
        StringBuilder out = new StringBuilder();
        KEYS.forEach((key, kind) -> out.append(key).append(' ').append(kind).append("  "));
        return Text.of("按键标记：" + out + "q 结束", "Keys: " + out + "q end");
    }

    /** The next key within a fifth of a second, if one comes. */
    public static Optional<Character> next() throws IOException {
        int key = System.in.read();
        return key < 0 ? Optional.empty() : Optional.of((char) key);
    }

    public static Optional<String> markerOf(char key) {
        return Optional.ofNullable(KEYS.get(Character.toLowerCase(key)));
    }

    @Override
    public void close() {
        if (raw) {
            stty("sane");
        }
    }

    private static boolean stty(String... settings) {
        String[] command = new String[settings.length + 1];
        command[0] = "stty";
        System.arraycopy(settings, 0, command, 1, settings.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
