package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Disturbance;
import io.mingcha.sessions.device.Disturbance.Kind;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a device's way to the capture stands on, looked at again and again: its network, its proxy setting, the root among its
 * system's certificates. One command, which needs no root.
 */
final class Vigil {
    private static final String ASK = "ip -o addr show scope global; echo; settings get global http_proxy; echo; pidof"
            + " zygote64 zygote; echo; ls " + TrustStore.STORE + "/";
    private static final Standing NOTHING = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Pattern ADDRESS = Pattern.compile("(?m)^\\d+: (\\S+)\\s+inet ([0-9.]+)/");
    private static final Pattern TUNNEL = Pattern.compile("(?:tun|wg|ppp|ipsec)\\d*");

    private final Shell shell;
    private final String serial;
    private final Runnable again;
    private Optional<Standing> expected = Optional.empty();
    private Set<String> known = Set.of();
    private boolean offline;

    /** @param again sets the way up once more */
    Vigil(Shell shell, String serial, Runnable again) {
        this.shell = shell;
        this.serial = serial;
        this.again = again;
    }

    /**
     * What was set up.
     *
     * @param proxy the setting, if it was taken
     * @param root the file of the root, if it lies among the system's
     * @param processes those that apps are born from, if the root was shown to each of them
     */
    record Standing(Optional<String> proxy, Optional<String> root, Optional<String> processes) {}

    private record Look(Set<String> addresses, boolean tunnel, String proxy, String processes, boolean root) {}

    /** From now on this is to stand, as far as a shell without root sees it. */
    void begin(Standing standing) {
        Look now = ask(standing);
        expected = Optional.of(
                new Standing(standing.proxy(), standing.root().filter(r -> now.root()), standing.processes()));
        known = known.isEmpty() ? now.addresses() : known;
    }

    /** Whether a tunnel of the device's own stands now. */
    boolean isTunnelled() {
        return ask(expected.orElse(NOTHING)).tunnel();
    }

    /** What befell since the last look; what can be set up again has been. */
    List<Disturbance> look() {
        if (expected.isEmpty()) {
            return List.of();
        }
        Standing standing = expected.get();
        Look now = ask(standing);
        List<Disturbance> found = new ArrayList<>();
        network(now.addresses()).ifPresent(found::add);
        boolean unset = standing.proxy().filter(p -> !p.equals(now.proxy())).isPresent();
        boolean uncovered = standing.root().isPresent() && !now.root()
                || standing.processes().filter(p -> !p.equals(now.processes())).isPresent();
        if (unset || uncovered) {
            again.run();
            Standing after = expected.orElse(standing);
            if (unset) {
                found.add(unset(after.proxy().isPresent()));
            }
            if (uncovered) {
                found.add(uncovered(after.root().isPresent()));
            }
        }
        return found;
    }

    private Look ask(Standing standing) {
        String root = standing.root().orElse("none");
        String[] parts = shell.run(ASK + root + " 2>/dev/null").text().split("\n\n", -1);
        String addresses = parts[0];
        Set<String> own = ADDRESS.matcher(addresses)
                .results()
                .filter(m -> !TUNNEL.matcher(m.group(1)).matches())
                .map((MatchResult m) -> m.group(2))
                .collect(Collectors.toUnmodifiableSet());
        boolean tunnel = ADDRESS.matcher(addresses)
                .results()
                .anyMatch(m -> TUNNEL.matcher(m.group(1)).matches());
        return new Look(
                own, tunnel, part(parts, 1), part(parts, 2), !part(parts, 3).isEmpty());
    }

    private static String part(String[] parts, int i) {
        return i < parts.length ? parts[i].strip() : "";
    }

    /** A device that never had an address, as one on a cable alone, loses none. */
    private Optional<Disturbance> network(Set<String> now) {
        if (now.isEmpty()) {
            boolean lost = !known.isEmpty() && !offline;
            offline |= lost;
            return lost ? Optional.of(lost()) : Optional.empty();
        }
        boolean other = !known.isEmpty() && now.stream().noneMatch(known::contains);
        boolean back = offline;
        offline = false;
        known = now;
        return other ? Optional.of(moved()) : back ? Optional.of(back()) : Optional.empty();
    }

    private Disturbance of(Kind kind, Text what, Text remedy) {
        return new Disturbance(kind, new Fault(what, serial, remedy));
    }

    private Disturbance lost() {
        return of(
                Kind.NETWORK_LOST,
                Text.of("设备失去了网络", "The device lost its network"),
                Text.of(
                        "请检查 Wi-Fi；网络恢复后运行会自行继续，但断网期间的沉默不能作为依据",
                        "See to its Wi-Fi; the run goes on when it is back, but silence meanwhile proves nothing"));
    }

    private Disturbance back() {
        return of(
                Kind.NETWORK_BACK,
                Text.of("设备的网络恢复了，地址未变", "The device has its network again, at its old address"),
                Text.of("无需处理；若要完整的结论请重新运行", "Nothing to do; for a full verdict run it again"));
    }

    private Disturbance moved() {
        return of(
                Kind.ADDRESS_CHANGED,
                Text.of("设备的网络地址变了：旧连接已断开", "The device's address changed: its old connections broke"),
                Text.of(
                        "若代理只允许部分地址（--allow），请确认新地址也在其中；为测试机固定 DHCP 地址可避免",
                        "If the proxy admits some addresses only (--allow), see that the new one is among them; a fixed"
                                + " DHCP lease avoids it"));
    }

    private Disturbance unset(boolean again) {
        return of(
                Kind.PROXY_UNSET,
                again
                        ? Text.of("设备的代理设置被改动，已重新设置", "The device's proxy setting was changed; it was set again")
                        : Text.of(
                                "设备的代理设置被改动，且无法重新设置", "The device's proxy setting was changed and cannot be set again"),
                Text.of(
                        "请查明是谁改动的（设备管理应用、VPN 应用、另一位测试者），然后重新运行",
                        "Find out who changes it (a device owner's app, a VPN app, another tester) and run it again"));
    }

    private Disturbance uncovered(boolean again) {
        return of(
                Kind.CERTIFICATE_GONE,
                again
                        ? Text.of(
                                "根证书从设备上消失，已重新放入；其间的流量读不到",
                                "The root certificate was gone from the device; it was put there again, what was sent meanwhile"
                                        + " was not read")
                        : Text.of(
                                "根证书从设备上消失，且无法重新放入",
                                "The root certificate is gone from the device and cannot be put there again"),
                Text.of(
                        "请查明是什么移除了它（系统界面重启、Magisk 模块、设备管理应用），然后重新运行",
                        "Find out what removes it (a restart of the system's shell, a Magisk module, a device owner's app)"
                                + " and run it again"));
    }
}
