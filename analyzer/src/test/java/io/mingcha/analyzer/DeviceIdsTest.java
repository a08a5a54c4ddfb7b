package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that apps keep for their device, told from those of lamps, of requests and of kinds of devices. */
class DeviceIdsTest {

    @Test
    void what_a_header_calls_an_installation_is_one() {
        assertThat(headed(new Header("x-lk-install", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365")))
                .containsExactly("device_fingerprint");
        assertThat(headed(new Header("x-lk-install", "2026-03-05"))).isEmpty();
        assertThat(headed(new Header("xy-terminal", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365")))
                .containsExactly("device_fingerprint");
        assertThat(headed(new Header("xy-terminal", "ANDROID"))).isEmpty();
        assertThat(headed(new Header("x-request-install", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device_fingerprint | /v1 | {'device_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
                "device_fingerprint | /v1 | {'deviceId':'4e7b1d90c2a8f3654e7b1d90c2a8f365','deviceModel':'Redmi K40'}",
                "device_fingerprint | /v1?device_id=7031829405716283940&iid=7031829405716283941&os_api=30 | {'a':1}",
                "device_fingerprint | /v1 | {'deviceUniqueId':'e61c07d9a34b25f8'}",
                "device_fingerprint | /v1 | {'device':{'id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}}",
                "device_fingerprint | /v1 | {'strDeviceId':'4e7b1d90c2a8f3654e7b1d90c2a8f365','osVersion':'13'}",
                "device_fingerprint | /v1 | {'eid':'K7QWZ2LMXR4TYBVNCA63HJDPFGSEU5OIK7QWZ2LMXR4TYBVNCA63HJDPFGSEU5OIK7QWZ2LMXR4TYBVN'}",
                "device_fingerprint | /v1 | {'device_id':'40718293655','os_api':'30'}",
                "device_fingerprint | /v1 | {'zq_did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
                "device_fingerprint | /v1 | {'uuid':'e61c07d9a34b25f8','client':'android'}",
                "imei               | /v1 | {'uuid':'863020047182930'}",
                "vaid_aaid          | /v1 | {'aaid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "idfv               | /v1 | {'idfv':'7C3D9E10B2A84F369E7B1D90C2A8F365'}",
                "device_fingerprint | /v1 | {'adjust_id':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "device_fingerprint | /v1 | {'adid':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "gaid               | /v1 | {'adid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "idfv               | /v1 | {'ios_vendor_id':'7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365'}",
                "mac                | /v1 | {'device_id':'3C:5A:B4:19:7E:02'}",
                "mac                | /v1 | {'uuid':'3c:5a:b4:19:7e:02'}",
                // a value beside it says what the client is, whatever that field is called
                "device_fingerprint | /v1?did=7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365&mod=iPhone14,5 | {'a':1}",
                "device_fingerprint | /v1 | {'did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','sys':'ANDROID_13'}",
                "device_fingerprint | /v1 | {'egid':'DFP7C3D9E10B2A84F369E7B1D90C2A8F3654E7B1D90C2A8F3654E7B1D90C2A8F365'}",
                "android_id         | /v1?did=ANDROID_e61c07d9a34b25f8&net=WIFI | {'a':1}",
                "idfv               | /v1 | {'vid':'7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365','idfa':'7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F366'}",
                "device_fingerprint | /v1 | {'udid':'Q0hXb2JkS2ZtUnc4eEI1dkxx','android_id':'e61c07d9a34b25f8'}",
                "device_fingerprint | /v1 | {'did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','imsi':'460018725504163'}",
                "android_id         | /v1 | {'device_id':'android-e61c07d9a34b25f8'}",
                // in what is said of the device, an id under a name of the vendor's own
                "device_fingerprint | /v1 | {'device':{'zq_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}}",
                "device_fingerprint | /v1 | {'deviceInfo':{'tid':'4e7b1d90c2a8f3654e7b1d90c2a8f3657','osVersion':'13'}}",
                "device_fingerprint | /v1 | {'device':{'uuid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','m':'iPhone14,5'}}",
                // what apps put in the place of an id that they do not get
                "device_fingerprint | /v1 | {'imei':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "device_fingerprint | /v1 | {'device':{'ifa':'4e7b1d90c2a8f3654e7b1d90c2a8f365'}}",
                "device_fingerprint | /v1 | {'imei':'861934072850613'}",
                // digests under names that say nothing of it
                "bssid              | /v1 | {'wifiBssid':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "imei               | /v1 | {'deviceImei':'4b9c2f07d81e6a35c0f4b8d29e7136a54b9c2f07'}",
                "email              | /v1 | {'ud':{'email':'4b9c2f07d81e6a35c0f4b8d29e7136a54b9c2f07d81e6a35c0f4b8d29e7136a5'}}",
                "phone_number       | /v1 | {'phone':'4b9c2f07d81e6a35c0f4b8d29e7136a54b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "email              | /v1?ud[em]=4b9c2f07d81e6a35c0f4b8d29e7136a54b9c2f07d81e6a35c0f4b8d29e7136a5 | {'a':1}",
                // an app that says no more of itself than its system
                "device_fingerprint | /v1 | {'device_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','system_name':'android'}",
                "device_fingerprint | /v1 | {'appsflyer_id':'1688012345678-4072918365520173846'}",
                // under the names of attribution's and vendors' libraries
                "device_fingerprint | /v1 | {'kochava_device_id':'KA4302023111112345t4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "device_fingerprint | /v1 | {'app_instance_id':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "device_fingerprint | /v1 | {'fid':'dK3mX9qRTzeWb7LsYc2VhJ','authVersion':'FIS_v2'}",
                "device_fingerprint | /v1 | {'dev':{'muid':'4b9c2f07d81e6a35c0f4b8d29e7136a5','muid_type':1}}",
                "device_fingerprint | /v1 | {'utdid':'ZKx3Jt7vQmIDAJ9cWf2hYpNr'}",
                "device_fingerprint | /v1 | {'qimei36':'4b9c2f07d81e6a35c0f4b8d29e7136a51000'}",
                "imsi               | /v1 | {'imei':'460018725504163'}",
                // the platform, or the time when it was made, before what nobody would think of
                "device_fingerprint | /v1 | {'app_id':'ANDROID-7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365'}",
                "device_fingerprint | /v1 | {'uniq':'ios_7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365_1688012345678'}",
                "device_fingerprint | /v1 | {'_client_id':'zqapp_1688012345678_317'}",
                // whose it is the name says
                "device_fingerprint | /v1 | {'last_deviceid':'7C3D9E10B2A84F36'}",
                "device_fingerprint | /v1 | {'myDeviceId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "precise_location   | /v1?nearbyGeoHash=wtmk7x4rp2qs | {'a':1}",
                "device_fingerprint | /v1?appsFlyerId=1688012345678-4072918365520173846 | {'a':1}",
                "device_fingerprint | /v1 | {'q36':'4b9c2f07d81e6a35c0f4b8d2100017e1364d'}",
                "vaid_aaid          | /v1 | {'device':{'appSetID':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}}",
                "vaid_aaid          | /v1?asid=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365&aifa=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f366 | {'a':1}",
                "oaid               | /v1?oaid=%7BZTYxYzA3ZDlhMzRiMjVmOGU2MWMwN2Q5YTM0YjI1Zjg%3D%7D | {'a':1}",
                "android_id         | /v1?rdid=ANDROID_e61c07d9a34b25f8 | {'a':1}",
                "push_token         | /v1 | {'identifier':'dK3mX9qRTze:APA91bHk2rXwYe6uQ8vBn5MxKPaAq3kz9dLmVbN4cTpZ7sDfGhJk2rXwYe6uQ8vBn5MxKPa'}",
                "push_token         | /v1 | {'deviceToken':'AqXk3Lq9Zr7TmVbN4cLpZ9sDfGhJ5yUe8iOaBnMq3wEr'}",
                "push_token         | /v1 | {'clientid':'4b9c2f07d81e6a35c0f4b8d29e7136a5','pushType':'getui'}",
                "device_fingerprint | /v1 | {'uid':'1688012345678-4072918','af_timestamp':'1688012345679'}",
                "device_fingerprint | /v1 | {'device_ids':[{'type':'custom','value':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}]}",
                "visitor_id         | /v1?mid=58213947102938475610293847561029384756 | {'a':1}",
                "visitor_id         | /v1 | {'randomized_bundle_token':'327615099374601349'}",
                "visitor_id         | /v1 | {'identity_id':'327615099374601349','branch_key':'key_live_x'}",
                "device_fingerprint | /v1 | {'install_uuid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
            })
    void beside_what_a_telephone_says_of_itself_an_id_is_its_own(String type, String url, String body) {
        assertThat(typesIn(url, body)).contains(type);
    }

    private static List<String> headed(Header... headers) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", "{}", headers).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    @Test
    void in_a_header_or_a_cookie_an_id_is_the_senders_own() {
        Header device = new Header("X-Device-Id", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365");
        Header cookie = new Header("Cookie", "terminal_id=4e7b1d90c2a8f3654e7b1d90c2a8f365");
        assertThat(headed(device, cookie)).hasSize(2).containsOnly("device_fingerprint");
    }

    @Test
    void a_header_that_is_called_a_device_holds_the_senders() {
        Header own = new Header("X-Larkmart-Device", "7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365");
        Header model = new Header("X-App-Device", "Larkphone-SM-G991B-7");
        Header other = new Header("X-Target-Device", "7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F366");
        assertThat(headed(own, model, other)).containsExactly("device_fingerprint");
    }

    @Test
    void in_a_header_of_its_own_a_maker_may_be_named_in_full() {
        Header named = new Header("X-Larkmart-DID", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365");
        Header trace = new Header("X-Larkmart-TID", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f366");
        assertThat(headed(named, trace)).containsExactly("device_fingerprint");
    }

    @Test
    void in_a_cookie_the_name_of_a_maker_may_stand_before_it() {
        Header cookie = new Header(
                "Cookie",
                "larkmart_deviceid=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365; target_deviceid=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f366; cart_unique_id=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f367; larkmart_did=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f368");
        assertThat(headed(cookie)).containsExactly("device_fingerprint");
        assertThat(typesIn("{'larkmart_deviceid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}"))
                .doesNotContain("device_fingerprint");
    }

    @Test
    void letters_of_a_vendor_may_stand_before_it_without_a_mark() {
        Header joined = new Header("qvdeviceid", "4e7b1d90c2a8f3654e7b1d90c2a8f3654e7b1d90");
        Header longer = new Header("videodeviceid", "4e7b1d90c2a8f3654e7b1d90c2a8f3654e7b1d91");
        Header request = new Header("reqdeviceid", "4e7b1d90c2a8f3654e7b1d90c2a8f3654e7b1d92");
        assertThat(headed(joined, longer, request)).containsExactly("device_fingerprint");
    }

    @Test
    void the_digest_of_a_certificate_is_the_apps() {
        assertThat(Exchanges.typesIn("{\"uniqueId\":\"4A:DE:F5:AF:A9:D2:03:31:16:3E:1B:D2:DF:BC:6E:D3:47:5C:B0:3D\","
                        + "\"versionName\":\"0.8.0527\",\"versionCode\":2016}"))
                .isEmpty();
    }

    @Test
    void in_a_header_an_id_of_a_request_or_a_kind_of_device_is_none() {
        Header request = new Header("X-Request-Id", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365");
        Header kind = new Header("X-Device-Type", "4e7b1d90c2a8f3654e7b1d90c2a8f365");
        Header own = new Header("X-Transaction-Unique-Id", "7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365");
        assertThat(headed(request, kind, own)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device_fingerprint | /v1 | {'device_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','status':'on'}",
                "device_fingerprint | /v1 | {'device_id':'4e7b1d90c2a8f3654e7b1d90c2a8f365','resolution':'1080p','online':true,'room_id':3}",
                "device_fingerprint | /v1 | {'device_id':'48213','os_version':'13'}",
                "device_fingerprint | /v1 | {'device_id':'00000000-0000-0000-0000-000000000000','os_version':'13'}",
                "device_fingerprint | /v1 | {'device_type_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
                "device_fingerprint | /v1 | {'requestUuid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
                "device_fingerprint | /v1 | {'device_id':'unknown-device-model','os_version':'13'}",
                "device_fingerprint | /v1 | {'eid':'E20261127'}",
                "device_fingerprint | /v1 | {'eid':'b1e8a6f2-7c3d-4f19-9a54-0c6d2e7fa429'}",
                "device_fingerprint | /v1 | {'eid':'b1e8a6f27c3d4f199a540c6d2e7fa429'}",
                "device_fingerprint | /v1 | {'eid':'eyJldmVudCI6ImNsaWNrIiwidHMiOjE3MDAwMDAwMDAsInBhZ2UiOiJob21lIiwiaSI6MTJ9'}",
                "device_fingerprint | /v1 | {'uid':'1700000000000-1234567890123456','status':'uploading'}",
                "device_fingerprint | /v1 | {'uuid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','client':'android'}",
                "device_fingerprint | /v1 | {'uuid':'e61c07d9a34b25f8','page':'1'}",
                "device_fingerprint | /v1 | {'lamp_did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os_version':'13'}",
                "imei               | /v1 | {'uuid':'202611270930158'}",
                "mac                | /v1 | {'uuid':'3c5ab4197e02'}",
                "mac                | /v1 | {'uuid':'02:00:00:00:00:00'}",
                "device_fingerprint | /v1 | {'did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','sys':'13','title':'iPhone case'}",
                "device_fingerprint | /v1 | {'egid':'DFP'}",
                "device_fingerprint | /v1 | {'did':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','sim':'1'}",
                "android_id         | /v1 | {'device_id':'android-tablet-2026'}",
                "device_fingerprint | /v1 | {'device':{'zq_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','name':'desk lamp'}}",
                "device_fingerprint | /v1 | {'device':{'zq_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'1.2','firmware':'9'}}",
                "device_fingerprint | /v1 | {'device':{'sessionId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}}",
                "device_fingerprint | /v1 | {'device':{'appBuildId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}}",
                "device_fingerprint | /v1 | {'device':{'ownerId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}}",
                "device_fingerprint | /v1 | {'device':{'zq_id':'20261127093015','os':'ios'}}",
                "device_fingerprint | /v1 | {'order':{'zq_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}}",
                "device_fingerprint | /v1 | {'devices':[{'zq_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','os':'ios'}]}",
                "device_fingerprint | /v1 | {'imei':'00000000-0000-0000-0000-000000000000'}",
                "device_fingerprint | /v1 | {'udid':'Q0hXb2JkS2ZtUnc4eEI1dkxx','page':'1'}",
                "device_fingerprint | /v1 | {'imei':'202611270930158'}",
                "device_fingerprint | /v1 | {'imei':'861111111111112'}",
                "device_fingerprint | /v1 | {'imei':'861234567890123'}",
                "android_id         | /v1?did=4b9c2f07d81e6a35c0f4b8d29e7136a5 | {'a':1}",
                "idfv               | /v1 | {'vid':'7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365','title':'film'}",
                "mac                | /v1 | {'mac':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "idfv               | /v1 | {'idfv':'4B9C2F07D81E6A35C0F4B8D29E7136A'}",
                "idfv               | /v1 | {'idfv':'ABCDEFABCDEFABCDEFABCDEFABCDEFAB'}",
                "gaid               | /v1 | {'adid':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "device_fingerprint | /v1 | {'ad_id':'4b9c2f07d81e6a35c0f4b8d29e7136a5','campaign':'spring'}",
                "android_id         | /v1 | {'X-OAuth-Client-Id':'4b9c2f07d81e6a35c0f4b8d29e7136a54b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "ssid               | /v1 | {'ssid':'Qk8sT2mXr9LcNgECAXjwT4mZr9Lcq2Xk'}",
                "ssid               | /v1 | {'ssid':'0'}",
                "device_fingerprint | /v1 | {'uid':'1688012345678-4072918','status':'done'}",
                "device_fingerprint | /v1 | {'umt':'0000000000000000000000000000000a'}",
                "device_fingerprint | /v1 | {'device_ids':[{'type':'x','value':'7c3d9e10-0000-0000-0000-000000000000'}]}",
                "visitor_id         | /v1 | {'randomized_bundle_token':'100000000000000000'}",
                "visitor_id         | /v1 | {'identity_id':'327615099374601349','kind':'student'}",
                "device_fingerprint | /v1 | {'install_uuid':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','plugin':'solar'}",
                "gaid               | /v1 | {'adv_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','title':'x'}",
                "device_fingerprint | /v1 | {'order_ids':[{'type':'custom','value':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}]}",
                "visitor_id         | /v1?mid=5821394710293847 | {'a':1}",
                "device_fingerprint | /v1 | {'fid':'128','app_id':'7'}",
                "device_fingerprint | /v1 | {'fid':'4b9c2f07d81e6a35c0f4b8','app_id':'7'}",
                "device_fingerprint | /v1 | {'muid':'4b9c2f07d81e6a35c0f4b8d29e7136a5','page':1}",
                "device_fingerprint | /v1 | {'imei':'470018725504163','title':'x'}",
                "vaid_aaid          | /v1?asid=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365&page=1 | {'a':1}",
                "oaid               | /v1 | {'oaid':'{device}'}",
                "push_token         | /v1 | {'identifier':'dK3mX9qRTze:a1'}",
                "push_token         | /v1 | {'clientid':'4b9c2f07d81e6a35c0f4b8d29e7136a5','grant_type':'password'}",
                "device_fingerprint | /v1 | {'client_id':'android-7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','grant_type':'password'}",
                "device_fingerprint | /v1 | {'app_id':'android-release-20261127'}",
                "device_fingerprint | /v1 | {'app_id':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "device_fingerprint | /v1 | {'client_id':'larkmart_web_1'}",
                "device_fingerprint | /v1 | {'lastDeviceId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','home_id':3}",
                "device_fingerprint | /v1 | {'currentDeviceId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "device_fingerprint | /v1 | {'lastDeviceId':'lamp-20261127'}",
                "device_fingerprint | /v1 | {'device':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "precise_location   | /v1 | {'shop':{'geohash':'wtmk7x4rp2qs'}}",
                "imsi               | /v1 | {'imei':'460000000000123'}",
                "imsi               | /v1 | {'order_no':'460018725504163'}",
            })
    void ids_of_lamps_requests_and_kinds_of_devices_are_none(String type, String url, String body) {
        assertThat(typesIn(url, body)).doesNotContain(type);
    }
}
