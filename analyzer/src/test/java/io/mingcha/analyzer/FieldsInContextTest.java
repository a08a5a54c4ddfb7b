package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field holds is told by what it stands in, and by how people in other countries write it; beside each what is not told. */
class FieldsInContextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a general name within something that says whose it is
                "person_name       | {'patient':{'name':'顾晓岚'}}",
                "person_name       | {'passengers':[{'name':'顾晓岚'}]}",
                "emergency_contact | {'emergencyContact':{'mobile':'18662398417'}}",
                "guardian_name     | {'guardianInfo':{'name':'顾晓岚'}}",
                "card_cvv_pin      | {'card':{'cvc':'381'}}",
                "ssid              | {'wifi':{'name':'ChinaNet-gX7k'}}",
                "email             | {'mail':{'value':'k.gu1993@gmail.com'}}",
                "person_name       | {'fields':[{'label':'姓名','value':'顾晓岚'}]}",
                // names of published clients
                "phone_number      | {'phone_nub':'13961847253'}",
                "imei              | {'didmd5':'4b9c2f07d81e6a35c0f4b8d29e7136a5'}",
                "gaid              | {'advertiser_id':'7c9e6679-7425-40de-944b-e07fc1f90ae7','event':'open'}",
                "idfa              | {'adId':'7C4E91B2-3A5D-48F6-B1C7-D92E60A85F13'}",
                "gaid              | {'advertisingTrackingId':'3f7a9c52-8e14-4d6b-a2c0-95b7e16f8d34'}",
                "gaid              | {'device':{'ifa':'3f7a9c52-8e14-4d6b-a2c0-95b7e16f8d34'}}",
                "caid              | {'caid':'20230330_912ec803b2ce49e4a541068d495ab570'}",
                "push_token        | {'regId':'d//igwEhgBGCI2TG6lWqlE0qMvtCjbkxC0rTmXiyDsYwuVlnvZfQEbRGoMZpQ2jA'}",
                "push_token        | {'deviceToken':'740f4707bebcf74f9b7c25d48e3358945f6aa01da5ddb387462c7eaf61bb78ad'}",
                "im_account        | {'openid':'9F2C41D87B3EA6504C1D8E2F7A6B5C3D'}",
                // where somebody signs in
                "address           | {'longitude':114.222966,'latitude':22.691566,'position':'广东省深圳市龙岗区龙格路301号'}",
                "address           | {'lat':'31.298417','lng':'120.731526','gpsAddress':'江苏省苏州市姑苏区干将东路178号'}",
                "person_name       | {'lxr':'顾晓岚','lxdh':'13961847253'}",
                "gender            | {'patientName':'顾晓岚','patientGender':2,'patientPhone':'13961847253'}",
                "age               | {'patientName':'顾晓岚','patientAge':33,'patientPhone':'13961847253'}",
                "device_fingerprint | {'aid':'01A7-rs9h5H2UJarozhxkn1a9juBCBeCxvbr3L_O6brkT10uU.'}",
                "device_fingerprint | {'did':'6c622ce71e3a34c27cbd3b658eb8614e','ua':'iPhone11,8__weibo__9.11.2__iphone__os12.4.1'}",
                "device_fingerprint | {'device_id':'3219987654321012','device_platform':'android'}",
                // as they are written elsewhere
                "birthday          | {'dateOfBirth':'17/04/1993'}",
                "birthday          | {'geburtsdatum':'17.04.1993'}",
                "birthday          | {'birthday':735004800000}",
                "person_name       | {'accountHolder':'Jürgen Müller'}",
                "person_name       | {'姓名':'陳大文'}",
                "person_name       | {'氏名':'佐藤 花子'}",
                "person_name       | {'이름':'김민수'}",
                "person_name       | {'fio':'Иванова Анна Сергеевна'}",
                "phone_number      | {'phone':'(415) 283-7764'}",
                "phone_number      | {'電話番号':'090-1234-8765'}",
                "phone_number      | {'手機號碼':'0912345678'}",
                "address           | {'地址':'香港九龍旺角彌敦道688號'}",
                "address           | {'住所':'東京都渋谷区渋谷2-21-1'}",
                "address           | {'주소':'서울특별시 강남구 테헤란로 152'}",
                // shapes
                "cell_id           | {'baseStation':{'mcc':'460','mnc':'00','lac':'20831','cellId':'182736451'}}",
                "sensor_data       | {'gyroscope':[[0.12,9.79,0.31],[0.13,9.78,0.31],[0.12,9.77,0.32],[0.11,9.79,0.33],[0.12,9.76,0.34],[0.15,9.79,0.35],[0.12,9.75,0.36],[0.12,9.74,0.37],[0.14,9.79,0.38],[0.12,9.73,0.39]]}",
                "exam_report       | {'rows':[{'itemName':'尿酸','result':'438','unit':'μmol/L','reference':'155-357'},{'itemName':'血糖','result':'6.1','unit':'mmol/L','reference':'3.9-6.1'}]}",
                "exam_score        | {'scores':[{'subject':'数学','score':96},{'subject':'语文','score':91}]}",
                "bluetooth_devices | {'found':[{'name':'Band','address':'C4:8F:21:01:9A:3B','rssi':-60},{'name':'Pods','address':'C4:8F:21:02:9A:3B','rssi':-61}]}",
                "vitals            | {'lastPeriodDate':'2025-11-03'}",
                "app_list          | {'installed':'com.tencent.mm,8.0;com.taobao.taobao,10.1;com.sankuai.meituan,12.9;com.gotokeep.keep,7.1;com.p1.mobile.putong,6.2'}",
                // in a line of text, under any name, as a point
                "phone_number      | {'stack':'IllegalState: cannot parse mobile=13961847253, uid=9381 at com.acme.A'}",
                "email             | {'log':'user.email: k.gu1993@acme-mail.de logged in'}",
                "bssid             | {'msg':'connected bssid=d8:32:14:6f:a9:c0 rssi=-55'}",
                "email             | {'identifier7':'k.gu1993@gmail.com'}",
                "email             | {'p_info':'k.gu1993@gmail.com|1699012345|0|mail'}",
                "bank_card         | {'iban':'DE89 3704 0044 0532 0130 00'}",
                "precise_location  | {'latlng':'37.789412,-122.394681'}",
                "precise_location  | {'position':'POINT(120.731526 31.298417)'}",
                "diagnosis         | {'chiefComplaint':'月经不调，下腹疼痛三天','patientName':'顾晓岚'}",
                "device_fingerprint | {'deviceId':'6c622ce71e3a34c27cbd3b658eb8614e','platform':'android'}",
                "device_fingerprint | {'device_id':'3a08e75f177c28759389af8a6f0b3cc91106','play_platform':'IOS_PHONE_ACME'}",
                "device_fingerprint | {'device_id':'1067476d3c864b1a9266977a75c86f5c892503d6','app_version':'1.0.0'}",
                "device_fingerprint | {'uuid':'6c622ce71e3a34c27cbd3b658eb8614e','gaid':'c0d1f2a3-4b5c-4d6e-8f70-91a2b3c4d5e6'}",
                "device_fingerprint | {'openudid':'E8O4Z1QU60523647'}",
                "device_fingerprint | {'ouid':'63665a4c3285293f53f70bddd31873393ff22e50'}",
                "verification_code | {'smsCode':'448120'}",
                "user_id_app       | {'loginid':'gu_xl93','password':'heslo2031'}",
                "user_id_app       | {'username':'U47152310','pwd':'f21ba1b845fcb48e28868c6d0f67d673'}",
                "person_name       | {'USER_NAME':'顾晓岚','DEPT_NAME':'资源学院'}",
                "vitals            | {'TEMPERATURE':'36.5','DEPT_NAME':'资源学院'}",
            })
    void what_stands_around_a_value_tells_it(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_name       | {'theme':{'name':'高山流水'}}",
                "person_name       | {'channel':{'name':'金星'}}",
                "person_name       | {'patient':{'name':'内科专家'}}",
                "card_cvv_pin      | {'card':{'index':'381'}}",
                "person_name       | {'fields':[{'label':'城市','value':'高雄'}]}",
                "emergency_contact | {'contact':{'mobile':'18662398417'}}",
                "email             | {'mail':{'value':'weekly'}}",
                "imei              | {'didmd5':'none-yet'}",
                "idfa              | {'adId':'3f7a9c52-8e14-4d6b-a2c0-95b7e16f8d34'}",
                "gaid              | {'adId':'banner-3'}",
                "gaid              | {'advertiser_id':'7c9e6679-7425-40de-944b-e07fc1f90ae7','campaign_id':'3'}",
                "idfa              | {'ad_id':'6F9619FF-8B86-D011-B42D-00C04FC964FF','creative':'x'}",
                "gaid              | {'device':{'ifa':'off'}}",
                "caid              | {'caid':'20230330_v2'}",
                "push_token        | {'deviceToken':'abc123'}",
                "im_account        | {'openid':'9f2c41d87b3ea6504c1d8e2f7a6b5c3d'}",
                "birthday          | {'createTime':'17/04/1993'}",
                "birthday          | {'dateOfBirth':'32/13/1993'}",
                "birthday          | {'birthday':1764158400123}",
                "birthday          | {'birthday':3}",
                "person_name       | {'이름':'테스트용'}",
                "person_name       | {'fio':'Привет'}",
                "phone_number      | {'code':'(415) 283-7764'}",
                "phone_number      | {'orderNo':'0912345678'}",
                "address           | {'住所':'東京都'}",
                "address           | {'地址':'频道12号'}",
                "cell_id           | {'cell':{'row':3,'mnc':1,'cid':4}}",
                "sensor_data       | {'palette':[[0.12,9.79,0.31],[0.13,9.78,0.31],[0.12,9.77,0.32],[0.11,9.79,0.33],[0.12,9.76,0.34],[0.15,9.79,0.35],[0.12,9.75,0.36],[0.12,9.74,0.37],[0.14,9.79,0.38],[0.12,9.73,0.39]]}",
                "exam_report       | {'rows':[{'name':'cpu','value':'438','unit':'MHz'},{'name':'ram','value':'6','unit':'GB'}]}",
                "exam_score        | {'universities':[{'scores':[{'subject':'数学','score':96},{'subject':'语文','score':91}]}]}",
                "exam_score        | {'candidates':[{'course':'a','score':0.3},{'course':'b','score':0.2}]}",
                "bluetooth_devices | {'hosts':[{'name':'a','address':'10.0.0.1','rssi':-60},{'name':'b','address':'10.0.0.2','rssi':-61}]}",
                "vitals            | {'lastPeriodDate':'Q3'}",
                "ssid              | {'wifi':{'name':'5G'}}",
                "ssid              | {'wifiName':'off'}",
                "app_list          | {'installed':'com.a.b,1.0;2.0;3.0;4.0'}",
                "phone_number      | {'stack':'IllegalState: order=13961847253, seq:13961847254 at com.acme.A'}",
                "phone_number      | {'note':'shop_phone=13961847253, service_tel:13961847253'}",
                "email             | {'log':'send to k.gu1993@acme-mail.de later'}",
                "email             | {'identifier7':'robot@builds.acme-mail.de'}",
                "email             | {'supportContact':'support@gmail.com'}",
                "bank_card         | {'iban':'DE88 3704 0044 0532 0130 00'}",
                "precise_location  | {'position':'37.789412,-122.394681'}",
                "precise_location  | {'latlng':'0.1234,0.5678'}",
                "diagnosis         | {'chiefComplaint':'其他'}",
                "address           | {'position':'广东省深圳市龙岗区龙格路301号'}",
                "address           | {'position':'前端工程师','latitude':22.691566,'longitude':114.222966}",
                "address           | {'position':'top','latitude':22.691566,'longitude':114.222966}",
                "address           | {'position':'广东省深圳市龙岗区龙格路301号','latitude':22.691566,'longitude':114.222966,'shopName':'顾记面馆'}",
                "address           | {'location':'广东省深圳市龙岗区龙格路301号','latitude':22.691566,'longitude':114.222966,'poiId':'B0FFH'}",
                "address           | {'location':'广东省深圳市龙岗区龙格路301号','latitude':22.691566,'longitude':114.222966,'distance':320}",
                "address           | {'position':'广东省深圳市龙岗区龙格路301号','lat':22,'lng':114}",
                "person_name       | {'lxr':'顾晓岚'}",
                "gender            | {'gender':1,'user_level':9}",
                "gender            | {'filter':{'sex':2},'page':1}",
                "gender            | {'sex':2,'price':'39.00','sku':'A1','phone':'13961847253'}",
                "gender            | {'gender':3,'realName':'顾晓岚'}",
                "gender            | {'hero':{'name':'顾晓岚','gender':1}}",
                "age               | {'imageAge':33,'phone':'13961847253'}",
                "person_name       | {'shr':'已审核','lxdh':'13961847253'}",
                "android_id        | {'device_id':'3219987654321012','device_platform':'android'}",
                "device_fingerprint | {'device_id':'simulator.00.00.00.00','os_version':'4.4'}",
                "device_fingerprint | {'aid':'01A7-rs9h5H2UJaro'}",
                "device_fingerprint | {'aid':'1128'}",
                "device_fingerprint | {'did':'6c622ce71e3a34c27cbd3b658eb8614e','ua':'lamp__home__1.2__zigbee__v3'}",
                "device_fingerprint | {'deviceId':'6c622ce71e3a34c27cbd3b658eb8614e','ver':3}",
                "device_fingerprint | {'deviceId':'6c622ce71e3a34c27cbd3b658eb8614e','appVersion':'5.1.0','dps':{'1':true}}",
                "device_fingerprint | {'deviceId':'6c622ce71e3a34c27cbd3b658eb8614e','os':'android','firmwareVersion':'1.0.7'}",
                "device_fingerprint | {'deviceId':'6c622ce71e3a34c27cbd3b658eb8614e','os':'freertos','model':'D2'}",
                "device_fingerprint | {'uuid':'6c622ce71e3a34c27cbd3b658eb8614e','mac':'34:29:8f:15:a9:91'}",
                "device_fingerprint | {'traceUuid':'6c622ce71e3a34c27cbd3b658eb8614e','gaid':'c0d1f2a3-4b5c-4d6e-8f70-91a2b3c4d5e6'}",
                "device_fingerprint | {'ouid':'1024'}",
                "verification_code | {'smsCode':'SMS_1528'}",
                "verification_code | {'smsCode':200}",
                "verification_code | {'smsCode':'000000'}",
                "verification_code | {'code':'448120'}",
                "user_id_app       | {'username':'gu_xl93'}",
                "user_id_app       | {'username':'admin','password':'heslo2031'}",
                "user_id_app       | {'account':'','password':'heslo2031'}",
                "user_id_app       | {'loginName':'username','password':'password'}",
                "person_name       | {'userName':'顾晓岚','content':'好看'}",
                "vitals            | {'temperature':'36.5','city':'深圳'}",
                "vitals            | {'temperature':'24.5','studentName':'顾晓岚'}",
            })
    void and_what_only_looks_alike_is_nobodys(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }

    @Test
    void a_position_may_be_written_as_exactly_as_a_double_is() {
        assertThat(typesIn("/v1?location=30.281733452383074%2C120.14290170000441", "{}"))
                .contains("precise_location");
        assertThat(typesIn("/v1?version=30.281733452383074%2C120.14290170000441", "{}"))
                .doesNotContain("precise_location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'password':'Heslo'}", "{'password':'服务密码（必填）'}", "{'pwd':'請輸入密碼'}", "{'password':'Contraseña'}"
            })
    void what_a_field_of_a_form_is_called_is_no_password(String body) {
        assertThat(typesIn(body)).doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'password':'heslo2031'}", "{'pwd':'Über-4-Wege'}"})
    void words_of_a_language_may_be_in_one(String body) {
        assertThat(typesIn(body)).contains("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'enc_password':'#PWD_INSTAGRAM:4:1699012345:AbBq7Zk1wX=='}",
                "{'password':'#PWD_INSTAGRAM_BROWSER:10:1699012345:AbBq7Zk1wX=='}",
                "{'encpass':'#PWD_BROWSER:5:1699012345:AbBq7Zk1wX=='}"
            })
    void what_says_that_it_was_encrypted_is_no_password_in_clear(String body) {
        assertThat(typesIn(body)).doesNotContain("password");
    }

    @Test
    void but_what_says_that_it_was_not_is() {
        assertThat(typesIn("{'password':'#PWD_BROWSER:0:1699012345:heslo2031'}"))
                .contains("password");
    }

    @Test
    void a_street_and_its_number_are_an_address_beside_a_postal_code() {
        assertThat(typesIn("{'street':'Lindenstraße 14','plz':'10969'}")).contains("address");
        assertThat(typesIn("{'street':'Lindenstraße 14','lane':'2'}")).doesNotContain("address");
        assertThat(typesIn("{'shop_name':'Café Linde','street':'Lindenstraße 14','plz':'10969'}"))
                .doesNotContain("address");
    }
}
