package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number as it is written at home, beside the one by which its country is called; a name beside a mailbox. */
class BesideTheirCountryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'calling_code':'47','phone':'41287605'}",
                "{'internationalCode':'33','mobile':'0612874590'}",
                "{'phone_country_code':'+49','phone_number':'15781234067'}",
                "{'dialCode':'+65','mobileNumber':'91827364'}",
                "{'countryCode':'61','mobile':'402178356'}",
                "{'nationCode':'84','phoneNumber':'0912083476'}"
            })
    void a_number_at_home(String body) {
        assertThat(typesIn(body)).contains("phone_number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'phone':'41287605'}",
                "{'countryCode':'86','mobile':'402178356'}",
                "{'countryCode':'0','mobile':'402178356'}",
                "{'countryCode':'6100','mobile':'402178356'}",
                "{'countryCode':'61','serial':'402178356'}",
                "{'areaCode':'212','phone':'4021783'}",
                "{'shop_name':'Bakery','opening_hours':'8-16','countryCode':'61','phone':'402178356'}",
                "{'calling_code':'47','phone':'1234567'}",
                "{'calling_code':'47','phone':'11111111'}",
                "{'calling_code':'47','phone':'41***605'}",
                "{'calling_code':'47','phone':''}",
                "{'calling_code':'47','phone':'10086'}",
                "{'calling_code':'47','phone_id':'41287605'}",
                "{'calling_code':'47','order':'41287605'}",
                "{'currency':'NOK','phone':'41287605'}",
                "{'calling_code':'47','phone':'iPhone16'}",
                "{'calling_code':'47','phone':'412876054128760'}",
                "{'shop_name':'Bakeri','opening_hours':'8-16','calling_code':'47','phone':'41287605'}"
            })
    void what_is_none(String body) {
        assertThat(typesIn(body)).doesNotContain("phone_number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'first_name':'Nora Lindqvist','email':'nora.lindqvist@web.de'}",
                "{'firstName':'María del Carmen Ruiz','phone_number':'+34612874590'}"
            })
    void a_whole_name_in_the_field_of_the_given_one(String body) {
        assertThat(typesIn(body)).contains("person_name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'first_name':'Nora Lindqvist'}",
                "{'first_name':'nora lindqvist','email':'nora.lindqvist@web.de'}",
                "{'first_name':'first name','email':'nora.lindqvist@web.de'}",
                "{'first_name':'Enter your name','email':'nora.lindqvist@web.de'}",
                "{'first_name':'FIRST NAME','email':'nora.lindqvist@web.de'}",
                "{'first_name':'','email':'nora.lindqvist@web.de'}",
                "{'first_name':'iPhone de Pauline','email':'nora.lindqvist@web.de'}",
                "{'first_name':'Nora (2)','email':'nora.lindqvist@web.de'}",
                "{'first_name':'Widget 12','email':'nora.lindqvist@web.de'}",
                "{'first_name':true,'email':'nora.lindqvist@web.de'}",
                "{'first_name':'N. L.','email':'nora.lindqvist@web.de'}"
            })
    void what_is_no_whole_name(String body) {
        assertThat(typesIn(body)).doesNotContain("person_name");
    }
}
