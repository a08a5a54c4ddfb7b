package io.mingcha.analyzer.truth;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What apps send and receive all day and what is nobody's, though it looks like somebody's. */
final class LookAlikes {
    private static final String[] PROSE = {
        "The quick brown fox reads the terms of service and taps accept without reading them at all.",
        "Version 4.2.1 fixes a crash on start when the network changes from Wi-Fi to mobile data.",
        "今天天气不错，适合和家人一起去西湖边散步，记得带上雨伞。",
        "本店新品上市，全场八折，满二百减三十，活动截至本月底。",
    };

    /** One of another kind of thing cannot be told from a device's number or a card's but by its name. */
    private static final List<String> NUMBERED = List.of("trade_no", "seq", "batch");

    private final Random random;
    private final People people;

    LookAlikes(Random random, People people) {
        this.random = random;
        this.people = people;
    }

    Leak.Field field() {
        return switch (random.nextInt(56)) {
            case 0 -> field("orderId", "1" + (3 + random.nextInt(7)) + people.digits(9));
            case 1 -> field("ts", String.valueOf(1_700_000_000_000L + random.nextInt(1_000_000_000)));
            case 2 -> field("trade_no", People.withLuhn("62" + people.digits(16)));
            case 3 -> field("x", String.format(Locale.ROOT, "%.6f", 20 + random.nextDouble() * 30));
            case 4 -> field("session", people.uuid());
            case 5 -> field("sign", people.hex(32));
            case 6 -> field("token", people.hex(40));
            case 7 -> field("pid", people.digits(19));
            case 8 -> field("etag", people.hex(64));
            case 9 -> field("name", "手机" + (random.nextBoolean() ? "数码" : "配件"));
            case 10 -> field("mobile", people.phone().substring(0, 3) + "****" + people.digits(4));
            case 11 -> field("imei", "000000000000000");
            case 12 -> field("nonce", people.hex(16));
            case 13 -> field("seq", People.withLuhn("86" + people.digits(12)));
            case 14 -> field("ver", people.digits(2) + "." + people.digits(3) + "." + people.digits(4));
            case 15 -> field("price", random.nextInt(9000) + "." + people.digits(2));
            case 16 -> field("created", String.valueOf(1_700_000_000L + random.nextInt(99_999_999)));
            case 17 -> field("nano", String.valueOf(1_700_000_000_000_000_000L + random.nextInt(1_000_000_000)));
            case 18 -> field("md5", "d41d8cd98f00b204e9800998ecf8427e");
            case 19 -> field("imei_md5", "5284047f4ffb4e04824a2fd1d1f0cd62");
            case 20 -> field("text", PROSE[random.nextInt(PROSE.length)]);
            case 21 -> field("address", people.pick("unknown", "0x" + people.hex(40), "N/A", "null"));
            case 22 -> field("traceparent", "00-" + people.hex(32) + "-" + people.hex(16) + "-01");
            case 23 -> field("build", "2026" + people.digits(10));
            case 24 -> field("amount", people.digits(3) + "." + people.digits(6));
            case 25 -> field("oaid", people.pick("00000000-0000-0000-0000-000000000000", "", "unknown"));
            case 26 -> field("batch", people.digits(15));
            case 27 -> field("phone", people.pick("", "0", "null", "Pixel 8", "iPhone15,2"));
            case 28 -> field("lat", "0.0");
            case 29 -> field("job", people.pick("worker", "sync_worker", "upload manager"));
            case 30 -> field("degree", people.digits(2));
            case 31 -> field("qq", "1101" + people.digits(6));
            case 32 -> field("clipboard", people.pick("copy_success", "true", "denied"));
            case 33 -> field("title", people.pick("摄影师的一天", "Software Engineer wanted", "老师好"));
            case 34 -> field("position", people.pick("top", "bottom", "3", "center"));
            case 35 -> field("age", people.digits(4));
            case 36 -> field("max_age", "60");
            case 37 -> field("score", people.digits(2));
            case 38 -> field("company", people.pick("", "vivo", "n/a"));
            case 39 -> field("weight", people.digits(2));
            case 40 -> field("balance", people.digits(3));
            case 41 -> field("serialNumber", people.digits(10));
            case 42 -> field("grade", people.pick("A", "gold", "vip3"));
            case 43, 44, 45, 46 -> cell();
            case 47, 48, 49, 50 -> serial();
            case 51, 52, 53, 54 -> national();
            default -> field("sku", "1" + people.digits(12));
        };
    }

    /** Of a table, a battery or a page, a channel, or what a telephone says that knows no cell. */
    private Leak.Field cell() {
        return switch (random.nextInt(12)) {
            case 0 -> field("cell", people.pick("A1", "B12", "row-3"));
            case 1 -> field("cellId", "2147483647");
            case 2 -> field("lac", people.pick("0", "-1", "65535"));
            case 3 -> field("cid", people.pick("home", "c-" + people.digits(4), "-1"));
            case 4 -> field("cells", people.digits(1));
            case 5 -> field("cell_type", people.pick("lte", "card", "banner"));
            case 6 -> field("cellIndex", people.digits(2));
            case 7 -> field("tac", people.pick("0", "accepted", "2147483647"));
            case 8 -> field("cell_height", people.digits(3));
            case 9 -> field("bsid", people.pick("-1", "0", "unknown"));
            case 10 -> field("base_station", people.pick("null", "", "true"));
            default -> field("cellVoltage", "3." + people.digits(3));
        };
    }

    /** Numbers of steps, papers, coupons and certificates, and what a telephone says that hides its own. */
    private Leak.Field serial() {
        return switch (random.nextInt(12)) {
            case 0 -> field("sn", people.digits(1 + random.nextInt(3)));
            case 1 -> field("serial", people.pick("unknown", "true", "sync"));
            case 2 -> field("sn", people.pick("上海", "SN", "null", "N/A"));
            case 3 -> field("serialno", "0123456789ABCDEF");
            case 4 -> field("certSerial", people.hex(32));
            case 5 -> field("invoice_sn", "2026" + people.digits(12));
            case 6 -> field("coupon_sn", people.upper(4) + people.digits(8));
            case 7 -> field("order_sn", "2026112500" + people.digits(6));
            case 8 -> field("serial_port", "/dev/ttyS" + people.digits(1));
            case 9 -> field("SN", people.pick("0", "000000000000", "xxxxxxxx"));
            case 10 -> field("serialVersionUID", people.digits(19));
            default -> field("sn_hash_seed", people.digits(6));
        };
    }

    /** Numbers that manuals give, that are no number, and words of other things. */
    private Leak.Field national() {
        return switch (random.nextInt(12)) {
            case 0 -> field("cpf", people.pick("000.000.000-00", "111.111.111-11", "12345678909"));
            case 1 -> field("ssn", people.pick("000-00-0000", "123-45-6789", "***-**-" + people.digits(4)));
            case 2 -> field("nric", people.pick("S0000000X", "SXXXXXXXD", ""));
            case 3 -> field("dni", people.pick("00000000", "no", "12345678"));
            case 4 -> field("pan", people.pick("left", "true", "0." + people.digits(3)));
            case 5 -> field("aadhaar", people.pick("0000 0000 0000", "XXXX XXXX " + people.digits(4)));
            case 6 -> field("tin", people.pick("can", "0", "null"));
            case 7 -> field("nin", people.pick("1", "[1,2]", "false"));
            case 8 -> field("curp", "XXXX000000XXXXXX00");
            case 9 -> field("pesel", people.pick("00000000000", "11111111111"));
            case 10 -> field("id_card", people.pick("required", "110101********1234", "110101200002300000"));
            default -> field("bsn", people.digits(3));
        };
    }

    /** Whether nobody could tell without the name. */
    static boolean needsName(Leak.Field field) {
        return NUMBERED.contains(field.name());
    }

    /** A list of things, sent as apps send those of people. */
    String list() {
        return switch (random.nextInt(6)) {
            case 0 ->
                rows(
                        "segments",
                        i -> "{\"number\":" + (1000 + i) + ",\"duration\":" + random.nextInt(90) + ",\"time\":"
                                + (1_790_000_000_000L + i) + "}");
            case 1 ->
                rows(
                        "messages",
                        i -> "{\"from\":\"" + people.digits(9) + "\",\"code\":\"E" + people.digits(4)
                                + "\",\"level\":\"warn\"}");
            case 2 ->
                rows(
                        "points",
                        i -> "{\"x\":" + random.nextInt(1080) + ",\"y\":" + random.nextInt(2400) + ",\"t\":"
                                + (1_790_000_000_000L + i) + "}");
            case 3 ->
                rows(
                        "packages",
                        i -> "{\"sku\":\"" + people.digits(12) + "\",\"name\":\"" + people.pick("礼盒", "套餐", "组合")
                                + "\",\"price\":" + people.digits(3) + "}");
            case 4 ->
                rows(
                        "metrics",
                        i -> "{\"x\":0." + people.digits(4) + ",\"y\":0." + people.digits(4) + ",\"z\":0."
                                + people.digits(4) + "}");
            default ->
                rows(
                        "requests",
                        i -> "{\"url\":\"https://cdn.shop.example/" + people.hex(12) + ".js\",\"duration\":"
                                + random.nextInt(900) + ",\"type\":\"script\",\"start\":" + people.digits(4) + "}");
        };
    }

    private static String rows(String name, IntFunction<String> row) {
        return IntStream.range(0, 30)
                .mapToObj(row)
                .collect(Collectors.joining(",", "{\"v\":3,\"" + name + "\":[", "]}"));
    }

    /** A page for everybody, as servers answer it. */
    String page() {
        return switch (random.nextInt(4)) {
            case 0 ->
                "{\"list\":["
                        + IntStream.range(0, 40)
                                .mapToObj(i -> String.format(
                                        Locale.ROOT,
                                        "{\"poi\":\"B0%s\",\"title\":\"%s店\",\"tel\":\"0571-8%s\",\"loc\":\"%.6f,%.6f\"}",
                                        people.upper(8),
                                        people.pick("湖滨", "城西", "滨江"),
                                        people.digits(7),
                                        people.position()[1],
                                        people.position()[0]))
                                .collect(Collectors.joining(","))
                        + "]}";
            case 1 ->
                "<!doctype html><html><body>"
                        + IntStream.range(0, 60)
                                .mapToObj(i ->
                                        "<p>" + PROSE[random.nextInt(PROSE.length)] + " " + people.digits(11) + "</p>")
                                .collect(Collectors.joining())
                        + "<footer>客服 400-820-" + people.digits(4) + "</footer></body></html>";
            case 2 ->
                "{\"items\":["
                        + IntStream.range(0, 50)
                                .mapToObj(i -> "{\"sku\":\"" + people.digits(13) + "\",\"price\":"
                                        + random.nextInt(9000)
                                        + ",\"img\":\"https://cdn.shop.example/" + people.hex(32) + ".jpg\",\"t\":"
                                        + (1_700_000_000_000L + random.nextInt(999_999_999)) + "}")
                                .collect(Collectors.joining(","))
                        + "]}";
            default ->
                "{\"weather\":["
                        + IntStream.range(0, 24)
                                .mapToObj(i -> "{\"h\":" + i + ",\"temp\":" + (10 + random.nextInt(20)) + ",\"wind\":"
                                        + people.digits(1) + "." + people.digits(2) + "}")
                                .collect(Collectors.joining(","))
                        + "],\"city\":\"杭州\"}";
        };
    }

    private static Leak.Field field(String name, String value) {
        return new Leak.Field(name, value);
    }
}
