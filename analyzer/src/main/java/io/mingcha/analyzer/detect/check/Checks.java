package io.mingcha.analyzer.detect.check;

import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableSortedMap;
import io.mingcha.analyzer.catalogue.Check;
import io.mingcha.analyzer.catalogue.Check.Digits;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Validators of values, by the names that {@code config/fields.yaml} uses. */
public final class Checks {
    private static final Pattern PHONE = Pattern.compile(
            "(?:\\+?86|0086)?[- ]?1(?:3\\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\\d|9[0-35-9])[- ]?\\d{4}[- ]?\\d{4}");
    private static final Pattern FILLING = Pattern.compile("[ ()-]");
    private static final Pattern FOREIGN_PHONE =
            Pattern.compile("(?:\\+|00)(?:852[2-9]\\d{7}|853[268]\\d{7}|8860?9\\d{8}|886[2-8]\\d{7,8}"
                    + "|1(?!8(?:00|33|44|55|66|77|88))[2-9]\\d{2}[2-9]\\d{6}|7[3489]\\d{9}|3[34][67]\\d{8}|316\\d{8}|393\\d{8,9}|447\\d{9}|44[1-3]\\d{9}|491[5-7]\\d{8,9}"
                    + "|559\\d{9}|55\\d{2}9\\d{8}|601\\d{8,9}|61[2-478]\\d{8}|628\\d{8,11}|639\\d{9}|642\\d{7,9}|65[3689]\\d{7}|66[689]\\d{8}"
                    + "|81[789]0\\d{8}|821[016-9]\\d{7,8}|84[35789]\\d{8}|91[6-9]\\d{9}|9715\\d{8}|9665\\d{8})");
    private static final Pattern LATIN_NAME = Pattern.compile(
            "(?:(?:Mr|Mrs|Ms|Miss|Mas|Dr|Prof|Herr|Frau|Mme)\\.? )?[A-ZÀ-ÖØ-ÞŁŚŠŽ][a-zß-öø-ÿąćčęěłńňőřśšůźżž]{1,14}(?:[ -][A-ZÀ-ÖØ-ÞŁŚŠŽ][a-zß-öø-ÿąćčęěłńňőřśšůźżž]{0,14}\\.?){0,2}"
                    + "[ -][A-ZÀ-ÖØ-ÞŁŚŠŽ][a-zß-öø-ÿąćčęěłńňőřśšůźżž]{1,14}|[A-Z]{2,15}[ /][A-Z]{2,15}(?: [A-Z]{2,15})?");
    /** One word or several in any Latin letters, of which small ones stand only between. */
    private static final Pattern NAME_ABROAD = Pattern.compile(
            "(?:\\p{Lu}[\\p{Ll}\\p{M}'’-]{1,20}|\\p{Lu}{2,20})"
                    + "(?: (?:\\p{Lu}[\\p{Ll}\\p{M}'’-]{1,20}|\\p{Lu}{2,20}|\\p{Lu}\\.?|d[aeo]s?|del|la|bin|binti|e|y|von|van)){0,5}");

    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}");
    private static final Pattern NAME =
            Pattern.compile("[\\u4e00-\\u9fa5]{2,4}|[\\u4e00-\\u9fa5]{1,10}·[\\u4e00-\\u9fa5·]{1,14}");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:中国)?(?![全本各该每某])[\\u4e00-\\u9fa5]{1,8}?(?:省|市|自治区|自治州|地区|盟|区|區|县|縣|旗|镇|鎮|乡|鄉)"
                    + "[\\u4e00-\\u9fa5A-Za-z0-9 ,，()（）#·-]{0,60}?"
                    + "(?:(?:路|街|道|巷|弄|村|里|胡同|小区|社区|苑|园|城|庄|湾|府|大厦|广场|花园|公寓|中心|[A-Za-z0-9一二三四五六七八九十]座)"
                    + "[\\u4e00-\\u9fa5A-Za-z0-9 ,，()（）#·-]{0,40}"
                    + "|[0-9一二三四五六七八九十]{1,6}(?:[号號](?![线店员])|栋|幢|单元|室|组|队|楼)[\\u4e00-\\u9fa5A-Za-z0-9 ,，()（）#·-]{0,40})");
    private static final Pattern STREET = Pattern.compile(
            "[\\u4e00-\\u9fa5]{2,12}(?:路|街|大道|(?<![频頻渠通管])道|巷|弄|胡同)(?:东|東|西|南|北|中)?[0-9]{1,5}[号號][\\u4e00-\\u9fa5A-Za-z0-9 ,，()（）#·-]{0,40}");
    /** A compound of houses or a building, and in it a house, a stair or a room. */
    private static final Pattern COMPOUND = Pattern.compile(
            "[\\u4e00-\\u9fa5A-Za-z0-9]{2,24}?(?:小区|社区|家属院|家属楼|大院|公寓|花园|家园|花苑|佳苑|苑|新村|府|公馆|大厦|广场|宿舍|[一二三四五]期|[东西南北]区)"
                    + "[\\u4e00-\\u9fa5A-Za-z0-9]{0,8}?(?:[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号楼|#楼|栋|幢|座|单元|室)|[0-9]{1,3}[号#]?(?:[-－][0-9]{1,4}){1,3})"
                    + "[\\u4e00-\\u9fa5A-Za-z0-9 ,，()（）#·－-]{0,30}");

    private static final Pattern STREET_ABROAD = Pattern.compile(
            "(?i)(?=.*[1-9])(?!0+ )(?:(?:no\\.?|room|rm\\.?|flat|apt\\.?|unit|floor|building|block) ?)*[a-z]?\\d{1,5}[a-z]?,?(?: [a-z0-9'.#,-]+){1,8}"
                    + " (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|terrace|place|pl|way|circle|cir|crescent|parkway|pkwy|highway|hwy|square|sq|close|marg|nagar)\\b[a-z0-9 ,.#'-]*");
    /** Where the number stands behind the street, or the kind of street before its name. */
    private static final Pattern STREET_NUMBERED = Pattern.compile(
            "(?iu)(?:\\p{L}[\\p{L} .'’-]{0,40}(?:straße|strasse|straat|gatan|gade|gata|vej|veien|weg|laan|plein|allee|platz|gasse|kade|gracht|utca|katu|sok(?:ak|ağı)?|cad(?:desi)?)"
                    + "|(?:calle|rua|(?-i:[Vv]ia(?= \\p{Lu}\\p{Ll}))|viale|rue|avenida|av|piazza|plaza|ulica|(?-i:[Uu]l(?=\\.| \\p{Lu}))|corso|carrer|travessa|chemin|alameda|rodovia|estrada|carrera|calzada|paseo"
                    + "|jl|jln|jalan|gang|jend|lorong|đường|duong|phố|улица|ул|проспект|пр-кт|пр|переулок|пер|шоссе|бульвар|soi|thanon)[. ] ?[\\p{L} .'’-]{2,40})"
                    + "[ ,.]{1,3}(?:n[o°º]?[.:]? ?)?\\d{1,5}[a-z]?\\b[\\p{L}\\d ,./#:'’-]{0,60}"
                    + "|\\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|chemin|allée|impasse|boulevard|quai) [\\p{L} .'’-]{2,50}[\\p{L}\\d ,.'’-]{0,40}");

    private static final Pattern SCHOOL = Pattern.compile("[\\u4e00-\\u9fa5\\d]{2,20}(?:小学|中学|高中|初中|幼儿园|大学|学院|学校)");
    private static final Pattern PLATE = Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][·•. ]?"
            + "(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[DABCEFGHJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DABCEFGHJK])");
    private static final Pattern MAC =
            Pattern.compile("[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\\1[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{12}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern IMSI = Pattern.compile("460(?:0[0-9]|1[1235]|20)\\d{10}");
    /** Of China; who made the card may be a letter. */
    private static final Pattern ICCID = Pattern.compile("8986\\d{2}[0-9A-Fa-f]\\d{5}[\\dA-Za-z]\\d{6}[\\dFf]?");

    private static final Pattern STUDENT_NO = Pattern.compile("[GLJglj]\\d{17}[\\dXx]");
    private static final Pattern ID_15 =
            Pattern.compile("[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}");
    private static final Pattern DATE =
            Pattern.compile("((?:19|20)\\d{2})([-/.年]?)(\\d{1,2})([-/.月]?)(\\d{1,2})日?(?:[ T].*)?");
    /** Day or month first, the year last. */
    private static final Pattern DATE_ABROAD = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2((?:19|20)\\d{2})");

    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91");
    private static final String SINGLE_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
            + "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路"
            + "娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松"
            + "井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄"
            + "姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷"
            + "訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟肖代覃仝邸詹付揭闫苑苟丛邝郄郇亓闾郗"
            // as Hong Kong, Macau and Taiwan write them
            + "陳黃張吳劉楊許鄭謝賴蕭葉蘇莊呂羅鍾馮馬趙錢孫韓鄧龍譚龐顧盧蔣鄒嚴華陸賀齊龔閻鄔駱聶簡範竇葉塗顏溫遊紀麥鄺關";
    private static final Set<String> DOUBLE_SURNAMES = Set.of(
            "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政",
            "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐", "百里", "呼延", "东郭", "轩辕",
            "拓跋", "左丘", "梁丘", "闾丘", "公良");

    /** What {@code config/fields.yaml} may ask for. */
    public static final Map<String, Check> BY_NAME = byName(
            convincing("resident_id", Checks::residentId),
            convincing("social_credit_code", Checks::socialCreditCode),
            convincing("imei", v -> v.length() == 15 && digits(v) && luhn(v) && varied(v)),
            convincing("bank_card", Checks::bankCard),
            convincing("iban", Checks::iban),
            convincing("student_no", v -> STUDENT_NO.matcher(v).matches() && residentId(v.substring(1))),
            convincing("vin", Checks::vin),
            supporting("cpf", NationalNumbers::cpf),
            supporting("aadhaar", NationalNumbers::aadhaar),
            supporting("tckn", NationalNumbers::tckn),
            supporting("pesel", NationalNumbers::pesel),
            supporting("dni", NationalNumbers::dni),
            supporting("curp", NationalNumbers::curp),
            supporting("snils", NationalNumbers::snils),
            supporting("thai_id", NationalNumbers::thaiId),
            form("nik", NationalNumbers::nik),
            form("person_name", Checks::personName),
            form("latin_name", Checks::latinName),
            form("name_abroad", Checks::nameAbroad),
            form("date", Checks::date),
            form("resident_id_15", v -> ID_15.matcher(v).matches() && PROVINCES.contains(v.substring(0, 2))),
            form("phone", Checks::phone),
            form("email", Checks::email),
            form("address", Checks::address),
            form("imsi", v -> IMSI.matcher(v).matches()),
            form("iccid", Checks::iccid),
            form("mac", v -> MAC.matcher(v).matches()),
            form("school", v -> SCHOOL.matcher(v).matches()),
            form("licence_plate", v -> PLATE.matcher(v).matches()));

    private Checks() {}

    private static Map<String, Check> byName(Check... checks) {
        return Arrays.stream(checks)
                .collect(ImmutableSortedMap.toImmutableSortedMap(naturalOrder(), Check::name, c -> c));
    }

    private static Check convincing(String name, Predicate<String> test) {
        return new Check(name, Digits.CONVINCING, test);
    }

    private static Check supporting(String name, Predicate<String> test) {
        return new Check(name, Digits.SUPPORTING, test);
    }

    /** Told by its form alone. */
    private static Check form(String name, Predicate<String> test) {
        return new Check(name, Digits.NONE, test);
    }

    /** A mainland mobile number, with or without country code and separators. */
    public static boolean phone(String value) {
        if (value.length() < 11 || value.length() > 20) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && c != ' ' && c != '-' && c != '+' && c != '(' && c != ')') {
                return false;
            }
            digits += digit ? 1 : 0;
        }
        char first = value.charAt(0);
        // eleven digits, before which 86 or 0086 may stand
        boolean mainland = digits == 11
                ? first == '1' || first == '-' || first == ' '
                : digits == 13 ? first == '8' || first == '+' : digits == 15 && first == '0';
        return mainland && PHONE.matcher(value).matches() || (first == '+' || first == '0') && isForeignPhone(value);
    }

    /**
     * Beyond the mainland only with the country's code, and only as the country numbers its lines (ITU-T E.164 and its plans); in North
     * America not those that whoever is called pays for, which companies have.
     */
    static boolean isForeignPhone(String value) {
        return FOREIGN_PHONE.matcher(FILLING.matcher(value).replaceAll("")).matches();
    }

    public static boolean email(String v) {
        return v.indexOf('@') > 0 && EMAIL.matcher(v).matches();
    }

    private static boolean address(String v) {
        if (v.length() < 6 || v.length() > 120) {
            return false;
        }
        return isHan(v.charAt(0))
                        && (ADDRESS.matcher(v).matches()
                                || STREET.matcher(v).matches()
                                || COMPOUND.matcher(v).matches())
                || v.indexOf(' ') > 0
                        && (STREET_ABROAD.matcher(v).matches()
                                || STREET_NUMBERED.matcher(v).matches());
    }

    /** GB 11643-1999: division, birth date, ISO 7064 MOD 11-2. */
    public static boolean residentId(String v) {
        if (v.length() != 18) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 17; i >= 0; i--) {
            char c = v.charAt(i);
            int digit = i == 17 && (c == 'X' || c == 'x') ? 10 : c - '0';
            if (digit < 0 || digit > 9 && i != 17 || digit > 10) {
                return false;
            }
            sum += digit * weight;
            weight = weight * 2 % 11;
        }
        // nobody is registered in a province itself (GB/T 2260): such numbers are made of a place and a count
        if (sum % 11 != 1 || !PROVINCES.contains(v.substring(0, 2)) || v.startsWith("0000", 2)) {
            return false;
        }
        int year = number(v, 6, 10);
        return year >= 1900 && year <= 2030 && isDate(year, number(v, 10, 12), number(v, 12, 14));
    }

    /** GB 32100-2015. */
    static boolean socialCreditCode(String v) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        if (v.length() != 18) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int index = alphabet.indexOf(v.charAt(i));
            if (index < 0 || i >= 2 && i < 8 && index > 9) {
                return false;
            }
            sum += index * weight;
            weight = weight * 3 % 31;
        }
        return alphabet.indexOf(v.charAt(17)) == (31 - sum % 31) % 31;
    }

    /** ITU-T E.118: those of China, which are not always checked, or Luhn over the 19 or 20 digits of any other issuer. */
    static boolean iccid(String v) {
        return ICCID.matcher(v).matches()
                || v.startsWith("89") && (v.length() == 19 || v.length() == 20) && digits(v) && luhn(v) && varied(v);
    }

    /** 3GPP TS 23.003 §6.2.1: a known reporting body, Luhn over 15 digits. */
    static boolean imei(String v) {
        if (v.length() != 15 || !digits(v) || !luhn(v)) {
            return false;
        }
        String body = v.substring(0, 2);
        return (body.equals("01") || body.equals("35") || body.equals("86") || body.equals("99")) && varied(v);
    }

    /** ISO/IEC 7812: Luhn, and an issuer range with the length it uses. */
    static boolean bankCard(String v) {
        int length = v.length();
        if (length < 16 || length > 19 || !digits(v) || !luhn(v) || !varied(v)) {
            return false;
        }
        int two = number(v, 0, 2);
        int four = number(v, 0, 4);
        if (two == 62) {
            return true;
        }
        return length == 16
                && (v.charAt(0) == '4'
                        || two >= 51 && two <= 55
                        || four >= 2221 && four <= 2720
                        || four >= 3528 && four <= 3589);
    }

    /** ISO 13616: a country, and what is left modulo 97 is one. */
    static boolean iban(String v) {
        if (!IBAN.matcher(v).matches()) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < v.length(); i++) {
            int digit = Character.digit(v.charAt((i + 4) % v.length()), 36);
            rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return rest == 1;
    }

    /** ISO 3779 with the check digit of 49 CFR 565.15. */
    static boolean vin(String v) {
        if (v.length() != 17) {
            return false;
        }
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        String values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int index = values.indexOf(v.charAt(i));
            if (index < 0 || v.charAt(i) == '.') {
                return false;
            }
            sum += index % 10 * weights[i];
        }
        char check = sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
        return v.charAt(8) == check;
    }

    /** A Chinese name: a surname of the list, then one or two characters (two or three after a double surname). */
    public static boolean personName(String v) {
        if (v.isEmpty() || !isHan(v.charAt(0)) || !NAME.matcher(v).matches()) {
            return false;
        }
        if (v.indexOf('·') > 0) {
            return true;
        }
        boolean twofold = v.length() >= 3 && DOUBLE_SURNAMES.contains(v.substring(0, 2));
        return twofold || v.length() <= 3 && SINGLE_SURNAMES.indexOf(v.charAt(0)) >= 0;
    }

    public static boolean latinName(String v) {
        return v.length() >= 4
                && v.charAt(0) >= 'A'
                && v.charAt(0) <= 'Z'
                && LATIN_NAME.matcher(v).matches();
    }

    private static boolean nameAbroad(String v) {
        return v.length() >= 2 && v.length() <= 60 && NAME_ABROAD.matcher(v).matches();
    }

    private static boolean isHan(char c) {
        return c >= '\u4e00' && c <= '\u9fa5';
    }

    private static boolean date(String v) {
        var abroad = DATE_ABROAD.matcher(v);
        if (abroad.matches()) {
            int year = Integer.parseInt(abroad.group(4));
            int first = Integer.parseInt(abroad.group(1));
            int second = Integer.parseInt(abroad.group(3));
            return isDate(year, second, first) || isDate(year, first, second);
        }
        var m = DATE.matcher(v);
        return m.matches()
                && (m.group(2).isEmpty() == m.group(4).isEmpty())
                && (!m.group(2).isEmpty()
                        || m.group(3).length() == 2 && m.group(5).length() == 2)
                && isDate(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(3)), Integer.parseInt(m.group(5)));
    }

    private static boolean isDate(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean luhn(String v) {
        int sum = 0;
        for (int i = v.length() - 1, place = 0; i >= 0; i--, place++) {
            int digit = v.charAt(i) - '0';
            if (place % 2 == 1) {
                digit *= 2;
                digit = digit > 9 ? digit - 9 : digit;
            }
            sum += digit;
        }
        return sum % 10 == 0;
    }

    /** Not one digit over and over, which no real number is. @param v digits */
    private static boolean varied(String v) {
        int met = 0;
        for (int i = 0; i < v.length(); i++) {
            met |= 1 << v.charAt(i) - '0';
        }
        return Integer.bitCount(met) > 3;
    }

    public static boolean digits(String v) {
        for (int i = 0; i < v.length(); i++) {
            if (v.charAt(i) < '0' || v.charAt(i) > '9') {
                return false;
            }
        }
        return !v.isEmpty();
    }

    private static int number(String v, int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            n = n * 10 + v.charAt(i) - '0';
        }
        return n;
    }
}
