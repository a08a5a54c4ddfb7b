package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.OpenSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Android prints, as its versions print it. */
class FormsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    topResumedActivity=ActivityRecord{5f1 u0 cn.a.b/.Main t12} | cn.a.b
                      mResumedActivity: ActivityRecord{5f1 u0 cn.a.b/cn.c.Main t7} | cn.a.b
                      ResumedActivity: ActivityRecord{5f1 u10 cn.a.b/.Main t7 d0} | cn.a.b
                      mFocusedActivity: ActivityRecord{5f1 u0 cn.a.b/.Main t7} | cn.a.b
                      mCurrentFocus=Window{5f1 u0 cn.a.b/cn.a.b.Main} | cn.a.b
                      mFocusedApp=AppWindowToken{1 token=Token{2 ActivityRecord{3 u0 cn.a.b/.Main t7}}} | cn.a.b
                    """)
    void the_app_in_front(String dump, String app) {
        assertThat(Front.parse(dump)).contains(app);
    }

    @Test
    void a_shade_over_the_app_hides_it_no_more_than_for_its_user() {
        assertThat(Front.parse(
                        "  mCurrentFocus=Window{5f1 u0 NotificationShade}\n  mResumedActivity: ActivityRecord{5f1"
                                + " u0 cn.a.b/.Main t7}"))
                .contains("cn.a.b");
        assertThat(Front.parse("  mCurrentFocus=null")).isEmpty();
    }

    @Test
    void text_for_input_is_split_where_input_would_misread_it() {
        assertThat(Typing.commands("x", "100%s it's\n"))
                .containsExactly("input text '100%'", "input text 's%sit'\\''s'", "input keyevent 66");
        assertThat(Typing.commands("x", "")).isEmpty();
    }

    @Test
    void states_of_devices_and_their_models() {
        assertThat(Listing.of("emulator-5554          device product:sdk model:Pixel_7_Pro device:emu transport_id:1\n"
                        + "R58M             no permissions (missing udev rules?); see [http://developer]\n"
                        + "10.0.0.2:5555\tunauthorized\nX\tsideload\nY\tconnecting\n"))
                .extracting(Listing::serial, Listing::state, l -> l.model().orElse(""))
                .containsExactly(
                        tuple("emulator-5554", Listing.State.READY, "Pixel 7 Pro"),
                        tuple("R58M", Listing.State.NO_PERMISSION, ""),
                        tuple("10.0.0.2:5555", Listing.State.UNAUTHORISED, ""),
                        tuple("X", Listing.State.NOT_ANDROID, ""),
                        tuple("Y", Listing.State.OFFLINE, ""));
    }

    private static Tuple tuple(Object... values) {
        return Assertions.tuple(values);
    }

    @Test
    void sockets_of_both_kinds_and_none_that_its_app_has_ended() {
        String tables = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0F02000A:C350 08080808:01BB 01 00000000:00000000 02:00000000 00000000 10123        0 1 1 0 20 4 30 10 -1
                   1: 0F02000A:C351 08080808:01BB 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0
                   2: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 7 1 0 100
                   3: 0F02000A:C352 08080808:01BB 08 00000000:00000000 00:00000000 00000000 10123        0 7 1 0 100
                   0: 0000000000000000FFFF00000F02000A:C353 0000000000000000FFFF000008080808:01BB 02 00000000:00000000 00:00000000 00000000 10124        0 1 1 0
                   1: B80D0120000000000000000001000000:C354 B80D0120000000000000000002000000:01BB 01 00000000:00000000 00:00000000 00000000 1010125        0 1 1 0
                """;

        List<OpenSocket> sockets = SocketTable.parse(tables, uid -> "u" + uid, Instant.EPOCH, Instant.EPOCH);

        assertThat(sockets)
                .extracting(s -> s.app() + " " + s.local() + " " + s.remote())
                .containsExactly(
                        "u10123 /10.0.2.15:50000 /8.8.8.8:443",
                        "u10124 /10.0.2.15:50003 /8.8.8.8:443",
                        "u1010125 /[2001:db8:0:0:0:0:0:1]:50004 /[2001:db8:0:0:0:0:0:2]:443");
    }

    @Test
    void user_ids_of_packages_shared_ones_and_those_of_other_users() {
        AtomicInteger asked = new AtomicInteger();
        Uids uids = new Uids((command, limit) -> {
            asked.incrementAndGet();
            return new Said(
                    "package:cn.a uid:10123\npackage:cn.b uid:10124\npackage:cn.c uid:10124\npackage:cn.d uid:10125,1010125\n"
                            .getBytes(StandardCharsets.UTF_8),
                    "",
                    0);
        });

        assertThat(uids.owner(10123)).isEqualTo("cn.a");
        assertThat(uids.owner(10124)).isEqualTo("uid:10124");
        assertThat(uids.owner(1010125)).isEqualTo("cn.d");
        assertThat(uids.owner(1010123)).isEqualTo("cn.a");
        assertThat(uids.owner(1000)).isEqualTo("uid:1000");
        assertThat(asked).hasValue(1);
        assertThat(uids.owner(10999)).isEqualTo("uid:10999");
        assertThat(uids.owner(10999)).isEqualTo("uid:10999");
        assertThat(asked).hasValue(2);
    }
}
