package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside a value speaks for it through the layers and lists that it is wrapped in, and for names that say little alone. */
class WhatStandsAroundTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a value that is escaped or coded stands beside what its field stands beside
                "device_fingerprint | {'device_id':'Qx3MjdiOTMzMGU1MGNjN2Y4TEU2N0EwNjE1%3D','os_version':'13'}",
                "device_fingerprint | {'deviceCode':'NGU3YjFkOTBjMmE4ZjM2NTRlOWIxZDc3YzJhODAzNjU=','os_version':'13'}",
                // so does a line of several
                "address            | {'address':{'street':['文三路478号华星时代广场A座','1203'],'postcode':'310012'}}",
                // whom somebody plays on a server
                "user_id_app        | {'serverId':'76402e5b','roleId':'103948572'}",
                "ssid               | {'ssidName':'TP-LINK_8F2A'}",
                "password           | {'login':'somebody','pass':'Tilleul!2841'}",
                "sexual_life        | {'orientation':'bisexual','email':'lena.brandt@pinewood.co'}",
                "avatar_nickname    | {'nick':'南山雾里','email':'lena.brandt@pinewood.co'}",
                "cell_id            | {'cell_id':37281465,'network_operator':'46000'}",
                "device_fingerprint | {'app_guid':'db9eb1b9-8132-4842-adcc-0e1c6705886f','os_version':'12'}",
                "device_fingerprint | {'mid':'239572019384756102938475610293847561029','dfid':'x','clientver':'10'}",
                "coarse_location    | {'consignee':'林婉清','mobile':'13905172846','district':'西湖区'}",
                "avatar_nickname    | {'userInfo':{'nickName':'一只小鹿呀','gender':2,'avatarUrl':'https://img.host.example/a/132'}}",
                "gender             | {'userInfo':{'nickName':'一只小鹿呀','gender':2,'avatarUrl':'https://img.host.example/a/132'}}",
                "address            | {'userName':'乔雨桐','telNumber':'13851739264','detailInfo':'珠江路435号华海大厦1103'}",
                "id_validity        | {'certNo':'x','certEndDt':'20380612'}",
                "vitals             | {'weight':67.5,'averageHeartRate':148}",
                "vitals             | {'weight':67,'age':34}",
                "vitals             | {'height_cm':168,'gender':'female'}",
                "vitals             | {'cycle_length':28,'last_period_start':'2026-02-19'}",
                "vitals             | {'last_period_start':'2026-02-19'}",
                "device_fingerprint | {'risk':{'deviceUuid':'206d3a5d-8fb6-47df-adab-a558927abc1c','network':'Wifi','roam':'1'}}",
                "person_name        | {'holder':'THEO MARCHAND','cvv':'617','expiry':'0829'}",
                "birthday           | {'birthday':'1995-05','phone':'15071384629'}",
                "gender             | {'gender':'先生','tel':'15071384629'}",
                "employer           | {'currentCompany':'武汉光谷软件有限公司','phone':'15071384629'}",
                "user_id_app        | {'channelUid':'38472910566','osVersion':'13'}",
                "phone_number       | {'method':'upi','vpa':'9812746350@ybl'}",
                "visitor_id         | {'cookieId':'74fd51be-44bb-4d21-a240-43c3b17f115d'}",
                "coarse_location    | {'receiver_name':'林婉清','districtName':'武侯区','addr':'x'}",
                "gender             | {'civility':'MME','lastname':'Marchand','email':'l.marchand@laposte.net'}",
                "gender             | {'salutation':'Mrs','givenName':'Lena','email':'lena.brandt@gmx.de'}",
                "driver_licence     | {'drivingLicenceNumber':'14AA00527'}",
                "id_validity        | {'certNo':'x','certValidDate':'20380612'}",
                "securities_account | {'tradeAcco':'82746519306'}",
                "medical_record_no  | {'patId':'8820417'}",
                "medical_record_no  | {'klx':'2','kh':'H000820417365'}",
                "waybill_no         | {'num':'773294816205374','com':'shentong'}",
                "waybill_no         | {'logisticCode':'YT7329481620537','shipperCode':'YTO'}",
                "address            | {'recAddr':'百花大道供电局家属院2-401'}",
                "address            | {'detailAddr':'阳光花园南区8栋302'}",
                "person_name        | {'driverName':'郝铁柱','driverIdNo':'11010519491231002X'}",
                "phone_number       | {'receiverUsername':'13926481730','lockId':'x'}",
                "phone_number       | {'extra_contact_phone':'89031827465'}",
                "vitals             | {'wzrost':168,'plec':'K','email':'lena.brandt@gmx.de'}",
                "verification_code  | {'recv':'13926481730','verifyValue':'339102'}",
                "person_name        | {'enSurname':'YANG','email':'lena.brandt@gmx.de'}",
                "person_name        | {'imya':'Дарья','familiya':'Ермолаева','email':'d.e@mail.ru'}",
                "visitor_id         | {'vid':'1772600000123.f0kfkq'}",
                "device_fingerprint | {'imei':'7a96d8c77fb64446'}",
                "device_fingerprint | {'fingerprint':'4e7b1d90c2a8f3654e9b1d77c2a80365','timezone':'Asia/Shanghai'}",
                "visitor_id         | {'distinct_id':'1736833465727-3964456-0fa8a4eba6a3a6-31116122'}",
                "android_id         | {'did_md5':'4e7b1d90c2a8f3654e9b1d77c2a80365','dpid':'d2fa82e8be180687'}",
                "address            | {'strasse':'Mariahilfer Straße 118','plz':'1070'}",
                "mac                | {'mac':'3c:5a:b4:19:7e:02','page':'1'}",
                "person_name        | {'rn':'宿明朗','idn':'11010519491231002X'}",
                "person_name        | {'appntName':'鄂佳音','appntMobile':'13002284716'}",
                "gender             | {'appntSex':'1','appntMobile':'13002284716'}",
                "push_token         | {'zz':'IQAAAACy0Qx7t5K8vN2mZ7cRb1YwLhD9sJ0pQx7t5K8vN2mZ7cRb1YwLhD9sJ0p'}",
                "push_token         | {'pushCid':'4e7b1d90c2a8f3654e9b1d77c2a80365'}",
                "device_fingerprint | {'emmcid':'150100424A4E4234528C4FACE5BB3078'}",
                "device_fingerprint | {'tdid':'4e7b1d90c2a8f3654e9b1d77c2a80365'}",
                "resident_id        | {'rfc':'VIOX930914QH3'}",
                "bank_card          | {'clabe':'646180110400827361'}",
                "income             | {'ingresoMensual':'32000','correo':'ximena.v@hotmail.com'}",
                "occupation         | {'ocupacion':'Diseñadora gráfica','correo':'ximena.v@hotmail.com'}",
                "person_name        | {'nombres':'Ximena','primerApellido':'Villaseñor','correo':'ximena.v@hotmail.com'}",
                "diagnosis          | {'diagnosis':'甲状腺结节','phone':'13002284716'}",
                "vitals             | {'stature':164,'gender':'female'}",
                "birthday           | {'nickName':'远山','birthday':'1987-11','height':178}",
                "device_fingerprint | {'acmeGeneratedDeviceUUID':'10e8f678-5aaf-4bc5-a8b6-b89abd5568a0','os_version':'14','device_model':'SM-S918B'}",
                "device_fingerprint | {'analyticsInstallationId':'10e8f678-5aaf-4bc5-a8b6-b89abd5568a0','os_version':'14','device_model':'SM-S918B'}",
            })
    void it_is_told(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user_id_app     | {'roleId':'103948572','roleName':'admin'}",
                "user_id_app     | {'roleId':'3','serverId':'76402e5b'}",
                "gender          | {'title':'Mrs','email':'lena.brandt@gmx.de'}",
                "gender          | {'title':'M','page':'1'}",
                "driver_licence  | {'drivingLicenceNumber':'FR'}",
                "driver_licence  | {'licenceNumber':'14AA00527'}",
                "medical_record_no | {'kh':'H000820417365'}",
                "medical_record_no | {'patId':'12'}",
                "waybill_no      | {'num':'773294816205374','com':'acme'}",
                "waybill_no      | {'num':'773294816205374'}",
                "waybill_no      | {'num':'20260305102711','com':'shentong'}",
                "waybill_no      | {'num':'13907172846','com':'shentong'}",
                "address         | {'recAddr':'阳光花园业主群'}",
                "birthday        | {'birthday':'1987-11','page':'1'}",
                "person_name     | {'rn':'宿明朗','idn':'110105194912310021'}",
                "mac             | {'bikeNo':'88271639','mac':'3c:5a:b4:19:7e:02'}",
                "vitals          | {'sendName':'卞初夏','sendTel':'15157382046','goods':'衣物','weight':2}",
                "address         | {'strasse':'gesperrt','plz':'1070'}",
                "android_id      | {'did_md5':'4e7b1d90c2a8','dpid':'d2fa82e8be180687'}",
                "android_id      | {'file_md5':'4e7b1d90c2a8f3654e9b1d77c2a80365','dpid':'d2fa82e8be180687'}",
                "device_fingerprint | {'certFingerprint':'4e7b1d90c2a8f3654e9b1d77c2a80365','timezone':'Asia/Shanghai'}",
                "device_fingerprint | {'fingerprint':'4e7b1d90c2a8f3654e9b1d77c2a80365','issuer':'x','platform':'y'}",
                "device_fingerprint | {'fingerprint':'4e7b1d90c2a8f3654e9b1d77c2a80365'}",
                "visitor_id      | {'distinct_id':'1736833465727-3964456'}",
                "person_name     | {'driverName':'郝铁柱','plate':'冀A8K27F'}",
                "phone_number    | {'receiverUsername':'12926481730'}",
                "phone_number    | {'username':'13926481730472'}",
                "phone_number    | {'order_no':'89031827465'}",
                "verification_code | {'verifyValue':'339102','page':'1'}",
                "precise_location | {'la':22.547281,'lo':114.057412}",
                "visitor_id      | {'vid':'1772600000.123456'}",
                "device_fingerprint | {'imei':'7096081771640446'}",
                "person_name     | {'rn':'宿明朗','st':'文明路','a':'1'}",
                "person_name     | {'rn':'宿明朗','ct':'江门','idn':'11010519491231002X'}",
                "person_name     | {'city':'江门','idn':'11010519491231002X'}",
                "person_name     | {'teller':'宿明朗','idn':'11010519491231002X'}",
                "push_token      | {'zz':'IQAAAACy0'}",
                "device_fingerprint | {'emmcid':'0000000000000000'}",
                "device_fingerprint | {'diu':'4e7b1d90c2a8f3654e9b1d77c2a80365'}",
                "resident_id     | {'rfc':'VIO930914QH3'}",
                "bank_card       | {'clabe':'646180110'}",
                "occupation      | {'ocupacion':'Diseñadora gráfica','page':'1'}",
                "diagnosis       | {'diagnosis':'系统检查','phone':'13002284716'}",
                "device_fingerprint | {'acmeRequestDeviceUUID':'10e8f678-5aaf-4bc5-a8b6-b89abd5568a0','os_version':'14','device_model':'SM-S918B'}",
                "address         | {'recAddr':'花园式小区的8条建议'}",
                "device_fingerprint | {'analyticsInstallationId':'10e8f678-5aaf-4bc5-a8b6-b89abd5568a0','os_version':'14'}",
                "device_fingerprint | {'vehicleDeviceId':'10e8f678-5aaf-4bc5-a8b6-b89abd5568a0','os_version':'14','device_model':'SM-S918B'}",
                "password        | {'pass':'Tilleul!2841','ticket':'x'}",
                "password        | {'login':'somebody','pass':'true'}",
                "password        | {'user':'somebody','pass':'12'}",
                "sexual_life     | {'orientation':'landscape','email':'lena.brandt@pinewood.co'}",
                "sexual_life     | {'orientation':'straight','price':3}",
                "avatar_nickname | {'nick':'南山雾里','title':'x'}",
                "cell_id         | {'cell_id':37281465,'channel':'46000'}",
                "device_fingerprint | {'mid':'239572019384756102938475610293847561029','ts':1}",
                "coarse_location | {'shop_name':'x','mobile':'13905172846','district':'西湖区'}",
                "coarse_location | {'mobile':'13905172846','district':'开发区'}",
                "coarse_location | {'district':'西湖区','price':300}",
                "avatar_nickname | {'author':{'nickName':'晚风有信','gender':2}}",
                "avatar_nickname | {'nickName':'晚风有信','avatarUrl':'https://img.host.example/a/132'}",
                "gender          | {'gender':2,'sku':'a'}",
                "vitals          | {'weight':2.5,'height':30,'width':20,'gender':'female'}",
                "vitals          | {'weight':2.5,'height':30}",
                "vitals          | {'weight':2,'sex':'female','goods_id':'1'}",
                "vitals          | {'weight':67,'age':3600}",
                "vitals          | {'weight':67,'max_age':60}",
                "address         | {'detailInfo':'珠江路435号华海大厦1103','shop':'x'}",
                "device_fingerprint | {'bike':{'deviceUuid':'206d3a5d-8fb6-47df-adab-a558927abc1c','lock':'1'}}",
                "person_name     | {'holder':'THEO MARCHAND','title':'x'}",
                "person_name     | {'holder':'CARD HOLDER','cvv':'617','expiry':'0829'}",
                "birthday        | {'birthday':'1995-05','version':'1'}",
                "user_id_app     | {'channelUid':'38472910566','page':'13'}",
                "phone_number    | {'method':'upi','vpa':'1234567890@ybl'}",
                "phone_number    | {'method':'upi','vpa':'desibazaar.rzp@hdfcbank'}",
                "visitor_id      | {'cookieId':'OptanonConsent'}",
            })
    void not_where_it_speaks_of_another(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }

    @Test
    void what_somebody_calls_himself_is_not_what_he_is_called() {
        assertThat(typesIn("{'userName':'欧阳山居','realName':'欧阳启明'}")).containsExactly("person_name");
    }

    @Test
    void what_is_coded_is_told_once() {
        assertThat(typesIn("{'deviceCode':'NGU3YjFkOTBjMmE4ZjM2NTRlOWIxZDc3YzJhODAzNjU=','os_version':'13'}"))
                .containsExactly("device_fingerprint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/login/sms/13905172846/482913",
                "/otp/verify/lena.brandt@pinewood.co/8261",
                "/user/verify/code/482913"
            })
    void a_code_is_told_behind_whom_it_was_sent_to(String path) {
        assertThat(typesIn(path, "{}")).contains("verification_code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders/13905172846/482913",
                "/otp/verify/v2/482913",
                "/coupon/verify/code/482913",
                "/v1/login/sms/13905172846/1111",
                "/v1/login/sms/13905172846/300000"
            })
    void another_number_is_not(String path) {
        assertThat(typesIn(path, "{}")).doesNotContain("verification_code");
    }
}
