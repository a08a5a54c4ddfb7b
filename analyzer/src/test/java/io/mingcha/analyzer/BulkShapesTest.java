package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.settings.Text;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and recordings that are personal whoever's they are. */
class BulkShapesTest {

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

    private static String times(int n, String row) {
        return IntStream.range(0, n)
                .mapToObj(i -> row.replace("#", Integer.toString(10 + i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sms            | {'address':'137#345670','body':'verification code','date':17900000#0}",
                "call_log       | {'number':'137#345670','duration':#,'date':17900000#0}",
                "call_log       | {'phone':'+86 137#345670','call_duration':'#','start_time':'10:#'}",
                "wifi_list      | {'BSSID':'a4:12:42:#:03:04','SSID':'home','level':-60}",
                "movement_track | {'lat':30.12#4,'lng':120.51#3,'ts':17900000#0,'accuracy':12}",
                "sensor_data    | {'ax':0.#13,'ay':9.#1,'az':-0.#2}",
                "bluetooth_devices | {'uuid':'fda50693','major':#,'minor':7,'rssi':-60}",
                "calendar       | {'title':'Dentist','dtstart':'2026-01-#'}",
                "files_storage  | \"/storage/emulated/0/DCIM/#.jpg\"",
            })
    void a_list_is_told_by_its_columns_and_counted(String type, String row) {
        List<Exposure> found = bulk("{\"d\":" + times(12, row.replace('\'', '"')) + "}");

        assertThat(found).extracting(Exposure::dataType).containsExactly(type);
        assertThat(found.get(0).count()).isEqualTo(12);
        assertThat(found.get(0).value()).isEqualTo("12 entries");
    }

    @Test
    void a_list_that_is_nobodys_is_told_to_whoever_asks() {
        String track = times(12, "{\"lat\":30.12#4,\"lng\":120.51#3,\"ts\":17900000#0,\"accuracy\":12}");

        assertThat(whyNot("{\"nearby_cars\":" + track + "}")).contains(Dropped.Why.OF_OTHERS);
        assertThat(whyNot("{\"my_track\":" + track + "}")).doesNotContain(Dropped.Why.OF_OTHERS);
    }

    private static List<Dropped.Why> whyNot(String body) {
        Exchanges sent = new Exchanges().post(1, "https://x.example/u", body);
        return new Analyzer(TestConfiguration.SHIPPED, sent.session())
                .inspect(sent.flows().get(0)).opened(Direction.REQUEST).orElseThrow().dropped().stream()
                        .filter(d -> d.type().equals("movement_track"))
                        .map(Dropped::why)
                        .toList();
    }

    @Test
    void what_was_counted_of_a_list_that_was_cut_is_told_as_a_lower_bound() {
        String calls = numbered(60_000, "{\"number\":\"137%08d\",\"duration\":9,\"date\":1}");
        String people = numbered(60_000, "{\"name\":\"n\",\"phone\":\"137%08d\"}");
        String apps = numbered(60_000, "\"com.example.a%d\"");

        assertThat(bulk("{\"d\":" + calls + "}")).singleElement().satisfies(BulkShapesTest::isCut);
        assertThat(bulk("{\"d\":" + people + "}")).singleElement().satisfies(BulkShapesTest::isCut);
        assertThat(bulk("{\"app_list\":" + apps + "}")).singleElement().satisfies(BulkShapesTest::isCut);
    }

    private static void isCut(Exposure list) {
        assertThat(list.count()).isBetween(12_000, 50_000);
        assertThat(list.masked()).isEqualTo("at least " + list.count() + " entries");
        assertThat(list.shown(false)).isEqualTo(Text.of("至少 " + list.count() + " 条", list.masked()));
        assertThat(list.value()).isEqualTo(list.masked());
    }

    @Test
    void a_list_is_whole_if_only_what_follows_it_was_cut() {
        String call = times(12, "{\"number\":\"137#345670\",\"duration\":#,\"date\":1}");

        assertThat(bulk("{\"d\":" + call + ",\"x\":" + numbered(60_000, "%d") + "}"))
                .singleElement()
                .extracting(Exposure::masked)
                .isEqualTo("12 entries");
        assertThat(bulk("{\"d\":" + call + ",\"x\":[1,"))
                .singleElement()
                .extracting(Exposure::masked)
                .isEqualTo("12 entries");
    }

    @Test
    void a_list_that_ends_with_what_was_recorded_may_have_been_longer() {
        String calls = times(12, "{\"number\":\"137#345670\",\"duration\":#,\"date\":1}");

        assertThat(bulk("{\"d\":" + calls.substring(0, calls.length() - 2)))
                .singleElement()
                .extracting(Exposure::masked)
                .isEqualTo("at least 12 entries");
    }

    @Test
    void six_of_ten_who_have_a_name_and_a_number_make_a_list_one_of_people() {
        assertThat(bulk("{\"d\":" + people(6) + "}"))
                .singleElement()
                .satisfies(found -> assertThat(found.dataType()).isEqualTo("contacts"))
                .satisfies(found -> assertThat(found.count()).isEqualTo(6));
        assertThat(bulk("{\"d\":" + people(5) + "}")).isEmpty();
    }

    /** Ten entries, of which the last are people. */
    private static String people(int count) {
        return IntStream.range(0, 10)
                .mapToObj(i -> i < 10 - count
                        ? "{\"ad\":" + i + "}"
                        : String.format(
                                "{\"name\":\"李%s\",\"mobile\":\"1373456%04d\"}", (char) ('明' + i), 1000 + 37 * i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void numbers_in_a_text_are_counted_up_to_a_bound_that_is_told() {
        String text = IntStream.range(0, 100_001)
                .mapToObj(i -> String.format("137%08d", i))
                .collect(Collectors.joining(" "));

        assertThat(bulk("{\"contacts\":\"" + text + "\"}"))
                .singleElement()
                .extracting(Exposure::masked)
                .isEqualTo("at least 100000 entries");
    }

    @Test
    void numbers_that_are_names_themselves_are_people_where_something_is_called_so() {
        String rows = IntStream.range(0, 6)
                .mapToObj(i -> String.format("\"137345670%02d\":{\"seen\":%d}", 11 + i, i))
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(bulk("{\"phones\":" + rows + "}"))
                .singleElement()
                .satisfies(found -> assertThat(found.count()).isEqualTo(6));
        assertThat(bulk("{\"scores\":" + rows + "}")).isEmpty();
    }

    @Test
    void a_history_is_one_of_pages_if_each_row_has_an_address_a_title_and_a_time() {
        String pages = times(6, "{\"url\":\"https://health.example/a/#\",\"title\":\"Sleepless #\",\"ts\":17636040#}");

        assertThat(bulk("{\"history\":" + pages + "}"))
                .extracting(Exposure::dataType)
                .containsExactly("browsing_history");
        assertThat(bulk("{\"pages\":" + pages + "}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'history':[*{'url':'https://x.example/#','title':'News #'}*]}",
                "{'history':[*{'url':'https://x.example/#','ts':17636040#}*]}",
                "{'history':[*{'title':'Row #','ts':17636040#}*]}",
                "{'history':[*{'role':'user','content':'hello #','ts':17636040#}*]}",
                "{'history':[*{'url':'home/#','title':'Row #','ts':17636040#}*]}",
                "{'history':[*{'url':'https://x.example/#.apk','title':'v#','date':'2026-01-#','version':'1.#'}*]}",
                "{'history':[*{'url':'https://x.example/#','title':'Coat #','time':17636040#,'price':'#.00'}*]}",
                "{'history':[*{'url':'https://x.example/#','title':'Order #','time':17636040#,'orderId':'88#'}*]}",
                "{'history':[*{'url':'https://x.example/#','title':'News #','time':17636040#,'newsId':'88#'}*]}",
                "{'releaseHistory':[*{'url':'https://x.example/#','title':'v#','date':'2026-01-#'}*]}",
                "{'priceHistory':[*{'url':'https://x.example/#','title':'Coat #','date':'2026-01-#'}*]}",
                "{'updates':{'history':[*{'url':'https://x.example/#','title':'v#','date':'2026-01-#'}*]}}",
                "{'feed':[*{'url':'https://x.example/#','title':'v#','date':'2026-01-#'}*]}"
            })
    void a_history_of_anything_else_is_nobodys(String body) {
        String[] parts = body.replace('\'', '"').split("\\*");
        String rows = times(6, parts[1]);

        assertThat(bulk(parts[0] + rows.substring(1, rows.length() - 1) + parts[2]))
                .isEmpty();
    }

    private static String numbered(int n, String row) {
        return IntStream.range(0, n).mapToObj(i -> String.format(row, i)).collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sms              | inbox          | {'from':'95588','content':'balance'}",
                "account_list     | deviceAccounts | {'name':'w@x.example','type':'com.google'}",
                "friends_list     | friend_list    | {'uid':'7#','nick':'n#'}",
                "browsing_history | browse_history | \"https://news.example/#\"",
                "sensor_data      | gyroscope      | 0.#21",
                "bluetooth_devices | ble_list      | {'mac':'a4:12:42:#:03:04','rssi':-70}",
            })
    void what_could_be_anything_takes_the_name_of_the_list(String type, String name, String row) {
        String rows = times(12, row.replace('\'', '"'));

        assertThat(bulk("{\"" + name + "\":" + rows + "}"))
                .extracting(Exposure::dataType)
                .containsExactly(type);
        assertThat(bulk("{\"d\":" + rows + "}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'number':#,'duration':3,'time':17900000}",
                "{'from':'8839201#','text':'hello','time':17900000}",
                "{'x':#,'y':20,'t':17900000}",
                "{'title':'Sale','start':'2026-01-01'}",
                "{'lat':30.12#4,'lng':120.51#3,'name':'shop'}",
                "{'mac':'not one','ssid':'home'}",
                "{'address':'021-555566#','body':'open all day','date':'2026'}",
                "{'phone':'400820123#','duration':30,'time':1}",
                "{'lat':30.12#4,'lng':120.51#3,'time':17900000}",
                "{'p':'30.12#45,120.51#37','t':17900000#}",
                "{'url':'https://cdn.example/#.js','duration':5}",
            })
    void lists_of_other_things_are_left_alone(String row) {
        assertThat(bulk("{\"d\":" + times(12, row.replace('\'', '"')) + "}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nearby_cars       | {'lat':30.12#4,'lng':120.51#3,'bearing':9,'ts':17900000#0,'accuracy':5}",
                "nearby            | {'lat':30.12#4,'lng':120.51#3,'speed':9,'ts':17900000#0,'provider':'gps'}",
                "drivers           | {'latitude':30.12#4,'longitude':120.51#3,'heading':9,'time':17900000#0,'accuracy':5}",
                "vehicles          | {'id':'#','loc':{'lat':30.12#4,'lng':120.51#3,'ts':17900000#0}}",
                "bike_list         | {'lat':30.12#4,'lng':120.51#3,'time':17900000#0,'accuracy':5}",
                "list              | {'lat':30.12#4,'lng':120.51#3,'time':17900000#0,'accuracy':5,'eta':3}",
                "shops             | {'lat':30.12#4,'lng':120.51#3,'t':17900000#0,'altitude':5}",
                "economic_calendar_events | {'title':'CPI','start_time':'2026-01-#'}",
                "calendar_events   | {'title':'CPI','start_time':'2026-01-#','actual':'2.1','forecast':'2.0'}",
                "calendar_events   | {'title':'A - B','dtstart':'2026-01-#','home_team':'A','away_team':'B'}",
                "holiday_calendar_events | {'title':'Spring','start':'2026-01-#'}",
                "recommended_friends | {'uid':'7#','nick':'n#'}",
                "npc_friends       | {'id':'7#','name':'n#'}",
                "friends           | {'id':'7#','name':'n#','is_bot':'1'}",
                "friend_list       | {'uid':'7#','nick':'n#','rec_reason':'same city'}",
            })
    void lists_of_what_is_around_and_of_what_is_public_are_nobodys(String name, String row) {
        assertThat(sent("{\"" + name + "\":" + times(12, row.replace('\'', '"')) + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "movement_track | my_vehicles   | {'lat':30.12#4,'lng':120.51#3,'ts':17900000#0,'accuracy':5}",
                "movement_track | car_track     | {'lat':30.12#4,'lng':120.51#3,'ts':17900000#0}",
                "movement_track | trajectory    | {'p':'30.12#45,120.51#37','t':17900000#}",
                "calendar       | calendar_events | {'title':'Match with Li','start_time':'2026-01-#','location':'home'}",
                "friends_list   | game_friends  | {'uid':'7#','nick':'n#'}",
                "friends_list   | my_recommended_friends | {'uid':'7#','nick':'n#'}",
            })
    void those_of_a_person_stay_a_persons(String type, String name, String row) {
        assertThat(bulk("{\"" + name + "\":" + times(12, row.replace('\'', '"')) + "}"))
                .extracting(Exposure::dataType)
                .containsExactly(type);
    }

    @Test
    void the_nearer_of_a_person_and_what_is_around_decides() {
        String rows = times(12, "{\"lat\":30.12#4,\"lng\":120.51#3,\"ts\":17900000#0,\"accuracy\":5}");

        assertThat(bulk("{\"nearby\":{\"user\":{\"track\":" + rows + "}}}"))
                .extracting(Exposure::dataType)
                .containsExactly("movement_track");
        assertThat(sent("{\"user\":{\"nearby\":{\"track\":" + rows + "}}}")).isEmpty();
        assertThat(sent("{\"drivers\":{\"d7\":{\"lat\":30.1234,\"lng\":120.5123,\"bearing\":3}}}"))
                .isEmpty();
        assertThat(sent("{\"nearby\":{\"lat\":30.1234,\"lng\":120.5123,\"radius\":500}}"))
                .extracting(Exposure::dataType)
                .containsExactly("precise_location");
    }

    @Test
    void the_known_position_among_things_around_is_the_persons() {
        String rows = times(12, "{\"lat\":30.12#4,\"lng\":120.51#3,\"ts\":17900000#0,\"accuracy\":12}");

        assertThat(new Exchanges()
                        .post(1, "https://collect.example/v1", "{\"cars\":" + rows + "}")
                        .known("precise_location", "30.12134,120.51133")
                        .analyze()
                        .exposures())
                .extracting(Exposure::method)
                .containsOnly(Exposure.Method.KNOWN_VALUE);
    }

    @Test
    void friends_that_an_answer_offers_are_no_list_of_the_persons() {
        String rows = times(12, "{\"uid\":\"7#\",\"nick\":\"n#\"}");

        assertThat(new Exchanges()
                        .answering(1, "https://collect.example/v1", "{\"friends\":" + rows + "}")
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @Test
    void few_or_mixed_rows_are_no_list() {
        String call = "{\"number\":\"13712345#70\",\"duration\":9,\"date\":1}";
        assertThat(bulk("{\"d\":" + times(2, call) + "}")).isEmpty();
        String others = times(9, "{\"id\":#}");
        assertThat(bulk("{\"d\":" + times(5, call).replace("]", ",") + others.substring(1) + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"faceImage,face_image", "id_card_front,id_photo", "album,photos"})
    void a_picture_is_told_by_the_name_of_its_field(String name, String type) {
        List<Exposure> found = bulk("{\"" + name + "\":\"" + jpeg(3_000) + "\"}");

        assertThat(found).extracting(Exposure::dataType).containsExactly(type);
        assertThat(found.get(0).value()).isEqualTo("jpeg, 3000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'sticker':{'face_image':'#'}}", "{'product':{'photos':['#']}}", "{'watch_face':'#'}"})
    void a_picture_of_a_thing_is_nobodys(String body) {
        assertThat(bulk(body.replace('\'', '"').replace("#", jpeg(9_000)))).isEmpty();
    }

    @Test
    void a_small_picture_and_one_of_another_name_are_left_alone() {
        assertThat(bulk("{\"faceImage\":\"" + jpeg(900) + "\"}")).isEmpty();
        assertThat(bulk("{\"banner\":\"" + jpeg(9_000) + "\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v2/face/verify, face_image",
        "/rest/2.0/face/v3/match, face_image",
        "/mobile/faceCompare.do, face_image",
        "/user/auth/liveness, face_image",
        "/rest/2.0/ocr/v1/idcard, id_photo",
        "/customer/uploadIdCard, id_photo",
        "/gateway/bank-card-ocr, bank_card",
        "/ocr/v1/driving_license, driver_licence",
    })
    void a_picture_is_told_by_the_way_that_it_takes(String path, String type) {
        assertThat(posted(path, "{\"img\":\"" + jpeg(3_000) + "\"}")).containsExactly(type);
        assertThat(posted(path, "{\"img\":\"" + jpeg(900) + "\"}")).isEmpty();
    }

    @Test
    void a_body_that_is_a_picture_is_told_by_its_way_too() {
        byte[] picture = Base64.getDecoder().decode(jpeg(3_000));

        assertThat(new Exchanges()
                        .post(1, "https://collect.example/face/verify", picture)
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("face_image");
    }

    @Test
    void what_is_said_of_a_picture_counts_before_its_way() {
        assertThat(posted("/face/verify", "{\"idCardFrontImg\":\"" + jpeg(3_000) + "\"}"))
                .containsExactly("id_photo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/emoji/face/add",
                "/watchface/upload",
                "/interface/verify",
                "/typeface/detect",
                "/facebook/login",
                "/surface/match",
                "/ocr/general",
                "/ocr/invoice",
                "/delivery/upload",
                "/live/room/cover",
                "/v1/asriel/avatar",
            })
    void pictures_on_other_ways_are_left_alone(String path) {
        assertThat(posted(path, "{\"img\":\"" + jpeg(9_000) + "\"}")).isEmpty();
    }

    private static List<String> posted(String path, String body) {
        return new Exchanges()
                .post(1, "https://collect.example" + path, body).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    @Test
    void what_a_server_answers_is_its_own() {
        List<Exposure> found = new Exchanges()
                .answering(
                        1,
                        "https://collect.example/v1",
                        "{\"d\":" + times(12, "{\"number\":\"13712345#70\",\"duration\":9,\"date\":1}") + "}")
                .analyze()
                .exposures();

        assertThat(found).extracting(Exposure::dataType).doesNotContain("call_log");
    }

    private static String jpeg(int size) {
        byte[] picture = new byte[size];
        Arrays.fill(picture, (byte) 0x5A);
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        System.arraycopy(head, 0, picture, 0, head.length);
        return Base64.getEncoder().encodeToString(picture);
    }
}
