package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a form calls by letters or by a word of its own, told by what else it asks of him. */
class BesideSistersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name,phone_number  | {'swrxm':'阮秋白','swrlxdh':'13916283745'}",
                "person_name,gender        | {'zfrxm':'阮秋白','zfrxb':'女'}",
                "person_name,birthday      | {'wkxm':'阮秋白','wkcsrq':'1978-05-23'}",
                "gender,phone_number       | {'swrxb':'女','swrsjh':'13916283745'}",
                "person_name,resident_id   | {'toName':'鲁望舒','toIdCardNo':'310227197805231144'}",
            })
    void whose_something_is_a_sister_says(String types, String body) {
        assertThat(typesIn(body)).contains(types.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a supplier's telephone and address, a name alone, two sisters of other owners, what does not fit
                "{'gysmc':'金龙','gyslxdh':'13916283745','gysdz':'上海市松江区九亭镇涞亭南路388弄12号'}",
                "{'swrxm':'阮秋白'}",
                "{'cpxm':'金骏眉','cpdz':'福建省武夷山市星村镇桐木村1号'}",
                "{'swrxm':'阮秋白','jbmlxdh':'13916283745'}",
                "{'swrxm':'必填','swrlxdh':'请输入'}",
                "{'goodsName':'金龙','goodsIdCardNo':'310227197805231144'}",
                "{'agentName':'金龙','agentOwnerIdCardNo':'310227197805231144'}",
            })
    void what_companies_have_too_is_no_sister(String body) {
        assertThat(typesIn(body)).doesNotContain("person_name", "phone_number", "address");
    }

    @Test
    void a_label_before_a_short_name_says_what_it_is() {
        assertThat(typesIn("{'line3':'姓名: 项采薇'}")).containsExactly("person_name");
        assertThat(typesIn("{'line3':'品名: 黄连素'}")).isEmpty();
        assertThat(typesIn("{'line3':'姓名: 必填'}")).isEmpty();
    }
}
