package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forms of other countries ask under English names, and values that say themselves what they are. */
class FormsAbroadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gender            | {'gender':'Masculino','email':'r.alves@uol.com.br'}",
                "gender            | {'gender':'NU','phone':'0987362514'}",
                "phone_number      | {'mobile':'09123259847'}",
                "phone_number      | {'phone':'16-99183 7264'}",
                "emergency_contact | {'emergencyContact':'08059182736'}",
                "emergency_contact | {'emergencyTel':'0921738465'}",
                "emergency_contact | {'emergencyContact':'顧明哲'}",
                "emergency_contact | {'emergencyContact':'Sandra Porto','email':'r.alves@uol.com.br'}",
                "person_name       | {'fullName':'Nguyễn Thị Minh Anh','phone':'0987362514'}",
                "phone_number      | {'receiverMobile':'26771928374'}",
                "visitor_id        | {'segmentAnonymousId':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'}",
                "mac               | {'mc':'D8:63:75:92:20:E2','device_brand':'xiaomi'}",
                "employer          | {'visitorCompany':'杭州云栖智联科技有限公司'}",
                "person_name       | {'applicantName':'苟文博'}",
                "imsi              | {'imsi1':'250991432562628'}",
                "gender            | {'GenderCode':'1','name':'SUBHA DAS','email':'r.alves@uol.com.br'}",
                "coarse_location   | {'email':'r.alves@uol.com.br','address':{'city':'Kolkata','country':'India','street':''}}",
                "coarse_location   | {'lastName':'Alves','city':'São Paulo'}",
                "visitor_id        | {'baiduId':'EA777209470031E9107163EFD8886018:FG=1'}",
                "device_fingerprint| {'uuid':'hjudwgohxzVu96krv/T6Hg==','openudid':'','clientVersion':'9.4.2'}",
                "app_list          | {'systemApp':'com.huawei.floatMms,com.example.notes,com.huawei.hwid,com.tencent.mm,com.huawei.dmclient,com.acme.notes'}",
            })
    void they_are_told(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gender            | {'gender':'neutro','email':'r.alves@uol.com.br'}",
                "emergency_contact | {'emergencyContact':'119'}",
                "emergency_contact | {'emergencyContact':'Front Desk'}",
                "person_name       | {'fullName':'Đường Nguyễn Huệ','price':'20'}",
                "phone_number      | {'user_id':'13657281904','page':'1'}",
                "phone_number      | {'receiverMobile':'26711928374'}",
                "mac               | {'mc':'D8:63:75:92:20:E2','page':'1'}",
                "employer          | {'shipperCompany':'杭州云栖智联科技有限公司'}",
                "gaid              | {'advertiserId':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46','audienceId':'7'}",
                "imsi              | {'imsi1':'999991432562628'}",
                "gender            | {'GenderCode':'1','page':'2'}",
                "coarse_location   | {'shop_name':'Taj','email':'info@taj.example','city':'Kolkata'}",
                "coarse_location   | {'address':{'city':'Kolkata','country':'India','opening_hours':'9-18'}}",
                "coarse_location   | {'page':'1','city':'Kolkata'}",
                "coarse_location   | {'company':'Acme','email':'info@acme.example','city':'Berlin'}",
                "coarse_location   | {'hotel':{'name':'Ritz','address':{'city':'Vienna','zip':'1010','country':'AT'}}}",
                "coarse_location   | {'event':{'title':'Expo','address':{'city':'Paris','country':'FR'}}}",
                "visitor_id        | {'baiduId':'EA777209:FG=1'}",
                "device_fingerprint| {'uuid':'hjudwgohxzVu96krv/T6Hg==','page':'1'}",
            })
    void what_only_looks_like_it_is_not(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }
}
