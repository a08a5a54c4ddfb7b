package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose number it is, the kinship beside it says; a kinship that is about something else makes nobody a contact in need. */
class KinTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'list':[{'relation':'父亲','name':'顾大海','phone':'13798812240'},{'relation':'同事','name':'周启明','phone':'13622107745'}]}",
                "{'relationType':'配偶','contactName':'顾晓岚','contactMobile':'13262976768'}",
                "{'linkman':'顾晓岚','linkPhone':'13262976768','relationship':'母女'}",
                "{'econtactPhone1':'13262976768','econtactRelation1':'配偶','mobile':'13961847253'}",
                "{'lxrgx':'兄弟','lxrxm':'顾大海','lxrdh':'13798812240'}",
                "{'family_phone':'13798812240','kinship':'mother'}",
                "{'relation':'Spouse','tel':'13798812240','name':'Gu Xiaolan'}",
                "{'emergencyContactPhone':'+970599114783','emergencyContactRelation':'Parent'}",
                "{'emergencyContactNo':'9823456781','emergencyContactRelation':'Father'}",
            })
    void a_number_beside_a_kinship_is_of_a_contact_in_need(String body) {
        assertThat(typesIn(body)).contains("emergency_contact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the relation is a code, a state or a thing's
                "{'relation':'1','contactName':'顾晓岚','contactMobile':'13262976768'}",
                "{'relationship':'single','phone':'13262976768'}",
                "{'relation':'本人','contactMobile':'13262976768'}",
                "{'relation':'供应商','contactPhone':'13262976768','companyName':'苏州某某有限公司'}",
                "{'relation':'follow','phone':'13262976768'}",
                "{'relation':'one_to_many','mobile':'13262976768'}",
                "{'title':'父亲','phone':'13262976768'}",
                "{'relation':'父亲','remark':'爱喝茶'}",
                // whose number it is another field says
                "{'relation':'父亲','phone':'13262976768','contactPhone':'13798812240x'}",
                "{'phone':'13262976768','password':'Gu1993lan','relation':'父亲'}",
                "{'mobile':'13262976768','idCard':'320106199304176424','relation':'母亲'}",
                "{'mobile':'13262976768','gender':'女','birthday':'1993-04-17','relation':'女儿'}",
                "{'insuredMobile':'13262976768','relation':'子女'}",
                "{'phone':'13262976768','shopName':'顾记面馆','relation':'朋友'}",
                "{'emergencyNumber':'110','relation':'父亲'}",
                "{'emergencyNumber':'1234567890'}",
            })
    void and_of_nobody_in_need_without_it(String body) {
        assertThat(typesIn(body)).doesNotContain("emergency_contact");
    }
}
