package io.mingcha.flows;

import io.mingcha.settings.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a device itself counted in a run, beside what passed the proxy: the difference went another way, as QUIC and apps do
 * that ignore the proxy setting.
 *
 * @param app bytes that the device counted for the app, sent and received
 * @param proxied bytes of the app that passed the proxy, and of nobody knows whom
 * @param past bytes of the app that did not
 * @param open exchanges that were still under way and are in no count of the proxy's
 * @param others whoever else the device counted most for
 */
public record DeviceCount(long app, long proxied, long past, int open, Map<String, Long> others) {
    private static final int KILO = 1000;

    public DeviceCount {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Of what the app moved, the share that passed the proxy, if that can be said. */
    public OptionalDouble share() {
        return open > 0 || proxied + past == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) proxied / (proxied + past));
    }

    /** How much went past the proxy, in a few words. */
    public Text wentPast() {
        return Text.of(shown(past) + "（应用共收发 " + shown(app) + "）", shown(past) + " of the app's " + shown(app));
    }

    /** For people. */
    public Text told() {
        String names = others.entrySet().stream()
                .map(e -> e.getKey() + " " + shown(e.getValue()))
                .collect(Collectors.joining(", "));
        return Text.of(
                "按设备自己的计数：应用收发 " + shown(app) + "，其中未经代理 " + shown(past) + "；代理见到 " + shown(proxied)
                        + (open > 0 ? "（另有 " + open + " 个请求尚未结束）" : "")
                        + (names.isEmpty() ? "" : "。其他：" + names),
                "By the device's own count the app moved " + shown(app) + ", " + shown(past)
                        + " of it past the proxy; the proxy saw " + shown(proxied)
                        + (open > 0 ? " (" + open + " exchange(s) still open)" : "")
                        + (names.isEmpty() ? "" : ". Others: " + names));
    }

    private static String shown(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
