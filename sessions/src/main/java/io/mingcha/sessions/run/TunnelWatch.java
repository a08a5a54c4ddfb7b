package io.mingcha.sessions.run;

import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows the system's question whether an app may set up a VPN. What was chosen leaves no trace on the screen: whether the
 * tunnel then comes tells.
 */
final class TunnelWatch {
    /** An app sets its tunnel up a moment after it may. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Recogniser recogniser;
    private final Device device;
    private final RunLog log;
    private boolean shown;
    private boolean refusedByPlan;
    /** Another tunnel stood before: that one stands afterwards says nothing. */
    private boolean stood;

    private Optional<Instant> gone = Optional.empty();

    TunnelWatch(Recogniser recogniser, Device device, RunLog log) {
        this.recogniser = recogniser;
        this.device = device;
        this.log = log;
    }

    void seen(Screen screen) {
        boolean now = recogniser.tunnel(screen).isPresent();
        if (now && !shown) {
            refusedByPlan = false;
            stood = device.tunnelled().orElse(false);
            gone = Optional.empty();
            log.event(
                    screen.got(),
                    "vpn_asked",
                    Text.of(
                            "系统询问是否允许一个应用建立 VPN。请在设备上选择，或在计划中写 permission: grant",
                            "The system asks whether an app may set up a VPN. Choose on the device, or write permission: grant"
                                    + " in the plan"));
        } else if (!now && shown) {
            gone = Optional.of(screen.got());
        }
        shown = now;
        if (gone.isPresent()) {
            settle(screen.got(), !gone.get().plus(PATIENCE).isAfter(screen.got()));
        }
    }

    /** The plan tapped something. */
    void tapped(Node node, Screen on) {
        if (shown) {
            Sight sight = recogniser.read(on);
            refusedByPlan = sight.find(Role.DENY).filter(node::equals).isPresent();
        }
    }

    /** Nothing more will be seen. */
    void ended(Instant at) {
        if (shown || gone.isPresent()) {
            settle(at, true);
        }
    }

    private void settle(Instant at, boolean last) {
        Optional<Boolean> stands = device.tunnelled();
        if (stands.orElse(false) && !stood) {
            log.event(at, "vpn_allowed", Text.of("VPN 已建立", "The VPN stands"));
            gone = Optional.empty();
        } else if (last) {
            gone = Optional.empty();
            refused(at, stands.isPresent() && !stands.get());
        }
    }

    private void refused(Instant at, boolean sure) {
        Text what = sure
                ? Text.of("没有获准建立 VPN：隧道未出现", "The VPN was not allowed: no tunnel came")
                : Text.of("无法确定 VPN 是否获准建立", "Whether the VPN was allowed cannot be told");
        Text next = Text.of(
                "若需要隧道，请在应用中再次打开并点“确定”，或运行 adb shell appops set 包名 ACTIVATE_VPN allow；没有它，绕过代理的流量看不到",
                "If the tunnel is wanted, switch it on again in its app and tap «OK», or run adb shell appops set PACKAGE"
                        + " ACTIVATE_VPN allow; without it, what goes past the proxy is not seen");
        if (refusedByPlan) {
            log.event(at, "vpn_refused", Text.of(what.zh() + "（按计划）", what.en() + ", as the plan wants"));
        } else {
            log.limited(at, "vpn_refused", Level.LIMITED, what, next);
        }
    }
}
