package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of a log tells of several people's data, each by the name before it. */
class LinesOfTextTest {
    private static final String LINE =
            "10:00:01 I/Login: submit phone=13961847253 imei=862731049583161 email=k.gu1993@acme-mail.de cost=12";

    private static Exchanges line(String text) {
        return new Exchanges().post(1, "https://collect.example/v1", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> types(String text) {
        return line(text).analyze().exposures().stream().map(Exposure::dataType).toList();
    }

    @Test
    void each_is_told_where_it_stands() {
        List<Exposure> found = line(LINE).analyze().exposures();

        assertThat(found).extracting(Exposure::dataType).containsExactlyInAnyOrder("phone_number", "imei", "email");
        assertThat(found)
                .allSatisfy(e -> assertThat(LINE.substring(e.offset(), e.offset() + e.length()))
                        .isEqualTo(e.value()));
    }

    @Test
    void a_known_value_in_the_line_does_not_hide_the_others_and_is_told_once() {
        assertThat(line(LINE).known("email", "k.gu1993@acme-mail.de").analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactlyInAnyOrder("phone_number", "imei", "email");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name  | submit order 姓名：顾晓岚，手机号：13961847253",
                "address      | submit order 地址：浙江省杭州市西湖区文三路5号3幢，备注：无",
                "person_name  | User(realName=顾晓岚, vip=false) saved in 12 ms",
                "person_name  | body is {\"realName\":\"顾晓岚\",\"vip\":false} and 12 ms",
                "resident_id  | User(id=7, idCard=330106199003076010, vip=false) saved",
                "oaid         | init oaid=1a2b3c4d-1111-4222-8333-abcdefabcdef done at once",
                "android_id   | init androidId: 1a2b3c4d5e6f7a8b done at once",
                "email        | mutation { up(input: \"[{\\\"email\\\":\\\"k.gu1993@acme-mail.de\\\"}]\") }",
                "phone_number | mutation { up(input: \"[{\\\"phone\\\":\\\"+8613961847253\\\"}]\") }",
                "imsi         | W/Telephony: imsi=460001234598761, state READY",
            })
    void names_stand_before_values_in_many_ways(String type, String text) {
        assertThat(types(text)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing params: phone, email, real_name; phone: required",
                "load phone_login=true mail=disabled mac=arm64 oaid=null",
                "商家电话：13961847253，店铺地址：浙江省杭州市西湖区文三路5号",
                "state=高山流水 and mode=单曲循环, next",
                "order=13961847253 seq:13961847254 trace=1a2b3c4d5e6f7a8b done",
                "示例 phone=13800000000, email=user@example.com and so on",
                "提示：请输入姓名：必填，手机号：必填",
            })
    void names_alone_and_what_is_public_is_nobodys(String text) {
        assertThat(types(text)).isEmpty();
    }
}
