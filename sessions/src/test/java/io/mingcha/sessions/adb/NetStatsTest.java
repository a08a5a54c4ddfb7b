package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.TrafficCount;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetStatsTest {
    private static final TrafficCount NOTHING = new TrafficCount(Map.of());

    private static final String ANDROID_9 = """
            Active interfaces:
              iface=wlan0 ident=[{type=WIFI, subType=COMBINED, networkId="Lab", metered=false, defaultNetwork=true}]
            Dev stats:
              Pending bytes: 84
              Complete history:
              ident=[{type=WIFI, subType=COMBINED, networkId="Lab"}] uid=-1 set=ALL tag=0x0
                NetworkStatsHistory: bucketDuration=3600
                  st=1790661600 rb=900 rp=1 tb=900 tp=1 op=0
            UID stats:
              Pending bytes: 5029025
              Complete history:
              ident=[{type=WIFI, subType=COMBINED, networkId="Lab", metered=false, defaultNetwork=true}] uid=10147 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  (omitting 3 buckets)
                  st=1790661600 rb=1000 rp=10 tb=500 tp=5 op=0
                  st=1790668800 rb=2000 rp=20 tb=700 tp=7 op=0
              ident=[{type=MOBILE, subType=COMBINED, subscriberId=310260..., metered=true}] uid=10147 set=FOREGROUND tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=10 rp=1 tb=5 tp=1 op=0
              ident=[] uid=10147 set=DBG_VPN_IN tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=77 rp=1 tb=77 tp=1 op=0
              ident=[{type=WIFI}] uid=0 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=3 rp=1 tb=4 tp=1 op=0
            UID tag stats:
              Pending bytes: 0
              Complete history:
              ident=[{type=WIFI}] uid=10147 set=DEFAULT tag=0xff
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=5000 rp=50 tb=5000 tp=50 op=0
            """;

    private static final String ANDROID_15 = """
            NetworkStatsService dump:
            Configs:
              netstats_combine_subtype_enabled=true
            UID stats:
              Pending bytes: 12
              History since boot:
              ident=[{type=1, ratType=COMBINED, wifiNetworkKey="Lab"wpa2-psk, metered=false, defaultNetwork=true, oemManaged=OEM_NONE, subId=-1}] uid=10147 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=4000 rp=10 tb=215 tp=5 op=0
              ident=[{type=1, ratType=COMBINED, wifiNetworkKey="Lab"wpa2-psk, subId=-1}] uid=0 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200
                  st=1790661600 rb=3 rp=1 tb=4 tp=1 op=0
            UID tag stats:
              ident=[{type=1}] uid=10147 set=DEFAULT tag=0x10
                  st=1790661600 rb=5000 rp=50 tb=5000 tp=50 op=0
            BPF raw stats:
              mAppUidStatsMap:
                uid rxBytes rxPackets txBytes txPackets
                10147 888 8 888 8
            """;

    private static final String ANDROID_4 = """
            UID stats:
              Complete history:
              ident=[[type=WIFI, subType=COMBINED, networkId="Lab"]] uid=10147 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200000
                  bucketStart=1790661600000 activeTime=7200000 rxBytes=4000 rxPackets=10 txBytes=215 txPackets=5 operations=0
              ident=[[type=WIFI]] uid=0 set=DEFAULT tag=0x0
                NetworkStatsHistory: bucketDuration=7200000
                  bucketStart=1790661600000 rxBytes=3 rxPackets=1 txBytes=4 txPackets=1 operations=0
            UID tag stats:
            """;

    private static Map<Integer, Long> read(String dump) {
        return NetStats.parse(dump).orElseThrow().since(NOTHING);
    }

    @Test
    void each_android_counts_in_its_own_spelling() {
        for (String dump : new String[] {ANDROID_9, ANDROID_15, ANDROID_4}) {
            assertThat(read(dump)).as(dump).isEqualTo(Map.of(10147, 4215L, 0, 7L));
        }
    }

    @Test
    void lines_may_end_as_they_end_on_a_terminal_and_be_set_in_deeper() {
        assertThat(read(ANDROID_9.replace("\n", "\r\n"))).containsEntry(10147, 4215L);
        assertThat(read(ANDROID_9.indent(7))).containsEntry(10147, 4215L);
    }

    @Test
    void only_what_is_more_than_before_was_moved() {
        TrafficCount before = NetStats.parse(ANDROID_9).orElseThrow();
        String later = ANDROID_9
                .replace("st=1790668800 rb=2000", "st=1790668800 rb=2600")
                // the oldest are not printed any more, and a new one began
                .replace("st=1790661600 rb=1000 rp=10 tb=500", "st=1790676000 rb=30 rp=1 tb=2");

        assertThat(NetStats.parse(later).orElseThrow().since(before)).isEqualTo(Map.of(10147, 632L));
        assertThat(before.since(before)).isEmpty();
        assertThat(before.since(NetStats.parse(later).orElseThrow())).containsOnlyKeys(10147);
    }

    @Test
    void a_device_that_does_not_say_is_not_taken_for_one_that_counted_nothing() {
        assertThat(NetStats.parse("Can't find service: netstats")).isEmpty();
        assertThat(NetStats.parse("")).isEmpty();
        assertThat(NetStats.parse("UID stats:\n  Pending bytes: 0\n"))
                .hasValueSatisfying(c -> assertThat(c.bytes()).isEmpty());
    }

    @Test
    void whatever_is_cut_or_garbled_counts_no_more_than_the_whole() {
        Random random = new Random(20261126);
        for (String dump : new String[] {ANDROID_9, ANDROID_15, ANDROID_4}) {
            for (int end = 0; end < dump.length(); end++) {
                Optional<TrafficCount> cut = NetStats.parse(dump.substring(0, end));
                assertThat(cut.map(c -> c.since(NOTHING).getOrDefault(10147, 0L))
                                .orElse(0L))
                        .isLessThanOrEqualTo(4215);
            }
            for (int i = 0; i < 2000; i++) {
                StringBuilder garbled = new StringBuilder(dump);
                for (int n = random.nextInt(8); n >= 0; n--) {
                    int at = random.nextInt(garbled.length());
                    switch (random.nextInt(3)) {
                        case 0 -> garbled.deleteCharAt(at);
                        case 1 -> garbled.setCharAt(at, (char) random.nextInt(0x250));
                        default -> garbled.insert(at, "st=9 rb=99999999999999999999 tb=-1 uid=");
                    }
                }
                NetStats.parse(garbled.toString())
                        .ifPresent(c -> assertThat(c.bytes().values()).allMatch(n -> n >= 0));
            }
        }
    }
}
