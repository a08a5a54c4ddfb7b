package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same data in the less usual ways that apps have of writing it down. */
class WrittenOtherwiseTest {
    private static final String PHONE = "13712345671";
    private static final String MAC = "a4:5e:60:c2:1b:9d";
    private static final String OAID = "1a2b3c4d-1111-4222-8333-abcdefabcdef";
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "GBK", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void text_in_a_charset_that_nothing_declares_is_read_and_the_range_is_that_of_the_value(String charset) {
        String json = "{\"公司\":\"某某\",\"姓名\":\"陈晓明\",\"t\":1}";
        byte[] body = json.getBytes(Charset.forName(charset));
        Exposure found = only(new Exchanges().post(1, "https://x.example/u", body));

        assertThat(found.dataType()).isEqualTo("person_name");
        assertThat(found.value()).isEqualTo("陈晓明");
        Charset plain = charset.equals("UTF-16") ? StandardCharsets.UTF_16BE : Charset.forName(charset);
        assertThat(new String(body, found.offset(), found.length(), plain)).isEqualTo("陈晓明");
    }

    @Test
    void traditional_characters_that_nothing_declares_are_read() {
        byte[] body = "{\"公司\":\"某某股份\",\"姓名\":\"陳曉明\",\"t\":1}".getBytes(Charset.forName("Big5"));
        Exposure found = only(new Exchanges().known("person_name", "陳曉明").post(1, "https://x.example/u", body));

        assertThat(found.path()).isEqualTo("request.body ▸ big5 ▸ json $.姓名");
        assertThat(new String(body, found.offset(), found.length(), Charset.forName("Big5")))
                .isEqualTo("陳曉明");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "UTF-8"})
    void chinese_text_inside_a_binary_envelope_is_read(String charset) {
        byte[] name = "陈晓明".getBytes(Charset.forName(charset));
        byte[] json = "{\"公司名称\":\"某某\",\"real_name\":\"陈晓明\"}".getBytes(Charset.forName(charset));
        byte[] protobuf =
                joined(new byte[] {0x08, 0x01, 0x0A, (byte) name.length}, name, new byte[] {0x10, 0x07, 0x01, 0});
        byte[] envelope = joined(new byte[] {0x00, 0x01, (byte) 0x93, 0x02, 0x7F, 0x01}, json, new byte[] {0, 1, 2, 3});

        assertThat(only(new Exchanges().known("person_name", "陈晓明").post(1, "https://x.example/u", protobuf))
                        .dataType())
                .isEqualTo("person_name");
        Exposure named = only(new Exchanges().post(1, "https://x.example/u", envelope));
        assertThat(named.value()).isEqualTo("陈晓明");
        assertThat(named.path()).endsWith("json $.real_name");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void bytes_that_only_happen_to_be_above_ascii_are_no_chinese_text() {
        byte[] body = HEX.parseHex("8f02b1a9cce0d4f7a1b2c3d4e5f6a7b800ff91");
        assertThat(new Exchanges()
                        .known("person_name", "陈晓明")
                        .post(1, "https://x.example/u", body)
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-1", "SHA-256"})
    void a_digest_of_a_digest_is_found_whatever_the_inner_one_was_written_as(String outer) {
        byte[] inner = digest("MD5", PHONE.getBytes(StandardCharsets.UTF_8));
        List<byte[]> written = List.of(
                HEX.formatHex(inner).getBytes(StandardCharsets.US_ASCII),
                HEX.withUpperCase().formatHex(inner).getBytes(StandardCharsets.US_ASCII),
                inner);
        for (byte[] each : written) {
            Exposure found = only(known(field("h", HEX.formatHex(digest(outer, each)))));
            assertThat(found.method()).isEqualTo(Exposure.Method.KNOWN_VALUE_HASH);
            assertThat(found.transform()).isEqualTo(outer.replace("-", "").toLowerCase(Locale.ROOT) + "(md5)");
        }
    }

    @Test
    void a_digest_is_found_dashed_like_a_uuid_in_a_row_with_others_and_in_base64_of_any_dress() {
        byte[] phone = PHONE.getBytes(StandardCharsets.UTF_8);
        String md5 = HEX.formatHex(digest("MD5", phone));
        String sha1 = HEX.formatHex(digest("SHA-1", phone));
        String dashed = md5.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        for (String written : List.of(
                dashed,
                dashed.toUpperCase(Locale.ROOT),
                "v1_" + dashed,
                md5 + sha1,
                "00112233445566778899aabbccddeeff" + md5,
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest("MD5", phone)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest("SHA-256", phone)),
                Base64.getEncoder().encodeToString(digest("SHA-1", phone)))) {
            assertThat(known(field("h", written)).analyze().exposures())
                    .as(written)
                    .isNotEmpty()
                    .allMatch(
                            e -> e.dataType().equals("phone_number") && e.method() == Exposure.Method.KNOWN_VALUE_HASH);
        }
    }

    @Test
    void a_digest_shifted_by_a_letter_or_of_another_value_is_none() {
        String md5 = HEX.formatHex(digest("MD5", "13712345672".getBytes(StandardCharsets.UTF_8)));
        String mine = HEX.formatHex(digest("MD5", PHONE.getBytes(StandardCharsets.UTF_8)));
        assertThat(known(field("h", md5 + md5)).analyze().exposures()).isEmpty();
        assertThat(known(field("h", "abc" + mine)).analyze().exposures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a45e.60c2.1b9d",
                "A45E60C21B9D",
                "A4-5E-60-C2-1B-9D",
                "a4:5e:60:c2:1b:9d",
                "pF5gwhud",
                "1a2b3c4d111142228333abcdefabcdef",
                "1A2B3C4D-1111-4222-8333-ABCDEFABCDEF",
                "Gis8TRERQiKDM6vN76vN7w==",
                "Gis8TRERQiKDM6vN76vN7w",
                "1.3712345671E10",
                "1.3712345671e+10",
                "13712345671.0"
            })
    void known_identifiers_are_found_in_every_spelling_as_plain_values(String written) {
        Exposure found = only(known(field("h", written)));

        assertThat(found.method()).isEqualTo(Exposure.Method.KNOWN_VALUE);
        assertThat(found.transform()).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a45e.60c2.1b9e", "pF5gwhue", "1.3712345672E10", "Gis8TRERQiKDM6vN76vN8w"})
    void identifiers_that_differ_in_one_place_are_others(String written) {
        assertThat(known(field("h", written)).analyze().exposures()).isEmpty();
    }

    @Test
    void a_known_name_or_number_in_two_fields_side_by_side_is_found_in_either_order() {
        for (String body : List.of(
                "{\"last\":\"欧阳\",\"first\":\"晓明\"}",
                "{\"first\":\"晓明\",\"last\":\"欧阳\"}",
                "{\"zone\":\"137\",\"rest\":\"12345671\"}",
                "first=%E6%99%93%E6%98%8E&last=%E6%AC%A7%E9%98%B3")) {
            assertThat(known(body).analyze().exposures())
                    .as(body)
                    .singleElement()
                    .matches(e -> e.method() == Exposure.Method.KNOWN_VALUE);
        }
        Exposure found = only(known("{\"t\":1,\"last\":\"欧阳\",\"first\":\"晓明\"}"));
        assertThat(found.offset()).isEqualTo("{\"t\":1,\"last\":\"".length());
        assertThat(found.length()).isEqualTo(6 + "\",\"first\":\"".length() + 6);
    }

    @Test
    void pieces_of_a_known_name_are_not_told_once_more_by_their_fields() {
        String json = "{\"first_name\":\"Maren\",\"last_name\":\"Albrecht\",\"nick_name\":\"x\"}";

        assertThat(only(new Exchanges()
                                .known("person_name", "Maren Albrecht")
                                .post(1, "https://x.example/u", json.getBytes(StandardCharsets.UTF_8)))
                        .value())
                .isEqualTo("Maren Albrecht");
        assertThat(new Exchanges()
                        .known("person_name", "Maren Albrecht")
                        .post(1, "https://x.example/u", json.replace("Maren", "Jonas"))
                        .analyze()
                        .exposures())
                .isNotEmpty()
                .allMatch(e -> e.method() == Exposure.Method.NAMED_FIELD);
    }

    @Test
    void pieces_that_do_not_stand_side_by_side_or_tell_too_little_are_no_value() {
        assertThat(known("{\"last\":\"欧阳\",\"t\":1,\"first\":\"晓明\"}").analyze().exposures())
                .isEmpty();
        assertThat(new Exchanges()
                        .known("person_name", "李明")
                        .post(1, "https://x.example/u", "{\"a\":\"李\",\"b\":\"明\"}")
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":31230416,\"lng\":121473701}",
                "{\"latitude\":312304160,\"longitude\":1214737010}",
                "{\"lat\":3123041,\"lng\":12147370}",
                "{\"latE6\":31230416,\"lngE6\":121473701}",
                "latitude_e5=3123041&longitude_e5=12147370",
                "{\"p\":[\"lat\",31.230416,\"lng\",121.473701]}",
                "{\"p\":[\"lat\",31.230416,\"acc\",15,\"lng\",121.473701]}",
                "[{\"key\":\"lat\",\"value\":\"31.230416\"},{\"key\":\"city\",\"value\":\"x\"},{\"key\":\"lng\",\"value\":\"121.473701\"}]",
                "{\"ext\":[{\"v\":31.230416,\"k\":\"lat\"},{\"v\":121.473701,\"k\":\"lng\"}]}",
                "{\"lat\":31.230416,\"alt\":12.5,\"city\":\"上海\",\"lng\":121.473701}"
            })
    void an_unknown_position_is_found_scaled_and_in_lists_of_names_and_values(String body) {
        assertThat(only(new Exchanges().post(1, "https://x.example/u", body)).dataType())
                .isEqualTo("precise_location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":99230416,\"lng\":121473701}",
                "{\"lat\":1700000000,\"lng\":1700000000}",
                "{\"a\":31230416,\"b\":121473701}",
                "{\"p\":[\"from\",31.230416,\"to\",121.473701]}"
            })
    void numbers_beyond_the_range_or_under_other_names_are_no_position(String body) {
        assertThat(new Exchanges()
                        .post(1, "https://x.example/u", body)
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<plist><dict><key>phone</key><string>13912345678</string><key>n</key><integer>1</integer></dict></plist>|xml /plist/dict/phone",
                "<map><item name=\"phone\" value=\"13912345678\"/></map>|xml /map/item@value",
                "<req><param name=\"phone\">13912345678</param></req>|xml /req/param",
                "<l><e><key>phone</key><value>13912345678</value></e></l>|xml /l/e/value",
                "{'phone':'13912345678','n':1}|json $.phone",
                "{phone: \"13912345678\", n: 1}|json $.phone",
                "cb({\"phone\":\"13912345678\"});|jsonp ▸ json $.phone",
                "{\"q\":\"cb({\\\"phone\\\":\\\"13912345678\\\"})\"}|json $.q ▸ jsonp ▸ json $.phone",
                "{\"u\":\"data:application/json;base64,eyJwaG9uZSI6IjEzOTEyMzQ1Njc4In0=\"}|json $.u ▸ data ▸ json $.phone",
                "{\"u\":\"data:,%7B%22phone%22%3A%2213912345678%22%7D\"}|json $.u ▸ data ▸ json $.phone",
                "{\"items\":[{\"name\":\"phone\",\"value\":\"13912345678\"}]}|json $.items[0].value"
            })
    void fields_named_in_other_forms_than_json_are_named_fields(String body, String path) {
        Exposure found = only(new Exchanges().post(1, "https://x.example/u", body));

        assertThat(found.dataType()).isEqualTo("phone_number");
        assertThat(found.path()).isEqualTo("request.body ▸ " + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u9648\\u6653\\u660e\\u65c5\\u884c",
                "%u9648%u6653%u660e%20abc",
                "{\"a\":\"\\\\u9648\\\\u6653\\\\u660e\"}"
            })
    void escaped_text_is_read(String body) {
        assertThat(new Exchanges()
                        .known("person_name", "陈晓明")
                        .post(1, "https://x.example/u", body)
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("person_name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"13912345671\":\"张三\",\"13912345672\":\"李四\",\"13912345673\":\"王五\",\"13912345674\":\"赵六\",\"13912345675\":\"孙七\"}",
                "[{\"name\":{\"first\":\"Ann\",\"last\":\"Lee\"},\"phones\":[\"13912345671\"]},{\"name\":{\"first\":\"Bob\"},\"phones\":[{\"n\":\"13912345672\"}]},{\"name\":{\"given\":\"Cy\"},\"phones\":[\"13912345673\"]}]",
                "[{\"name\":\"Ann\",\"tel\":\"+852 9123 4567\"},{\"name\":\"Bob\",\"tel\":\"+14155552671\"},{\"name\":\"Cy\",\"tel\":\"+447911123456\"}]",
                "{\"names\":[\"Ann\",\"Bob\",\"Cy\"],\"phones\":[\"13912345671\",\"13912345672\",\"13912345673\"]}",
                "c[0][name]=Ann&c[0][phone]=13912345671&c[1][name]=Bob&c[1][phone]=13912345672&c[2][name]=Cy&c[2][phone]=13912345673",
                "c.0.name=Ann&c.0.phone=13912345671&c.1.name=Bob&c.1.phone=13912345672&c.2.name=Cy&c.2.phone=13912345673"
            })
    void address_books_of_every_shape_are_one_exposure(String body) {
        Exposure found = only(new Exchanges().post(1, "https://x.example/u", body));

        assertThat(found.dataType()).isEqualTo("contacts");
        assertThat(found.count()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\":\"Ann\",\"tel\":\"+852 1123 4567\"},{\"name\":\"Bob\",\"tel\":\"+10155552671\"},{\"name\":\"Cy\",\"tel\":\"+44123\"}]",
                "{\"names\":[\"a\",\"b\"],\"order_ids\":[\"13912345671\",\"13912345672\",\"13912345673\"]}",
                "o[0][name]=A&o[0][order_no]=13912345671&o[1][name]=B&o[1][order_no]=13912345672&o[2][name]=C&o[2][order_no]=13912345673",
                "{\"1\":\"张三\",\"2\":\"李四\",\"3\":\"王五\",\"4\":\"赵六\",\"5\":\"孙七\"}"
            })
    void lists_with_numbers_that_nobody_has_are_no_address_books(String body) {
        assertThat(new Exchanges()
                        .post(1, "https://x.example/u", body)
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    private static Exchanges known(String body) {
        return new Exchanges()
                .known("phone_number", PHONE)
                .known("mac", MAC)
                .known("oaid", OAID)
                .known("person_name", "欧阳晓明")
                .post(1, "https://x.example/u", body);
    }

    private static String field(String name, String value) {
        return "{\"" + name + "\":\"" + value + "\"}";
    }

    private static Exposure only(Exchanges exchanges) {
        List<Exposure> exposures = exchanges.analyze().exposures();
        assertThat(exposures).hasSize(1);
        return exposures.get(0);
    }

    private static byte[] digest(String name, byte[] of) {
        try {
            return MessageDigest.getInstance(name).digest(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab"})
    void base64_that_begins_anywhere_before_the_value_is_told_by_its_letters(String before) {
        String text = "~v1." + base64(before + PHONE + "@x") + "!";
        Exposure found = only(new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"q\":\"" + text + "\"}"));

        assertThat(found.dataType()).isEqualTo("phone_number");
        assertThat(found.method()).isEqualTo(Exposure.Method.KNOWN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"p\":\"%s\"}", "{\"a\":1,\"p\":\"%s\"}", "{\"ab\":1,\"p\":\"%s\"}"})
    void a_value_in_base64_that_was_opened_is_told_once(String json) {
        Exposure found = only(new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"q\":\"" + base64(json.formatted(PHONE)) + "\"}"));

        assertThat(found.path()).isEqualTo("request.body ▸ json $.q ▸ base64 ▸ json $.p");
    }

    @Test
    void a_position_in_text_within_bytes_of_no_known_form_is_told_once() {
        byte[] envelope = joined(
                new byte[] {0x00, 0x01, (byte) 0x93, 0x02, 0x7F, 0x01},
                "{\"note\":\"x\",\"where\":\"31.230416,121.473701\"}".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, 1, 2, 3, (byte) 0xFE});
        Exposure found = only(new Exchanges()
                .known("precise_location", "31.230416,121.473701")
                .post(1, "https://x.example/u", envelope));

        assertThat(found.path()).endsWith("json $.where");
    }

    @Test
    void letters_of_base64_in_another_case_are_something_else() {
        String other = base64("ab" + PHONE).substring(3, 17).toLowerCase(Locale.ROOT);
        assertThat(new Exchanges()
                        .known("phone_number", PHONE)
                        .post(1, "https://x.example/u", "{\"q\":\"~" + other + "!\"}")
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_value_written_backwards_is_found_as_such() {
        Exposure found = only(new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"q\":\"" + new StringBuilder(PHONE).reverse() + "\"}"));

        assertThat(found.transform()).isEqualTo("reversed");
        assertThat(found.value()).isEqualTo(PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {PHONE + "example.shop", "example.shop_" + PHONE, PHONE + "&example.shop"})
    void a_digest_salted_with_the_name_of_the_app_is_found(String salted) throws NoSuchAlgorithmException {
        String digest =
                HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(salted.getBytes(StandardCharsets.UTF_8)));
        Exposure found = only(new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"q\":\"" + digest + "\"}"));

        assertThat(found.transform()).isEqualTo("sha256(salted)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"geohash\":\"wtw3sjq\"}",
                "{\"g\":\"wtw3sjq6q\"}",
                "{\"g\":\"wtw3sjq\"}",
                "{\"GPSLatitude\":\"31/1,13/1,4950/100\",\"GPSLongitude\":\"121/1, 28/1, 2532/100\"}",
                "{\"a\":\"31/1,13/1,49500000/1000000\",\"b\":\"121/1,28/1,25320000/1000000\"}",
                "{\"p\":\"31°13'49.5\\\"N 121°28'25.3\\\"E\"}",
                "{\"p\":\"北31°13.825' 东121°28.4221'\"}",
                "{\"nmea\":\"$GPRMC,081836,A,3113.8249,N,12128.4221,E,0.0,360.0,130998,011.3,E*62\"}"
            })
    void a_known_position_is_found_however_it_is_written(String body) {
        Exposure found = only(new Exchanges()
                .known("precise_location", "31.230416,121.473701")
                .post(1, "https://x.example/u", body));

        assertThat(found.value()).isEqualTo("31.230416,121.473701");
    }

    /** The corner of the cell is further from its middle than a known position's surroundings reach. */
    @Test
    void a_geohash_of_seven_letters_is_its_whole_cell() {
        Exchanges corner = new Exchanges().known("precise_location", "31.231354,121.474427");

        assertThat(only(corner.post(1, "https://x.example/u", "{\"g\":\"wtw3sjq\"}"))
                        .dataType())
                .isEqualTo("precise_location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"g\":\"wtw3sjt\"}",
                "{\"a\":\"31/1,14/1,4950/100\",\"b\":\"121/1,28/1,2532/100\"}",
                "{\"g\":\"wtw3qjq6q\"}",
                "{\"p\":\"31°14'49.5\\\"N 121°28'25.3\\\"E\"}"
            })
    void a_place_elsewhere_is_not_the_known_position(String body) {
        assertThat(new Exchanges()
                        .known("precise_location", "31.230416,121.473701")
                        .post(1, "https://x.example/u", body)
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number|13712345671|137.1234.5671",
                "phone_number|13712345671|+86 137/1234/5671",
                "phone_number|13712345671|&#49;&#51;&#55;&#49;&#50;&#51;&#52;&#53;&#54;&#55;&#49;",
                "phone_number|13712345671|{&quot;m&quot;:&quot;13712345671&quot;}",
                "phone_number|13712345671|0x3133373132333435363731",
                "phone_number|13712345671|31 33 37 31 32 33 34 35 36 37 31",
                "imei|861536030196001|86153603019600",
                "imei|861536030196001|86-153603-019600-1",
                "imei|861536030196001|861536 03019600 1",
                "resident_id|310104198703154629|310104 19870315 4629",
                "resident_id|310104198703154629|310104870315462",
                "person_name|陈晓明|陈 晓 明",
                "person_name|陈晓明|陈　晓　明",
                "person_name|陈晓明|&#x9648;&#x6653;&#x660e;",
                "address|上海市徐汇区漕溪北路398号2104室|漕溪北路398号2104室",
                "address|浙江省杭州市西湖区文三路90号东部软件园|送到文三路90号东部软件园，谢谢",
                "address|上海市徐汇区漕溪北路398号2104室|徐汇区 漕溪北路398号2104室",
                "address|上海市徐汇区漕溪北路398号2104室|上海市漕溪北路398号2104室",
                "mac|a4:5e:60:c2:1b:9d|180725257214877",
                "android_id|9c7d3b1e5f28a046|11276234043637145670",
                "android_id|9c7d3b1e5f28a046|-7170510030072405946",
                "oaid|9c7d3b1e5f28a046|nH07Hl8ooEY="
            })
    void a_known_value_is_found_in_the_groups_and_codings_of_people_and_libraries(
            String type, String value, String written) {
        Exposure found = only(new Exchanges()
                .known(type, value)
                .post(1, "https://x.example/u", "{\"q\":\"" + written.replace("\"", "\\\"") + "\"}"));

        assertThat(found.dataType()).isEqualTo(type);
        assertThat(found.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imei|861536030196001|861536030196002",
                "imei|861536030196001|86-153603-019601-1",
                "resident_id|310104198703154629|310104870315463",
                "person_name|陈晓明|陈 晓 东",
                "address|上海市徐汇区漕溪北路398号2104室|漕溪北路398号2105室",
                "address|上海市徐汇区漕溪北路|徐汇区",
                "address|上海市徐汇区漕溪北路398号2104室|上海市浦东新区漕溪北路398号2104室",
                "address|上海市徐汇区漕溪北路398号2104室|江苏省苏州市 漕溪北路398号2104室",
                "person_name|陈晓明|&#x9648;&#x6653;&#x;&#-660;&#99999999;",
                "mac|a4:5e:60:c2:1b:9d|180725257214878",
                "android_id|9c7d3b1e5f28a046|nH07Hl8ooEZ="
            })
    void another_value_in_such_groups_is_not_the_known_one(String type, String value, String written) {
        assertThat(new Exchanges()
                        .known(type, value)
                        .post(1, "https://x.example/u", "{\"q\":\"" + written + "\"}")
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @Test
    void the_digest_of_the_bytes_of_an_address_is_found() {
        String odin = HEX.formatHex(digest("SHA-1", HEX.parseHex(MAC.replace(":", ""))));

        assertThat(only(known(field("odin1", odin))).transform()).isEqualTo("sha1");
    }

    @Test
    void bytes_that_a_library_wrote_as_a_list_of_numbers_are_opened() {
        byte[] bytes = ("{\"m\":\"" + PHONE + "\",\"n\":\"晓\"}").getBytes(StandardCharsets.UTF_8);
        String signed = java.util.Arrays.toString(bytes);
        StringBuilder unsigned = new StringBuilder();
        for (byte b : bytes) {
            unsigned.append(unsigned.isEmpty() ? "[" : ",").append(b & 0xFF);
        }
        for (String list : List.of(signed, unsigned + "]")) {
            Exposure found = only(known("{\"data\":" + list + "}"));

            assertThat(found.path()).isEqualTo("request.body ▸ json $.data ▸ bytes ▸ json $.m");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scores\":[49,51,55,49,50,51,52,53,54,55]}",
                "{\"scores\":[49,51,55,49,50,51,52,53,54,55,49,288]}",
                "{\"scores\":[1,2,3,4,5,6,7,8,9,10,11,12]}"
            })
    void other_lists_of_small_numbers_are_no_bytes_of_anybody(String body) {
        assertThat(known(body).analyze().exposures()).isEmpty();
    }
}
