package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that standards of social security, medical insurance and the traffic police name by a code. */
class StandardCodesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resident_id        | {'aac002':'330106199203154826'}",
                "person_name        | {'aac003':'周晓岚','aac001':'3301000012345678'}",
                "phone_number       | {'aae005':'13815937264'}",
                "birthday           | {'aac006':'19920315'}",
                "social_security_no | {'aac001':'3301000012345678','aac003':'周晓岚'}",
                "social_security_no | {'psnNo':'33010000012345678','psnName':'周晓岚'}",
                "address            | {'aac003':'周晓岚','aae006':'杭州市上城区解放路26号5幢'}",
                "employer           | {'aac003':'周晓岚','aab004':'杭州晨光物流有限公司'}",
                "social_security_no | {'aac003':'周晓岚','aaz500':'A82746519'}",
                "gender             | {'aac003':'周晓岚','aac004':'2'}",
                "ethnicity          | {'aac003':'周晓岚','aac005':'01'}",
                "marital_status     | {'aac003':'周晓岚','aac017':'20'}",
                "person_name        | {'syr':'周晓岚','hphm':'浙A8K29L'}",
                "phone_number       | {'uname':'13815937264','pwd':'Kx82mQw7'}",
            })
    void they_are_what_the_standard_says(String type, String body) {
        assertThat(typesIn(body.replace("330106199203154826", ID))).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name        | {'syr':'周晓岚','page':1}",
                "person_name        | {'aac003':'周晓岚','page':1}",
                "social_security_no | {'aac001':'3301000012345678','page':1}",
                "social_security_no | {'psnNo':'33010000012345678','title':'x'}",
                "resident_id        | {'aac002':'330106199203154827'}",
                "employer           | {'aab004':'杭州晨光物流有限公司','page':1}",
                "gender             | {'aac004':'2','page':1}",
                "ethnicity          | {'aac003':'周晓岚','aac005':'99'}",
                "social_security_no | {'aaz500':'A82746519','page':1}",
                "birthday           | {'aac006':'1'}",
                "phone_number       | {'phone':'13800138000'}",
                "person_name        | {'nomeAluno':'Turma A','email':'m.ferraz@gmail.com'}",
            })
    void without_what_they_need_they_are_none(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }

    /** With its check digit. */
    private static final String ID = withCheckDigit("33010619920315482");

    private static String withCheckDigit(String first) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }
}
