package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and places under which apps were seen to send what is a person's or a device's, and what is alike and nobody's. */
class NamedByAppsTest {

    private static List<String> positions(String body) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", body.replace('\'', '"')).analyze().exposures().stream()
                        .filter(e -> e.dataType().equals("precise_location"))
                        .map(Exposure::value)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meid               | {'meid':'35271894036527'}",
                "iccid              | {'iccid':'89441100682471935027'}",
                "vin                | {'framenum':'LFV3A28K1F3047615'}",
                "vin                | {'vin':'WVWZZZ1KZ7P304761'}",
                "device_fingerprint | {'device_fp':'38c1e07da94b2'}",
                "vehicle_licence    | {'engineNum':'K482917'}",
                "push_token         | {'aps-token':'9c1d7e02b84f6a35d0e7c9b1428f36a5714be08d92c3f65a1b7d40e8f29c6a3b'}",
                "push_token         | {'allPushTokens':['9C1D7E02B84F6A35D0E7C9B1428F36A5714BE08D92C3F65A1B7D40E8F29C6A3B']}",
                "serial_number      | {'android_serial':'8d41c7f2'}",
                "serial_number      | {'serialNumber':'G6KZX09QPLJM','udid':'4e7b1d90c2a8f3654e7b1d90c2a8f3651b2c3d4e'}",
                "device_fingerprint | {'deviceUDID':'4e7b1d90c2a8f3654e7b1d90c2a8f3651b2c3d4e'}",
                "device_fingerprint | {'udid':'00008030-001A2C4E0D98802E'}",
                "device_fingerprint | {'openudid':'4e7b1d90c2a8f3654e7b1d90c2a8f365'}",
                "device_fingerprint | {'cuid':'4e7b1d90c2a8f3654e7b1d90c2a8f365'}",
                "device_fingerprint | {'deviceFinger':'eidX7c4120d9be5f8a31k2Lm+/pQ'}",
                "android_id         | {'openudid':'7d30c9e1a4b8f265','device_brand':'Redmi','os_api':'30'}",
                "password           | {'user':'gu2031','password':'Admin@2021'}",
                "phone_number       | {'loginAccount':'18662398417','password':'111111'}",
                "phone_number       | {'username':'18662398417','password':'5f4dcc3b5aa765d61d8327deb882cf99'}",
                "email              | {'login':'k.gu@acme-mail.de','sms_code':'482913'}",
                "vitals             | {'temperature':'36.6','isFever':0}",
                "vitals             | {'noonTemperature':'36.5°C~36.9°C','isSymptom':'0'}",
                "person_name        | {'name':'顾晓岚','stuId':'201907334'}",
                "person_name        | {'currentUserName':'顾晓岚'}",
                "person_name        | {'shippingAddress':{'firstName':'Maren','lastName':'Albrecht','city':'Ulm'}}",
                "person_name        | {'surname':'García Pérez','email':'m.garcia@post.example.mx'}",
                "person_name        | {'family_name':'顾','given_name':'晓岚'}",
                "phone_number       | {'phoneNumber':'3374417762'}",
                "phone_number       | {'mobile':'9845127736'}",
                "phone_number       | {'phone':'12094417762'}",
                "push_token         | {'registrationId':'1a0018970a8d2f4c7e3'}",
                "phone_number       | {'phone':'+44 7911 482 736'}",
                "phone_number       | {'msisdn':'+4915204827736'}",
                "coarse_location    | {'location':'中国/浙江省/宁波市/海曙区/望春街道/330203/NB'}",
                "coarse_location    | {'currentAddress':'江苏省苏州市昆山市'}",
                "coarse_location    | {'district':'广东省-珠海市-香洲区'}",
                "coarse_location    | {'lat':'31.23','long':'121.47','isp':'x'}",
                "address            | {'currentAddress':'江苏省苏州市昆山市人民路218号3幢502室'}",
                "ssid               | {'ssid':'Gu_Home-7kQ2xLp9a','event':'join'}",
            })
    void it_is_told_by_its_name_or_by_what_stands_beside(String type, String body) {
        assertThat(typesIn("/v1", body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meid               | {'meid':'20261127093015'}",
                "iccid              | {'iccid':'89441100682471935024'}",
                "vin                | {'framenum':'LFV3A28KXF3047615'}",
                "vin                | {'vin':'WVWZZZ1KZ7PABCDEF'}",
                "device_fingerprint | {'device_fp':'1699012345678'}",
                "mac                | {'mac':'020000000000'}",
                "password           | {'password':'^(?=.*[a-z])(?=.*[A-Z]).{8,}$'}",
                "push_token         | {'aps-token':'pending'}",
                "push_token         | {'pushTokens':['enabled']}",
                "push_token         | {'registrationId':'4D1E7B90-C2A8-4F36-9E7B-1D90C2A8F365'}",
                "serial_number      | {'serialNumber':'G6KZX09QPLJM','orderNo':'20261127'}",
                "device_fingerprint | {'udid':'4e7b1d90'}",
                "device_fingerprint | {'commit':'4e7b1d90c2a8f3654e7b1d90c2a8f3651b2c3d4e'}",
                "device_fingerprint | {'cuid':'8229301430'}",
                "android_id         | {'openudid':'7d30c9e1a4b8f265'}",
                "android_id         | {'openudid':'latest-release-1','device_brand':'Redmi'}",
                "phone_number       | {'account':'18662398417','amount':'3'}",
                "phone_number       | {'account':'12662398417','password':'111111'}",
                "vitals             | {'temperature':'36.6','humidity':'40','city':'上海'}",
                "vitals             | {'temperature':'36.5','health':'good','voltage':4201}",
                "vitals             | {'temperature':'0.7','isFever':0}",
                "person_name        | {'name':'顾晓岚','color':'red'}",
                "email              | {'receiver':'xxx@qq.com','password':'hello-1'}",
                "email              | {'email':'abc@gmail.com'}",
                "email              | {'email':'admin@acme-mail.de'}",
                "password           | {'password':'admin@acme-mail.de'}",
                "password           | {'password':'{password}'}",
                "password           | {'password':'<your password>'}",
                "person_name        | {'firstName':'Maren','product':'pen'}",
                "person_name        | {'contacts':[{'name':'Open Meadow Foundation','email':'k.gu@acme-mail.de'}]}",
                "person_name        | {'firstName':'true','lastName':'false'}",
                "phone_number       | {'phone':'1764158400'}",
                "coarse_location    | {'region':'华东区'}",
                "coarse_location    | {'job':{'location':'江苏省苏州市昆山市','salary':'9k'}}",
                "coarse_location    | {'lat':'31.0','long':'121.0'}",
                "coarse_location    | {'center':{'lat':'31.23','lng':'121.47'}}",
                "coarse_location    | {'stores':[{'lat':31.21,'lng':121.42},{'lat':31.22,'lng':121.43},{'lat':31.23,'lng':121.44}]}",
                "precise_location   | {'lat':'31.23','long':'121.47','isp':'x'}",
                "phone_number       | {'phone':'8008421776'}",
                "phone_number       | {'shopPhone':'+44 7911 482 736'}",
                "phone_number       | {'shop':{'phone':'3374417762'}}",
                "phone_number       | {'orderNo':'3374417762'}",
                "ssid               | {'SSID':'Ag4_kQz81_XbnP-w7','HSID':'Bq1','SAPISID':'x/y'}",
            })
    void and_nothing_that_only_looks_alike(String type, String body) {
        assertThat(typesIn("/v1", body)).doesNotContain(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number | /api/check/mobile/18662398417",
                "email        | /api/user/email/k.gu@acme-mail.de/status",
                "imei         | /device/imei/352718940365274",
                "mac          | /gateway/mac/a4:5e:60:c2:1d:7b",
            })
    void a_part_of_a_path_is_called_by_the_one_before(String type, String path) {
        assertThat(typesIn(path, "{}")).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number | /mobile/article/18662398417",
                "phone_number | /mobile/18662398417.html",
                "phone_number | /shop_phone/18662398417",
                "password     | /account/password/reset-now",
                "person_name  | /real_name/顾晓岚",
                "imei         | /device/imei/352718940365273",
            })
    void but_not_whatever_it_holds(String type, String path) {
        assertThat(typesIn(path, "{}")).doesNotContain(type);
    }

    @Test
    void a_latitude_belongs_to_the_longitude_of_its_name() {
        assertThat(positions("{'currentLng':121.473712,'lat':31.182904,'lng':121.391127,'currentLat':31.230451}"))
                .containsExactlyInAnyOrder("31.182904,121.391127", "31.230451,121.473712");
    }

    @Test
    void a_destination_before_it_does_not_hide_where_somebody_is() {
        assertThat(positions("{'destLat':31.182904,'destLng':121.391127,'lat':31.230451,'lng':121.473712}"))
                .containsExactly("31.230451,121.473712");
    }

    @Test
    void the_same_place_under_two_names_is_told_once() {
        assertThat(positions("{'lat':31.230451,'lng':121.473712,'userLat':31.230451,'userLng':121.473712}"))
                .hasSize(1);
    }

    @Test
    void two_names_that_do_not_go_together_are_still_a_pair_if_there_are_no_others() {
        assertThat(positions("{'userLat':31.230451,'longitude':121.473712}")).containsExactly("31.230451,121.473712");
    }

    @ParameterizedTest
    @CsvSource({"China Mobile, true", "--, false"})
    void what_a_system_says_instead_of_a_carrier_is_none(String carrier, boolean told) {
        List<String> types = new Exchanges()
                        .post(
                                1,
                                "https://api2.amplitude.com/2/httpapi",
                                "{\"api_key\":\"k0\",\"events\":[{\"event_type\":\"open\",\"carrier\":\"" + carrier
                                        + "\"}]}")
                        .analyze()
                        .exposures()
                        .stream()
                        .map(Exposure::dataType)
                        .toList();

        assertThat(types.contains("operator_network")).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "https://stats.g.doubleclick.net/j/collect?t=dc&cid=1184207363.1764115200&jid=3, true",
        "https://stats.g.doubleclick.net/dbm/ad?cid=1184207363.1764115200, false",
    })
    void the_id_of_a_visitor_is_told_to_the_advertising_network_too(String url, boolean told) {
        List<String> types = new Exchanges()
                .post(1, url, "{}").analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();

        assertThat(types.contains("visitor_id")).isEqualTo(told);
    }
}
