package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.util.Map;
import java.util.TreeMap;

/** What the phone counts by user id. What apps moved is counted when it is asked for, as Android does. */
final class NetStats {
    private static final int BUCKET = 7200;
    private static final int SYSTEM = 1000;

    private final Map<Integer, long[]> counted = new TreeMap<>();
    private final Map<Integer, long[]> pending = new TreeMap<>();
    private boolean silent;

    NetStats() {
        add(counted, SYSTEM, 77_000, 9_000);
    }

    synchronized void move(int uid, long received, long sent) {
        add(pending, uid, received, sent);
    }

    private static void add(Map<Integer, long[]> to, int uid, long received, long sent) {
        long[] both = to.computeIfAbsent(uid, u -> new long[2]);
        both[0] += received;
        both[1] += sent;
    }

    synchronized void silent() {
        silent = true;
    }

    synchronized int run(Call call) {
        if (silent) {
            return call.complain("Can't find service: netstats");
        }
        if (call.args().contains("--poll")) {
            pending.forEach((uid, both) -> add(counted, uid, both[0], both[1]));
            pending.clear();
            return call.say("Forced poll");
        }
        boolean recent = call.phone().sdk() >= 31;
        String ident = recent
                ? "ident=[{type=1, ratType=COMBINED, wifiNetworkKey=\"Lab-5G\"wpa2-psk, metered=false, defaultNetwork=true,"
                        + " oemManaged=OEM_NONE, subId=-1}]"
                : "ident=[{type=WIFI, subType=COMBINED, networkId=\"Lab-5G\", metered=false, defaultNetwork=true}]";
        long start = call.phone().now().getEpochSecond() / BUCKET * BUCKET;
        call.say("Active interfaces:");
        call.say("  iface=wlan0 " + ident);
        call.say("Xt stats:");
        call.say("  Pending bytes: 0");
        call.say("  " + (recent ? "History since boot:" : "Complete history:"));
        call.say("  " + ident + " uid=-1 set=ALL tag=0x0");
        bucket(call, start, 987_654_321, 123_456);
        call.say("UID stats:");
        call.say("  Pending bytes: 744134");
        call.say("  " + (recent ? "History since boot:" : "Complete history:"));
        counted.forEach((uid, both) -> {
            call.say("  " + ident + " uid=" + uid + " set=DEFAULT tag=0x0");
            if (uid == SYSTEM) {
                bucket(call, start - BUCKET, 500, 40);
            }
            bucket(call, start, both[0] / 2, both[1]);
            call.say("  " + ident + " uid=" + uid + " set=FOREGROUND tag=0x0");
            bucket(call, start, both[0] - both[0] / 2, 0);
        });
        call.say("UID tag stats:");
        call.say("  Pending bytes: 0");
        counted.forEach((uid, both) -> {
            call.say("  " + ident + " uid=" + uid + " set=DEFAULT tag=0xffffff82");
            bucket(call, start, both[0], both[1]);
        });
        return 0;
    }

    private static void bucket(Call call, long start, long received, long sent) {
        call.say("    NetworkStatsHistory: bucketDuration=" + BUCKET);
        call.say("      st=" + start + " rb=" + received + " rp=" + received / 900 + " tb=" + sent + " tp=" + sent / 300
                + " op=0");
    }
}
