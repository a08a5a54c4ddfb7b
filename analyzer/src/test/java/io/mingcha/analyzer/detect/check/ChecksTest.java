package io.mingcha.analyzer.detect.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    @ParameterizedTest
    @CsvSource({
        "resident_id, 11010519491231002X, true",
        "resident_id, 110105194912310021, false",
        "resident_id, 990105194912310027, false",
        "social_credit_code, 91350100M000100Y43, true",
        "social_credit_code, 91350100M000100Y42, false",
        "phone, 13800138000, true",
        "phone, +8619200000000, true",
        "phone, 0086-138-0013-8000, true",
        "phone, 12345678901, false",
        "phone, 1700000000000, false",
        "licence_plate, 京A12345, true",
        "licence_plate, 粤BD12345, true",
        "licence_plate, 粤Z1234港, true",
        "licence_plate, 京I12345, false",
        "imsi, 460001234567890, true",
        "imsi, 310260123456789, false",
        "imei, 868012345678904, true",
        "imei, 868012345678905, false",
        "imei, 000000000000000, false",
        "bank_card, 6217001210024455220, true",
        "bank_card, 6217001210024455221, false",
        "bank_card, 1700000000000000, false",
        "mac, a4:50:46:00:00:01, true",
        "mac, a4:50-46:00:00:01, false",
        "person_name, 欧阳修, true",
        "person_name, 诸葛孔明, true",
        "person_name, 手机配件, false",
        "person_name, 王者荣耀, false",
        "date, 1990-02-30, false",
        "date, 1990-02-28, true",
        "date, 19900228, true",
        "vin, 1M8GDM9AXKP042788, true",
        "vin, 1M8GDM9A0KP042788, false",
        "student_no, G11010519491231002X, true",
        "email, a.b@mail.example.com, true",
        "email, logo@2x.png1, false",
    })
    void values_are_told_from_look_alikes(String check, String value, boolean good) {
        assertThat(Checks.BY_NAME.get(check).passes(value)).isEqualTo(good);
    }

    @Test
    void a_card_of_china_may_name_its_maker_by_a_letter() {
        assertThat(Checks.BY_NAME.get("iccid").passes("898602731217F0384412")).isTrue();
        assertThat(Checks.BY_NAME.get("iccid").passes("8986027312170F384412")).isFalse();
        assertThat(Checks.BY_NAME.get("iccid").passes("898602731217F03844")).isFalse();
    }
}
