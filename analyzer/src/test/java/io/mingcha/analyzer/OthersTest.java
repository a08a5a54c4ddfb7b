package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What apps are told of those who drive, deliver and sell, of trains and of goods, beside what is a person's after all. */
class OthersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'order':{'driver':{'name':'王大明','phone':'13961847253','plateNo':'沪A12345'}}}",
                "{'courier':{'name':'李强','mobile':'13961847253'}}",
                "{'seller':{'real_name':'张三丰','tel':'13961847253'}}",
                "{'shop':{'manager':{'name':'王大明','phone':'13961847253'}}}",
                "{'hospitals':[{'name':'市一医院','tel':'0571-87662211','address':'浙江省杭州市上城区解放路77号'}]}",
                "{'name':'西湖店','tel':'0571-88662211'}",
                "city,name,phone\n杭州,西湖支行,13961847253\n",
                "{'shop_name':'老王面馆','address':'浙江省杭州市西湖区文三路1号'}",
                "{'trains':[{'train_no':'G7321'},{'train_no':'G7322'},{'train_no':'G7323'}]}",
                "train_no,from\nG7321,上海\nG7322,上海\nG7323,上海\n",
                "{'wifi':[{'name':'AX3000','price':299}]}",
                "{'items':[{'name':'屈服强度','result':'355','unit':'MPa','reference':'>345'},{'name':'延伸率','result':'21','unit':'%','reference':'>21'}]}",
                "{'list':[{'item':'蛋白质','value':'3.1','unit':'g','ref_range':'2.9'},{'item':'salt','value':'3.2','unit':'g','ref_range':'3.1'}]}",
                "{'cvc':'123','type':'voucher'}",
                "{'cvn':'1082','course':'Computer Vision'}",
                // the word before says whose or what: a place of an event, a device worn, an example, an organisation
                "{'eventAddress':'浙江省杭州市西湖区文三路1号'}",
                "{'startAddress':'浙江省杭州市西湖区文三路1号'}",
                "{'watchMac':'C4:8F:21:0B:9A:3B'}",
                "{'tag_mac':'C4:8F:21:0B:9A:3B'}",
                "{'expressPhone':'13961847253'}",
                "{'demoMobile':'13961847253'}",
                "{'testPhone2':'13961847253'}",
                "{'投诉电话':'13961847253'}",
            })
    void what_is_public_or_to_choose_from_is_nobodys(String body) {
        assertThat(typesIn(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'driver':{'name':'王大明','phone':'13961847253','id_card':'330106199003076010'}} | phone_number",
                "{'driverPhone2':1,'user':{'name':'王大明','phone':'13961847253'}} | phone_number",
                "{'passenger':{'name':'王大明','phone':'13961847253'},'driver':{'id':7}} | phone_number",
                "{'shop_name':'老王面馆','receiver_address':'浙江省杭州市西湖区文三路1号'} | address",
                "{'shop_name':'老王面馆','real_name':'王大明','address':'浙江省杭州市西湖区文三路1号'} | address",
                "{'name':'西湖店','user_phone':'13961847253'} | phone_number",
                "{'name':'王小店主','phone':'13961847253'} | phone_number",
                "{'trainNo':'G7321','date':'2026-01-01'} | itinerary",
                "{'tickets':[{'train_no':'G1','passenger_name':'王芳'},{'train_no':'G2','passenger_name':'王芳'},{'train_no':'G3','passenger_name':'王芳'}]} | itinerary",
                "{'wifi':{'name':'ChinaNet-gX7k'}} | ssid",
                "{'list':[{'name':'ALT','result':'55','unit':'U/L','reference':'<40'},{'name':'x','result':'21','unit':'%','reference':'>21'}]} | exam_report",
                "{'lab_results':[{'name':'a','result':'55','unit':'U/L','reference':'<40'},{'name':'x','result':'21','unit':'%','reference':'>21'}]} | exam_report",
                "{'cvc':'123','cardNo':'aGVsbG8gd29ybGQgaGVsbG8'} | card_cvv_pin",
                "{'startAddress':'浙江省杭州市西湖区文三路1号','endAddress':'浙江省杭州市上城区解放路77号'} | itinerary",
                "{'homeAddress':'浙江省杭州市西湖区文三路1号'} | address",
                "{'bindMac':'C4:8F:21:0B:9A:3B'} | mac",
                "{'expressReceiverPhone':'13961847253'} | phone_number",
                "{'投诉人手机号':'13961847253'} | phone_number",
                "{'mobile':'+86 139 6184 7253'} | phone_number",
                "{'card':{'cvv':'123'}} | card_cvv_pin",
                "{'cvv':'123','exp_month':4} | card_cvv_pin",
            })
    void what_is_a_persons_stays_a_persons(String body, String type) {
        assertThat(typesIn(body)).contains(type);
    }
}
