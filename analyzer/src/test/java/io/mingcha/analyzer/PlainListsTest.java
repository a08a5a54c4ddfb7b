package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that are personal whoever's they are, written as text or as arrays without names. */
class PlainListsTest {

    private static List<Exposure> sent(String body) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", body)
                .analyze()
                .exposures();
    }

    private static List<Exposure> bulk(String body) {
        return sent(body).stream()
                .filter(e -> e.method() == Exposure.Method.BULK_SHAPE)
                .toList();
    }

    /** # counts up from ten. */
    private static String times(int n, String row, String between) {
        return IntStream.range(10, 10 + n)
                .mapToObj(i -> row.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(between));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "wifi_list         ! wifi        ! home|a4:12:42:#:03:04|-60                 ! ;",
                "wifi_list         ! w           ! a4:12:42:#:03:04,home,-60,2437             ! ;",
                "wifi_list         ! scanResults ! a4:12:42:#:03:04,-60                      ! |",
                "bluetooth_devices ! ble         ! a4:12:42:#:03:04,Band,-60                 ! ;",
                "movement_track    ! d           ! 31.2#04,121.4#37,17900000#               ! ;",
                "movement_track    ! d           ! 17900000#000 121.4#37123 31.2#04123 3.2  ! |",
                "sensor_data       ! accelerometer ! 0.#1,9.#1,-0.#2                         ! ;",
                "call_log          ! calls       ! 137#345670,17900000#,#                   ! ;",
                "call_log          ! d           ! 137#345670|2|17900000#|#                 ! ;",
                "sms               ! sms_list    ! 137#345670|see you at six                 ! ||",
                "sms               ! d           ! 137#345670|晚上一起吃饭吧|17900000#      ! #",
                "contacts          ! d           ! 陈晓:137#345670                           ! ,",
                "contacts          ! d           ! 137#345670:Anna Walker                    ! ;",
                "cell_id           ! nearbts     ! 460,00,20831,1827364#,-67                 ! |",
                "app_list          ! installed   ! com.a#.b:1.2                              ! |",
                "app_list          ! installed   ! com.a#.b|1.2|名称                         ! ;",
            })
    void a_list_in_one_text_is_told_by_what_its_cells_look_like(String type, String key, String row, String between) {
        String text = between.equals("#") ? times(12, row, "~").replace("~", "#") : times(12, row, between);

        List<Exposure> found = bulk("{\"" + key + "\":\"" + text + "\"}");

        assertThat(found).extracting(Exposure::dataType).containsExactly(type);
        assertThat(found.get(0).count()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "call_log       ! d     ! \"137#345670\",1,17900000#,#",
                "call_log       ! calls ! \"陈晓\",\"137#345670\",\"2026-01-#10:#:00\",#,\"呼出\"",
                "sms            ! d     ! 1,\"137#345670\",\"明天下午三点开会\",17900000#",
                "movement_track ! d     ! 121.4#37,31.2#04,17900000#",
                "sensor_data    ! gyro  ! 17900000#000,0.#1,0.#2,0.#3",
                "wifi_list      ! wifis ! \"home\",\"a4:12:42:#:03:04\",-60",
                "contacts       ! d     ! \"陈晓\",\"137#345670\",3",
            })
    void rows_of_arrays_are_told_in_the_same_way(String type, String key, String row) {
        assertThat(bulk("{\"" + key.replace("gyro", "gyroscope") + "\":[[" + times(12, row, "],[") + "]]}"))
                .extracting(Exposure::dataType)
                .containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "sms               ! sms         ! {'addr':'106900#','b':'您的取件码是五六七','ts':17900000#000}",
                "sms               ! smsList     ! {'a':'137#345670','b':'see you at six','c':'2026-01-#10:#:00'}",
                "call_log          ! callLogs    ! {'n':'137#345670','t':17900000#000,'k':2}",
                "wifi_list         ! wifis       ! {'a':'home','b':'a4:12:42:#:03:04'}",
                "bluetooth_devices ! ble         ! {'n':'Band','k':'a4:12:42:#:03:04'}",
            })
    void rows_with_names_that_say_nothing_are_told_by_the_name_of_their_list(String type, String key, String row) {
        String rows = times(12, row.replace('\'', '"'), ",");

        assertThat(bulk("{\"" + key + "\":[" + rows + "]}"))
                .extracting(Exposure::dataType)
                .containsExactly(type);
        assertThat(bulk("{\"d\":[" + rows + "]}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                // texts to be sent, prices, what a page may ask for, one number, no time, no number, a name of another
                // list
                "sms         ! {'id':'10#','title':'登录验证码','text':'您的验证码是五位数字'}",
                "sms         ! {'template':'SMS_1#','content':'您的验证码是五位数字','time':17900000#000}",
                "sms         ! {'addr':'10690000','b':'您的取件码是五六七','ts':17900000#000}",
                "sms         ! {'code':'106900#','b':'您的取件码是五六七'}",
                "smsPackages ! {'id':#,'count':'500','price':'29.9'}",
                "calls       ! {'method':'getUser','at':17900000#000,'ms':#}",
                "calls       ! {'id':'137#345670','state':'ok'}",
                "wifi        ! {'name':'home','signal':-60}",
                "inboxes     ! {'addr':'106900#','b':'您的取件码是五六七','ts':17900000#000}",
            })
    void rows_of_other_things_in_a_list_called_so_are_left_alone(String key, String row) {
        assertThat(bulk("{\"" + key + "\":[" + times(12, row.replace('\'', '"'), ",") + "]}"))
                .isEmpty();
    }

    @Test
    void texts_in_an_array_are_rows_too() {
        assertThat(bulk("{\"w\":[\"" + times(3, "a4:12:42:#:03:04,home,-60,2437", "\",\"") + "\"]}"))
                .extracting(Exposure::dataType)
                .containsExactly("wifi_list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                // strengths are told of Bluetooth too
                "d        ! home|a4:12:42:#:03:04|-60      ! ;",
                // a line on a map, a heat map, quakes, and what stands still
                "polyline ! 121.4#37,31.2#04               ! ;",
                "grid     ! 121.4#37,31.2#04,#             ! ;",
                "quakes   ! 17900000#,31.2#04,101.4#37    ! ;",
                "d        ! 17900000#,31.2304,121.4737    ! ;",
                "d        ! 17900000#,#.2304,1#.4737      ! ;",
                // prices, frames, temperatures
                "k        ! 17900000#,12.#,11.#,12.#      ! ;",
                "fps      ! 0.#1,9.#1,-0.#2                ! ;",
                "soil_sensors ! 21.#,40.#,10.#              ! ;",
                // orders, lines of business, one number over and over
                "orders   ! 17900000#,137#345670          ! ;",
                "d        ! 021-5566#123:老王面馆          ! ,",
                "d        ! 陈晓:13712345670               ! ,",
                "drivers  ! 陈晓:137#345670                ! ,",
                // what services are asked to send has no times
                "sms      ! 106900#|您的验证码已经发送      ! ;",
                "lib      ! com.a#.b:1.2                   ! |",
                "ua       ! Mozilla/5.0 (X11; a#)          ! ;",
            })
    void what_is_written_alike_and_is_nobodys_is_left_alone(String key, String row, String between) {
        assertThat(bulk("{\"" + key + "\":\"" + times(12, row, between) + "\"}"))
                .isEmpty();
    }

    @Test
    void positions_all_over_the_world_are_no_ones_way() {
        String rows = IntStream.range(10, 22)
                .mapToObj(i -> "[17900000" + i + ",3" + i % 9 + ".2304,1" + i + ".4737]")
                .collect(Collectors.joining(","));

        assertThat(bulk("{\"d\":[" + rows + "]}")).isEmpty();
    }

    @Test
    void apps_that_many_people_have_make_a_list_of_installed_ones_whatever_it_is_called() {
        String own = times(5, "com.foo#.bar", ";");

        assertThat(bulk("{\"k9\":\"com.tencent.mm;com.taobao.taobao;tv.danmaku.bili;" + own + "\"}"))
                .extracting(Exposure::dataType)
                .containsExactly("app_list");
        assertThat(
                        bulk(
                                "{\"k9\":[\"com.tencent.mm\",\"com.taobao.taobao\",\"tv.danmaku.bili\",\"com.a.b\",\"com.a.c\"]}"))
                .extracting(Exposure::dataType)
                .containsExactly("app_list");
        assertThat(bulk("{\"k9\":\"com.tencent.mm;com.taobao.taobao;" + own + "\"}"))
                .isEmpty();
    }

    @Test
    void columns_and_rows_in_json_and_tables_in_text_are_lists_like_any_other() {
        String call = "[\"137#345670\",17900000#,#]";

        assertThat(bulk("{\"cols\":[\"number\",\"date\",\"duration\"],\"rows\":[" + times(4, call, ",") + "]}"))
                .extracting(Exposure::dataType)
                .containsExactly("call_log");
        assertThat(bulk("name,phone,company\n" + times(4, "陈晓,137#345670,某某公司", "\n")))
                .extracting(Exposure::dataType)
                .containsExactly("contacts");
        assertThat(bulk("shop_name,phone\n" + times(4, "老陈面馆,137#345670", "\n")))
                .isEmpty();
    }
}
