package io.mingcha.sessions.run;

import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Disturbance;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.run.CaptureService.Standing;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run depends on and does not drive: the device's way to the capture, its trust in the root, the capture's proxy and
 * disk, a VPN that somebody asks for. Whatever happens to it is told when it happens, and a run is never full after it.
 */
final class Surroundings {
    private final Device device;
    private final CaptureService.Recording recording;
    private final Presence presence;
    private final RunLog log;
    private final TunnelWatch tunnel;
    private Standing standing = Standing.WELL;
    private boolean trustLost;

    Surroundings(
            Device device, CaptureService.Recording recording, Recogniser recogniser, Presence presence, RunLog log) {
        this.device = device;
        this.recording = recording;
        this.presence = presence;
        this.log = log;
        this.tunnel = new TunnelWatch(recogniser, device, log);
    }

    void seen(Screen screen) {
        tunnel.seen(screen);
    }

    void tapped(Node node, Screen on) {
        tunnel.tapped(node, on);
    }

    /** Asks how things are. */
    void look() {
        device.disturbed().forEach(this::befell);
        capture();
    }

    /** The device will not be asked any more. */
    void ended() {
        capture();
    }

    /** Nothing more will be shown. */
    void ended(Screen last) {
        tunnel.ended(last.got());
    }

    private void befell(Disturbance disturbance) {
        String kind = disturbance.kind().name().toLowerCase(Locale.ROOT);
        if (disturbance.kind() == Disturbance.Kind.LOCKED) {
            presence.locked();
        }
        trustLost |= disturbance.kind() == Disturbance.Kind.CERTIFICATE_GONE;
        if (disturbance.limits()) {
            log.limited(
                    recording.now(),
                    kind,
                    Level.LIMITED,
                    disturbance.fault().what(),
                    disturbance.fault().remedy());
        } else {
            log.event(
                    recording.now(),
                    kind,
                    RunLog.whole(disturbance.fault().what(), disturbance.fault().remedy()));
        }
    }

    private void capture() {
        Instant now = recording.now();
        Standing is = recording.standing();
        if (is != standing) {
            standing = is;
            stands(is, now);
        }
        if (!trustLost) {
            Optional<Instant> since = TrustLoss.in(recording.handshakes());
            trustLost = since.isPresent();
            since.ifPresent(this::refused);
        }
    }

    private void stands(Standing is, Instant now) {
        switch (is) {
            case PROXY_RESTARTED ->
                log.limited(
                        now,
                        "proxy_restarted",
                        Level.LIMITED,
                        Text.of(
                                "代理曾中断，已在原地址重新启动；其间的请求没有送达",
                                "The proxy was gone and was started again at its address; what was sent meanwhile did not arrive"),
                        Text.of(
                                "查明它为何中断（内存、文件描述符），然后重新运行",
                                "Find out why it went (memory, descriptors) and run it again"));
            case PROXY_GONE ->
                log.limited(
                        now,
                        "proxy_gone",
                        Level.UNUSABLE,
                        Text.of(
                                "代理已不再接受连接，且无法重新启动",
                                "The proxy takes no connections any more and cannot be started again"),
                        Text.of("查看占用其端口的程序，然后重新运行", "See what holds its port, and run it again"));
            case NOT_RECORDING ->
                log.event(
                        now,
                        "not_recorded",
                        Text.of(
                                "从现在起流量不再被记录：磁盘已满或不可写。请释放空间后重新运行",
                                "From now on traffic is not recorded: the disk is full or cannot be written. Free space and"
                                        + " run it again"));
            case WELL -> {
                // as before
            }
        }
    }

    private void refused(Instant since) {
        log.limited(
                recording.now(),
                "certificate_refused",
                Level.LIMITED,
                Text.of(
                        "自 " + since + " 起，应用拒绝了此前接受过的证书：根证书很可能已从设备上移除",
                        "Since " + since
                                + " apps refuse the certificate that they took before: the root has probably been"
                                + " removed from the device"),
                Text.of(
                        "在设备上重新安装并信任根证书（mingcha device check 可查），然后重新运行",
                        "Install and trust the root on the device again (mingcha device check tells), and run it again"));
    }
}
