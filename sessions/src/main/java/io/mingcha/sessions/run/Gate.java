package io.mingcha.sessions.run;

import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.Thresholds;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whether a run carries a verdict. A run of which too little was seen is never clean. */
final class Gate {
    /** What goes past the proxy in every run: questions for names, pings, keeping alive. */
    private static final long NOTEWORTHY = 64 * 1024;

    private final Thresholds wanted;
    private final List<Cause> causes = new ArrayList<>();

    private Gate(Thresholds wanted) {
        this.wanted = wanted;
    }

    /** @param known what went wrong while it ran */
    static RunVerdict verdict(
            Plan plan,
            String device,
            CaptureService.Traffic traffic,
            List<Marker> markers,
            double foreground,
            Optional<DeviceCount> counted,
            List<Cause> known) {
        Gate gate = new Gate(plan.thresholds());
        gate.causes.addAll(known);
        gate.traffic(traffic);
        gate.markers(markers);
        gate.foreground(foreground);
        counted.ifPresent(gate::passed);
        Level level = gate.causes.stream()
                .map(Cause::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.FULL);
        return new RunVerdict(
                level, plan.title(), device, Optional.of(plan.capture().way().label()), gate.causes, counted);
    }

    private void traffic(CaptureService.Traffic traffic) {
        if (!traffic.lossless()) {
            unusable(
                    "lost",
                    "部分流量未被记录",
                    "some traffic passed without being recorded",
                    "释放磁盘空间后重新运行",
                    "Free disk space and run it again");
        }
        if (traffic.connections() == 0) {
            unusable(
                    "silent",
                    "应用没有经过代理发送任何内容",
                    "the app sent nothing through the proxy",
                    "检查代理是否生效（mingcha device check），或改用隧道（mingcha gateway）",
                    "See whether the proxy took effect (mingcha device check), or use the tunnel (mingcha gateway)");
        } else if (traffic.exchanges() < wanted.exchanges()) {
            unusable(
                    "too_few",
                    "只读到 " + traffic.exchanges() + " 个请求，至少需要 " + wanted.exchanges(),
                    "only " + traffic.exchanges() + " exchanges were read, " + wanted.exchanges() + " are wanted",
                    "检查证书是否受信任，或在计划中增加步骤",
                    "See whether the certificate is trusted, or add steps to the plan");
        } else if (traffic.share() < wanted.share()) {
            limited(
                    "unread",
                    "只读到 " + percent(traffic.share()) + " 的连接",
                    "only " + percent(traffic.share()) + " of the connections were read",
                    "用 mingcha coverage 查看原因",
                    "See why with mingcha coverage");
        }
    }

    private void markers(List<Marker> markers) {
        Set<String> kinds = new HashSet<>();
        Set<String> scenes = new HashSet<>();
        for (Marker marker : markers) {
            kinds.add(marker.kind());
            if (marker.kind().equals("scene_enter")) {
                marker.argument().ifPresent(scenes::add);
            }
        }
        wanted.markers().stream().filter(kind -> !kinds.contains(kind)).sorted().forEach(this::noMarker);
        wanted.scenes().stream()
                .filter(scene -> !scenes.contains(scene))
                .sorted()
                .forEach(scene -> limited(
                        "scene",
                        "场景 " + scene + " 没有运行",
                        "scene " + scene + " did not run",
                        "查看步骤记录，修正到达该场景的步骤",
                        "See the log of steps and mend those that lead there"));
    }

    private void noMarker(String kind) {
        limited(
                "marker",
                "标记 " + kind + " 没有出现",
                "marker " + kind + " did not fall",
                "查看截图；若界面用了新的措辞，在 config/consent.yaml 中补充",
                "Look at the screenshots; if the screen uses new words, add them to config/consent.yaml");
    }

    private void foreground(double share) {
        if (share < wanted.foreground()) {
            limited(
                    "foreground",
                    "应用只有 " + percent(share) + " 的时间在前台",
                    "the app was in front for only " + percent(share) + " of the time",
                    "查看截图：是什么盖住了它",
                    "See from the screenshots what covered it");
        }
    }

    /** Only where it is plain: the two do not count the same things. */
    private void passed(DeviceCount count) {
        if (count.past() >= NOTEWORTHY && count.share().orElse(1) < wanted.passed()) {
            limited(
                    "past_proxy",
                    "按设备自己的计数，应用的流量只有 " + percent(count.share().orElse(1)) + " 经过代理",
                    "by the device's own count only " + percent(count.share().orElse(1))
                            + " of what the app moved passed the proxy",
                    "用隧道引导整台设备（mingcha gateway）：它也能看到 QUIC 和不理会代理设置的应用",
                    "Lead the whole device through the tunnel (mingcha gateway), which sees QUIC and apps that ignore the"
                            + " proxy setting");
        }
    }

    private void unusable(String kind, String zh, String en, String nextZh, String nextEn) {
        causes.add(new Cause(kind, Level.UNUSABLE, Text.of(zh, en), Text.of(nextZh, nextEn)));
    }

    private void limited(String kind, String zh, String en, String nextZh, String nextEn) {
        causes.add(new Cause(kind, Level.LIMITED, Text.of(zh, en), Text.of(nextZh, nextEn)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
