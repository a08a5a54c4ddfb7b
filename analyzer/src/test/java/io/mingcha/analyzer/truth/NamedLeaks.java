package io.mingcha.analyzer.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Data of people whom nobody has told us of, under the names that developers give their fields. */
final class NamedLeaks {
    private record Kind(String type, Leak.Manner manner, List<String> names, Supplier<String> value) {}

    private final Random random;
    private final List<Kind> kinds = new ArrayList<>();

    NamedLeaks(Random random, People people) {
        this.random = random;
        named(
                "person_name",
                people::name,
                "realName",
                "real_name",
                "userRealName",
                "xm",
                "姓名",
                "customerName",
                "patientName");
        named("gender", () -> people.pick("男", "女", "male", "female"), "gender", "sex", "xb", "性别", "userGender");
        named(
                "birthday",
                () -> 1950 + random.nextInt(60) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9),
                "birthday",
                "birthDate",
                "csrq",
                "出生日期",
                "date_of_birth");
        named("ethnicity", () -> people.pick("汉族", "回族", "壮族"), "ethnicity", "mz", "民族");
        named("marital_status", () -> people.pick("已婚", "未婚", "离异"), "maritalStatus", "hyzk", "婚姻状况");
        checked(
                "resident_id",
                people::residentId,
                "idCard",
                "idCardNo",
                "id_no",
                "sfzh",
                "sfzhm",
                "身份证号",
                "certNo",
                "k1",
                "v");
        named("passport", () -> "E" + people.digits(8), "passport", "passportNo", "passport_number", "护照号");
        named("hk_macau_permit", () -> "C" + people.digits(8), "港澳通行证号", "hkMacauPermit");
        checked("social_credit_code", people::creditCode, "creditCode", "uscc", "tyshxydm", "统一社会信用代码");
        named(
                "phone_number",
                people::phone,
                "mobile",
                "phone",
                "phoneNumber",
                "sjh",
                "sjhm",
                "手机号",
                "mobileNo",
                "user_phone",
                "contactPhone");
        named("landline", () -> "0571-88" + people.digits(6), "landline", "telephone", "固定电话", "homeTel");
        named(
                "email",
                () -> "w" + people.digits(5) + "@corp.test-domain.com",
                "email",
                "mail",
                "userEmail",
                "邮箱",
                "e_mail");
        named("address", people::address, "address", "addr", "dz", "homeAddress", "receiverAddress", "详细地址", "家庭住址");
        named("im_account", () -> "1" + people.digits(8), "qq", "QQ", "qqNumber");
        checked("imei", people::imei, "imei", "IMEI", "imei1", "deviceImei", "x2");
        named("meid", () -> "A0" + people.hex(12).toUpperCase(java.util.Locale.ROOT), "meid", "MEID");
        named("imsi", () -> "46000" + people.digits(10), "imsi", "IMSI", "subscriberId");
        named("iccid", () -> People.withLuhn("89860" + people.digits(13)), "iccid", "ICCID", "simSerialNumber");
        named("serial_number", () -> people.upper(12), "serialNumber", "serialNo", "deviceSerial");
        named("mac", people::mac, "mac", "macAddress", "wifiMac", "mac_addr", "wlan_mac");
        named("android_id", () -> people.hex(16), "androidId", "android_id", "ANDROID_ID", "androidid");
        named("oaid", people::uuid, "oaid", "OAID", "device_oaid");
        named("vaid_aaid", people::uuid, "vaid", "aaid", "VAID");
        named("idfa", () -> people.uuid().toUpperCase(java.util.Locale.ROOT), "idfa", "IDFA", "ios_idfa");
        named("idfv", () -> people.uuid().toUpperCase(java.util.Locale.ROOT), "idfv", "IDFV");
        named("gaid", people::uuid, "gaid", "google_aid", "gps_adid");
        named("push_token", () -> people.hex(32), "pushToken", "push_token", "registrationId");
        named(
                "ssid",
                () -> people.pick("TP-LINK_" + people.upper(4), "ChinaNet-" + people.upper(4)),
                "ssid",
                "wifiSsid",
                "wifi_name");
        named("bssid", people::mac, "bssid", "wifiBssid", "BSSID");
        named("clipboard", () -> "复制这段话" + people.upper(8) + "打开应用", "clipboard", "clipboardText", "clip_text", "剪贴板");
        named("medical_record_no", () -> people.digits(10), "medicalRecordNo", "blh", "病历号", "门诊号");
        named("diagnosis", () -> people.pick("2型糖尿病", "高血压", "抑郁症", "肺炎"), "diagnosis", "诊断", "diseaseName", "zd");
        named("prescription", () -> people.pick("阿莫西林胶囊", "二甲双胍片"), "prescription", "处方", "medication");
        named("vitals", () -> String.valueOf(55 + random.nextInt(60)), "heartRate", "heart_rate", "心率");
        checked("bank_card", people::bankCard, "bankCard", "bankCardNo", "yhkh", "银行卡号", "bank_card_number", "y3");
        named(
                "income",
                () -> String.valueOf(4000 + random.nextInt(30_000)),
                "income",
                "monthlyIncome",
                "月收入",
                "salary");
        named("school", () -> people.pick("杭州市第十四中学", "南山外国语学校", "浙江大学"), "school", "schoolName", "学校", "school_name");
        named("grade_class", () -> people.pick("三年级2班", "高一(5)班", "初二3班"), "className", "班级", "gradeClass");
        named("student_no", () -> "20" + people.digits(8), "studentNo", "student_no", "xh", "学号", "stuNo");
        named("education_background", () -> people.pick("本科", "硕士", "大专"), "education", "xl", "学历", "eduLevel");
        named("occupation", () -> people.pick("软件工程师", "教师", "医生"), "occupation", "zy", "职业", "profession");
        named(
                "employer",
                () -> "杭州" + people.pick("明湖", "远山", "青禾") + "科技有限公司",
                "employer",
                "gzdw",
                "工作单位",
                "workUnit");
        named("guardian_phone", people::phone, "guardianPhone", "parentPhone", "parent_mobile", "家长手机号", "jzsjh");
        named("guardian_name", people::name, "guardianName", "parentName", "家长姓名", "jzxm");
        named("emergency_contact", people::phone, "emergencyPhone", "emergency_contact_phone", "紧急联系人电话");
        named("licence_plate", people::plate, "plateNo", "plate_number", "carNo", "cph", "车牌号", "licensePlate");
        checked("vin", people::vin, "vin", "VIN", "vinCode", "车架号");
        named("password", () -> "Pw" + people.upper(8), "password", "passwd", "pwd", "密码", "login_password");
        named("card_cvv_pin", () -> people.digits(6), "payPassword", "pay_pwd", "支付密码");
        named("religion", () -> people.pick("佛教", "基督教", "伊斯兰教"), "religion", "宗教信仰");
        named("waybill_no", () -> "SF" + people.digits(13), "waybillNo", "expressNo", "运单号");
    }

    private void named(String type, Supplier<String> value, String... names) {
        kinds.add(new Kind(type, Leak.Manner.NAMED, List.of(names), value));
    }

    /** What its check digits tell; the last names say nothing. */
    private void checked(String type, Supplier<String> value, String... names) {
        kinds.add(new Kind(type, Leak.Manner.CHECKED, List.of(names), value));
    }

    Leak next() {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        String name = kind.names().get(random.nextInt(kind.names().size()));
        return new Leak(
                kind.type(),
                kind.manner(),
                name,
                List.of(new Leak.Field(name, kind.value().get())));
    }
}
