package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person has, things have too: a job its degree, an article its disease, a hero a profession. */
class ThingsTest {

    private static List<Exposure> sent(String body) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", body)
                .analyze()
                .exposures();
    }

    @Test
    void what_a_filter_asks_of_things_is_nobodys() {
        assertThat(Exchanges.typesIn("/jobs/filter", "{'city':'101200100','degree':'硕士','salary':'20-30K'}"))
                .isEmpty();
        assertThat(Exchanges.typesIn("/jobs/search?degree=%E7%A1%95%E5%A3%AB", "{}"))
                .isEmpty();
    }

    @Test
    void what_somebody_says_of_himself_by_the_same_name_is_his() {
        assertThat(Exchanges.typesIn("/resume/save", "{'degree':'硕士'}")).containsExactly("education_background");
        assertThat(Exchanges.typesIn("/jobs/search", "{'degree':'硕士','phone':'13905172846'}"))
                .contains("education_background");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filters':{'education':'本科','school':'浙江大学'}}",
                "{'article':{'disease':'高血压'}}",
                "{'job':{'education':'硕士','employer':'杭州青禾科技有限公司'}}",
                "{'hero':{'profession':'法师','gender':'女'}}",
                "{'medicine_name':'阿莫西林胶囊','price':12}",
                "{'search':{'conditions':{'religion':'佛教'}}}",
                "{'countries':[{'nation':'Korean'},{'nation':'Tajik'},{'nation':'Mongol'}]}",
                "{'nation':'朝鲜','capital':'平壤'}",
                "{'list':[{'nation':'korean','iso2':'KR'},{'nation':'uzbek','iso2':'UZ'}]}",
                "{'medals':[{'nation':'俄罗斯','gold':3,'silver':1}]}",
            })
    void a_thing_is_nobody(String body) {
        assertThat(sent(body.replace('\'', '"'))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'job':{'applicant':{'education':'硕士'}}}",
                "{'search':{'user':{'education':'硕士'}}}",
                "{'education':'硕士'}",
            })
    void a_person_in_it_is_one(String body) {
        assertThat(sent(body.replace('\'', '"')))
                .extracting(Exposure::dataType)
                .containsExactly("education_background");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'nation':'朝鲜族','capital':'x'}",
                "{'nation':'汉','country':'CN','country_code':'86'}",
                "{'users':[{'nation':'korean','rank_name':'gold'}]}",
                "{'nation':'korean'}"
            })
    void a_nation_that_no_table_of_countries_holds_is_somebodys(String body) {
        assertThat(sent(body.replace('\'', '"'))).extracting(Exposure::dataType).containsExactly("ethnicity");
    }

    @Test
    void one_such_field_does_not_make_another_sure() {
        assertThat(sent("{\"gender\":\"female\",\"education\":\"硕士\"}"))
                .hasSize(2)
                .extracting(Exposure::confidence)
                .containsOnly(0.65);
    }

    @Test
    void alone_it_is_suspected_and_beside_a_persons_field_it_is_sure() {
        assertThat(sent("{\"education\":\"硕士\"}"))
                .extracting(Exposure::confidence)
                .containsExactly(0.65);
        assertThat(sent("{\"education\":\"硕士\",\"mobile\":\"13712345678\"}"))
                .filteredOn(e -> e.dataType().equals("education_background"))
                .extracting(Exposure::confidence)
                .containsExactly(0.8);
    }
}
