package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that no list has, put together of whose something is, what it is and what only tells of its form. */
class ComposedNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name   | {'custNm':'顾晓岚'}",
                "person_name   | {'guarantor_name':'顾晓岚'}",
                "person_name   | {'ckrxm':'顾晓岚'}",
                "person_name   | {'trueName2':'顾晓岚'}",
                "person_name   | {'被保险人姓名':'顾晓岚'}",
                "person_name   | {'realName':'高铁军'}",
                "education_background | {'xueli':'高中','realName':'顾晓岚'}",
                "person_name   | {'tenant':{'name':'顾晓岚'}}",
                "phone_number  | {'mobile2':'18662398417'}",
                "phone_number  | {'phones':'18662398417'}",
                "phone_number  | {'mobileNoEnc':'18662398417'}",
                "phone_number  | {'usermobile':'18662398417'}",
                "phone_number  | {'ckrsjh':'18662398417'}",
                "phone_number  | {'取件人手机':'18662398417'}",
                "phone_number  | {'本人手机号1':'18662398417'}",
                "gender        | {'genderName':'女'}",
                "gender        | {'hzxb':'女'}",
                "birthday      | {'hzcsrq':'1987-03-14'}",
                "birthday      | {'birthDt':'1987-03-14'}",
                "imei          | {'imeiStr':'861234050718298'}",
                "oaid          | {'oaid_raw':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "mac           | {'macAddrWifi':'3c:5a:b4:19:7e:02'}",
                "licence_plate | {'carNoStr':'浙A7K29M'}",
                "person_name   | {'司机姓名':'顾晓岚','身份证号':'320583198703146321'}",
                "phone_number  | {'teacherPhone1':'18662398417','idCardNo':'320583198703146321'}",
                "birthday      | {'userPetBirthday':'2019-03-14'}",
                "resident_id   | {'custIdNo':'320583198703146321'}",
                "student_no    | {'学生学号':'201907334'}",
                "phone_number  | {'业主联系电话':'18662398417'}",
                "phone_number  | {'您的手机号码':'18662398417'}",
                "address       | {'现家庭住址':'江苏省苏州市昆山市人民路218号3幢502室'}",
                "email         | {'email1':'k.gu@acme-mail.de'}",
                "address       | {'户口地址':'江苏省苏州市昆山市人民路218号3幢502室'}",
                "precise_location | {'mypos':'30.2817,120.1429'}",
                // whose it is before what it is, however the value is written
                "person_name   | {'guestfirstname':'Mirela'}",
                "person_name   | {'contactLastName':'Okafor'}",
                "person_name   | {'tenantName':'Mirela Okafor','tenantEmail':'m.okafor@acme-mail.de'}",
                "person_name   | {'guestName':'Mirela Okafor','guestPhone':'on file'}",
                "person_name   | {'shippingAddress':{'name':'Mirela Okafor','line':'9'}}",
                "person_name   | {'card':{'name':'Mirela Okafor','number':'0','exp_month':4}}",
                "person_name   | {'name':'Mirela','surname':'Okafor'}",
                "person_name   | {'attendeeName':'Mrs. Mirela Okafor'}",
                "person_name   | {'names':{'givenNames':['Mirela'],'familyName':'Okafor'}}",
                "address       | {'guestStreet':'Kastanienallee 17'}",
                "address       | {'custAddr':'Calle de Alcalá 214, 3º'}",
                "passport      | {'guestPassportNo':'X1937450'}",
                "employer      | {'dwmc':'昆山临江纺织有限公司','sfzh':'320583198703146321'}",
                "student_no    | {'xgh':'201907334','xm':'顾晓岚'}",
                "phone_number  | {'username':'18662398417','code':'4071'}",
                "coarse_location | {'szdd2':'江苏省苏州市昆山市','xm':'顾晓岚'}",
                "person_name   | {'cardName':'顾晓岚','idCardNo':'320583198703146321'}",
                "person_name   | {'applicantName':'남지윤'}",
                "person_name   | {'guest_name':'남지윤'}",
                "person_name   | {'customerName':'Зоя Белова'}",
                "birthday      | {'memberDateOfBirth':'1987-03-14'}",
                "birthday      | {'insureddob':'543283200'}",
                "phone_number  | {'renterphone':'2025550147'}",
                "phone_number  | {'custMobileNo':'010-4821-7093'}",
                "email         | {'tenantemailaddress':'m.okafor@acme-mail.de'}",
                "precise_location | {'latitudeStr':'30.281733','longitudeStr':'120.142901'}",
            })
    void a_name_that_is_made_of_known_words_is_understood(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name   | {'custNm':'金卡会员'}",
                "person_name   | {'customerName':'Blue Harbor'}",
                "person_name   | {'clientName':'Mobile Safari','platform':'ios'}",
                "person_name   | {'name':'Blue Harbor','customerCity':'Graz'}",
                "employer      | {'dwmc':'昆山临江纺织有限公司','page':1}",
                "student_no    | {'xgh':'201907334','page':1}",
                "phone_number  | {'number':'18662398417','code':'4071'}",
                "person_name   | {'clientName':'Mobile Safari','email':'m.okafor@acme-mail.de'}",
                "person_name   | {'applicantName':'Harbor Health Trust'}",
                "person_name   | {'customerName':'Harbor Logistics','customerEmail':'m.okafor@acme-mail.de'}",
                "coarse_location | {'szdd2':'江苏','xm':'顾晓岚'}",
                "person_name   | {'name':'Graz','first_name':'Mirela'}",
                "person_name   | {'name':'Blue Harbor','month':4}",
                "person_name   | {'attendeeName':'Dr. 4'}",
                "address       | {'guestStreet':'Via'}",
                "address       | {'guestStreet':'Level 17'}",
                "passport      | {'passport':'1937450'}",
                "passport      | {'passportNo':'1111111'}",
                "passport      | {'passportNo':'pending'}",
                "person_name   | {'cardName':'顾晓岚','bankCode':'ICBC'}",
                "person_name   | {'custName':'고객님'}",
                "person_name   | {'goodsName':'남지윤'}",
                "person_name   | {'customerName':'Главная'}",
                "person_name   | {'brandFirstName':'Mirela'}",
                "phone_number  | {'renterCode':'2025550147'}",
                "phone_number  | {'demoPhoneNumber':'2025550147'}",
                "birthday      | {'memberBirthCity':'543283200'}",
                "person_name   | {'user':{'name':'白蓝'},'level':3}",
                "person_name   | {'usrNm':'白蓝'}",
                "person_name   | {'realName':'高铁'}",
                "person_name   | {'custTypeName':'顾晓岚'}",
                "person_name   | {'brandNm':'康佳'}",
                "person_name   | {'商品名称':'金龙鱼'}",
                "phone_number  | {'mobile2':'12641584001'}",
                "phone_number  | {'phoneModel':'18662398417'}",
                "phone_number  | {'phoneBillNo':'18662398417'}",
                "phone_number  | {'hospitalPhone1':'18662398417'}",
                "phone_number  | {'物业电话':'18662398417'}",
                "phone_number  | {'ckrsj':'2026-11-27 09:30'}",
                "gender        | {'goodsSex':'女'}",
                "gender        | {'适用性别':'女'}",
                "birthday      | {'birthGiftDate':'2026-03-14'}",
                "imei          | {'imeiCount':'861234050718299'}",
                "address       | {'景区地址':'江苏省苏州市昆山市人民路218号'}",
                "phone_number  | {'name':'临江小馆','phone':'18662398417','opening_hours':'09:00-22:00'}",
                "precise_location | {'businessAreas':[{'location':{'lat':'30.281733','lng':'120.142901'}}]}",
                "email         | {'shopEmail':'k.gu@acme-mail.de'}",
                "email         | {'senderEmail':'orders@acme-mail.de'}",
                "person_name   | {'xmName':'江南'}",
                "person_name   | {'歌手姓名':'周杰伦'}",
                "phone_number  | {'报修电话':'18662398417'}",
                "phone_number  | {'frontDeskTel':'18662398417'}",
                "phone_number  | {'custMgrPhone':'18662398417'}",
                "address       | {'楼盘地址':'江苏省苏州市昆山市人民路218号3幢502室'}",
                "mac           | {'cameraMac':'3c:5a:b4:19:7e:02'}",
                "person_name   | {'memberName':'金卡'}",
                "person_name   | {'司机姓名':'顾晓岚'}",
                "person_name   | {'演员姓名':'周星驰'}",
                "phone_number  | {'teacherPhone1':'18662398417'}",
                "phone_number  | {'complaintPhone':'18662398417'}",
                "birthday      | {'petBirthday':'2019-03-14'}",
                "mac           | {'lampMac':'3c:5a:b4:19:7e:02'}",
                "address       | {'自提点地址':'江苏省苏州市昆山市人民路218号'}",
                "password      | {'passwordEnc':'strong'}",
            })
    void words_of_a_thing_or_a_value_of_another_form_are_nobodys(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number  | {'answers':[{'question':'您的手机号','answer':'18662398417'}]}",
                "phone_number  | {'rows':[{'fieldKey':'mobile','fieldVal':'18662398417'}]}",
                "address       | {'params':[{'paramName':'address','paramValue':'江苏省苏州市昆山市人民路218号3幢502室'}]}",
                "person_name   | {'rows':[{'title':'姓名','value':'顾晓岚'}]}",
            })
    void what_a_form_asks_names_what_is_answered(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number  | {'answers':[{'question':'订单号','answer':'18662398417'}]}",
                "person_name   | {'rows':[{'title':'品牌','value':'康佳'}]}",
            })
    void an_answer_to_another_question_is_none(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }
}
