package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a person's data and is a place's, a product's or nobody's, beside what is a person's after all. */
class NobodysDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bounds\":{\"ne\":{\"lat\":31.2404,\"lng\":121.4837},\"sw\":{\"lat\":31.2204,\"lng\":121.4637}}}",
                "{\"viewport\":{\"center\":{\"latitude\":31.2304,\"longitude\":121.4737},\"zoom\":14}}",
                "{\"shop\":{\"id\":7,\"lat\":31.2304,\"lng\":121.4737}}",
                "{\"geofences\":[{\"id\":7,\"lat\":31.2304,\"lng\":121.4737,\"r\":200}]}",
                "{\"dest_lat\":31.2304,\"dest_lng\":121.4737}",
                "{\"endLat\":31.2304,\"endLng\":121.4737}",
                "{\"poiLocation\":\"31.2304,121.4737\"}",
                "{\"station\":{\"location\":[121.4737,31.2304]}}",
                "northEastLat=31.2404&northEastLng=121.4837",
                "{\"目的地\":{\"lat\":31.2304,\"lng\":121.4737}}",
                "{\"list\":[{\"lat\":31.2304,\"lng\":121.4737},{\"lat\":31.2404,\"lng\":121.4637},{\"lat\":31.2504,\"lng\":121.4537}]}",
                "{\"coordinates\":[[121.4737,31.2304],[121.4637,31.2404],[121.4537,31.2504]]}"
            })
    void places_on_a_map_are_nobodys_position(String body) {
        assertThat(sent(body).analyze().exposures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":31.2304,\"lng\":121.4737}",
                "{\"shop_id\":7,\"user_lat\":31.2304,\"user_lng\":121.4737}",
                "{\"poi\":{\"user\":{\"lat\":31.2304,\"lng\":121.4737}}}",
                "{\"destination\":\"x\",\"location\":\"31.2304,121.4737\"}"
            })
    void a_position_beside_a_place_is_a_persons(String body) {
        assertThat(sent(body).analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly("precise_location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":0.000000,\"lng\":0.000000}",
                "{\"lat\":31.230416,\"lng\":0.000000}",
                "{\"lat\":-1.0000,\"lng\":-1.0000}",
                "{\"lat\":0.004,\"lng\":0.002}",
                "{\"lat\":412.125,\"long\":890.375}",
                "{\"lat\":12.125,\"lng\":1033}",
                "{\"lat\":12.125,\"lng\":\"zh-CN\"}",
                "{\"latE6\":0,\"lngE6\":0}",
                "{\"lat\":1200000,\"lng\":4500000}"
            })
    void numbers_that_are_no_position_are_none_by_their_names(String body) {
        assertThat(sent(body).analyze().exposures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shop_name\":\"老王面馆\",\"phone\":\"13912345678\"}",
                "{\"storeName\":\"x\",\"storeId\":7,\"tel\":\"13912345678\",\"city\":\"上海\"}",
                "{\"merchant\":{\"id\":7,\"contact_phone\":\"13912345678\"}}",
                "{\"shops\":[{\"id\":7,\"phone\":\"13912345678\"},{\"id\":8,\"phone\":\"021-51234567\"}]}",
                "{\"客服\":{\"电话\":\"13912345678\"}}",
                "merchant_name=x&phone=13912345678",
                "{\"kefu_phone\":\"13912345678\"}"
            })
    void the_number_of_a_business_is_nobodys(String body) {
        assertThat(sent(body).analyze().exposures()).isEmpty();
        assertThat(sent(body).known("phone_number", "13912345678").analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly("phone_number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shop_id\":7,\"phone\":\"13912345678\"}",
                "{\"shop_name\":\"老王面馆\",\"user_phone\":\"13912345678\"}",
                "{\"shop_name\":\"老王面馆\",\"mobile\":\"13912345678\"}",
                "{\"shop_name\":\"老王面馆\",\"user_id\":\"71\",\"phone\":\"13912345678\"}",
                "{\"shop_name\":\"老王面馆\",\"password\":\"x\",\"phone\":\"13912345678\"}",
                "{\"company_name\":\"某公司\",\"phone\":\"13912345678\"}",
                "{\"shop\":{\"id\":7},\"phone\":\"13912345678\"}",
                "{\"service\":{\"phone\":\"13912345678\"}}"
            })
    void a_number_beside_a_business_is_a_persons_where_anything_says_so(String body) {
        assertThat(sent(body).analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly("phone_number");
    }

    @Test
    void a_list_of_positions_with_times_or_speeds_is_a_track() {
        assertThat(
                        sent("{\"list\":[{\"lat\":31.2304,\"lng\":121.4737,\"ts\":1},{\"lat\":31.2404,\"lng\":121.4637,\"ts\":2},"
                                        + "{\"lat\":31.2504,\"lng\":121.4537,\"ts\":3}]}")
                                .analyze()
                                .exposures())
                .hasSize(3);
    }

    @Test
    void the_known_position_counts_wherever_it_stands() {
        assertThat(sent("{\"bounds\":{\"ne\":{\"lat\":31.2304,\"lng\":121.4737}}}")
                        .known("precise_location", "31.230416,121.473701")
                        .analyze()
                        .exposures())
                .singleElement()
                .matches(e -> e.method() == Exposure.Method.KNOWN_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "real_name|admin",
                "real_name|Guest",
                "password|${DB_PASS}",
                "password|%user_password%",
                "password|{{secret}}",
                "full_name|Spring Boot",
                "full_name|Test User",
                "full_name|spring-projects/spring",
                "full_name|Main View",
                "full_name|Galaxy Watch",
                "fullName|Mate Pro",
                "contact_name|Apple Store",
                "contact_name|客服中心",
                "real_name|photo.jpg",
                "name|王牌对王牌",
                "cn_name|安道尔",
                "song_name|周杰伦",
                "city_name|高雄",
                "email|icon@3x.webp",
                "email|noreply@shop.cn",
                "email|support@shop.cn",
                "email|user@example.com",
                "email|li.wei@mail.example",
                "email|react@18.2.0-beta.rc",
                "email|@scope/pkg",
                "address|https://shop.cn/路/1号",
                "address|192.168.1.20",
                "address|0x52908400098527886E0F7030069857D2E4169EE7",
                "address|bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "address|li.wei@mail.cn",
                "address|全市最低价，一号店铺限时抢购",
                "address|北京市民一号线开通欢迎乘坐",
                "address|北京市场价999元，3号开抢",
                "address|浙江省杭州市",
                "shop_address|浙江省杭州市西湖区文三路1号",
                "grade|A",
                "grade|一",
                "grade|3",
                "nation|中国",
                "nation|上班族",
                "ethnicity|default"
            })
    void values_that_only_their_names_make_personal_are_left_alone(String key, String value) {
        assertThat(sent("{\"x\":1,\"" + key + "\":\"" + value + "\"}").analyze().exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "real_name|陈晓明|person_name",
                "real_name|Wei Zhang|person_name",
                "contact_name|ZHANG/XIAOMING|person_name",
                "bind_email|li.wei@qq.com|email",
                "email|react@fans.cn|email",
                "address|浙江省杭州市西湖区文三路1号3幢201室|address",
                "address|上海市浦东新区世纪大道100号|address",
                "address|北京市朝阳区望京SOHO塔1A座1201|address",
                "address|文三路555号3幢|address",
                "address|No. 555 Wensan Road, Hangzhou|address",
                "grade|三年级|grade_class",
                "grade|三年级(2)班|grade_class",
                "grade|高一|grade_class",
                "nation|汉|ethnicity",
                "nation|维吾尔族|ethnicity",
                "ethnicity|Zhuang|ethnicity",
                "phone|+852 9123 4567|phone_number"
            })
    void values_that_fit_their_names_are_found(String key, String value, String type) {
        assertThat(sent("{\"x\":1,\"" + key + "\":\"" + value + "\"}").analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly(type);
    }

    @Test
    void a_full_name_that_may_be_a_products_is_a_persons_beside_a_field_of_one() {
        assertThat(sent("{\"full_name\":\"Mary Ann Smith\",\"email\":\"mary@qq.com\"}")
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("person_name", "email");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'install_id':'71','ssid':'a1b2c3d4'}|0",
                "{'bd_did':'x','ssid':'7123456'}|0",
                "{'ssid':'0f8fad5b-d9cd-469f-a165-70867728950e'}|0",
                "{'install_id':'71','ssid':'TP-LINK_5G'}|1",
                "{'ssid':'ChinaNet-aB3x'}|1"
            })
    void an_id_of_a_session_is_no_name_of_a_wifi(String body, int found) {
        assertThat(sent(body).analyze().exposures()).hasSize(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deviceSn\":\"ZJ20A1880K\",\"firmware\":\"1.9.0\"}",
                "{\"device_sn\":\"GW88A10021\",\"fw_version\":\"2.0\"}",
                "{\"hwSn\":\"HW20B77311\",\"mcu_version\":\"1.2\"}",
                "{\"deviceSn\":\"LK71C90001\",\"switch\":1}",
                "{\"deviceSn\":\"LM71C90002\",\"brightness\":80}",
                "{\"deviceSn\":\"FN71C90003\",\"fan_speed\":3}",
                "{\"deviceSn\":\"PL71C90004\",\"product_key\":\"a1B2c3\"}",
                "{\"deviceSn\":\"SN71C90005\",\"gateway_id\":\"g1\"}",
                "{\"deviceSn\":\"AC7K220883\",\"connector_id\":2}",
                "{\"device_serial\":\"AC7K220884\",\"gun\":2,\"power\":60}",
                "{\"deviceSn\":\"CM71C90006\",\"is_online\":true}",
                "{\"hw_serial\":\"HB71C90007\",\"home_id\":9,\"room_id\":3}"
            })
    void the_serial_number_of_what_is_bound_or_charged_is_not_the_telephones(String body) {
        assertThat(sent(body).analyze().exposures())
                .extracting(Exposure::dataType)
                .doesNotContain("serial_number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deviceSn\":\"ZJ20A1880K\",\"os_version\":\"13\"}",
                "{\"build_serial\":\"ZJ20A1880K\"}",
                "{\"device_serial\":\"ZJ20A1880K\",\"brand\":\"HUAWEI\"}"
            })
    void the_telephones_is(String body) {
        assertThat(sent(body).analyze().exposures())
                .extracting(Exposure::dataType)
                .contains("serial_number");
    }

    private static Exchanges sent(String body) {
        return new Exchanges().post(1, "https://x.example/u", body);
    }
}
