package io.mingcha.analyzer.truth;

import java.util.Random;

/** Makes values of invented people and devices, by the standards and not by the product's code. */
final class People {
    private static final String[] AREAS = {"330106", "440305", "510104", "110108", "320505", "420111", "610113"};
    private static final String[] FAMILY = {"陈", "林", "黄", "吴", "徐", "马", "朱", "胡", "郭", "何"};
    private static final String[] GIVEN = {"子墨", "雨桐", "浩然", "思远", "嘉怡", "俊杰", "欣妍", "志强", "晓燕", "文博"};
    private static final String[] SEGMENTS = {"137", "152", "186", "177", "199", "135", "158", "131"};

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    String digits(int n) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    String hex(int n) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return out.toString();
    }

    String phone() {
        return SEGMENTS[random.nextInt(SEGMENTS.length)] + digits(8);
    }

    String name() {
        return FAMILY[random.nextInt(FAMILY.length)] + GIVEN[random.nextInt(GIVEN.length)];
    }

    /** GB 11643: the check character makes the weighted sum 1 modulo 11. */
    String residentId() {
        String body = AREAS[random.nextInt(AREAS.length)]
                + (1950 + random.nextInt(60))
                + String.format("%02d%02d", 1 + random.nextInt(12), 1 + random.nextInt(28))
                + digits(3);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    String imei() {
        return withLuhn("86" + digits(12));
    }

    String bankCard() {
        return random.nextBoolean() ? withLuhn("6217" + digits(14)) : withLuhn("6225" + digits(11));
    }

    /** Appends the digit that makes the Luhn sum divisible by ten. */
    static String withLuhn(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            if (i % 2 == 0) {
                digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
        }
        return body + (10 - sum % 10) % 10;
    }

    String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    String mac() {
        StringBuilder out = new StringBuilder("a4");
        for (int i = 0; i < 5; i++) {
            out.append(':').append(hex(2));
        }
        return out.toString();
    }

    /** GB 32100: the check character makes the weighted sum a multiple of 31. */
    String creditCode() {
        String letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        StringBuilder body = new StringBuilder("91330106");
        while (body.length() < 17) {
            body.append(letters.charAt(random.nextInt(letters.length())));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += letters.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body.append(letters.charAt((31 - sum % 31) % 31)).toString();
    }

    /** ISO 3779, with the check digit of GB 16735 in the ninth place. */
    String vin() {
        String letters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        StringBuilder vin = new StringBuilder("LSV");
        while (vin.length() < 17) {
            vin.append(
                    vin.length() < 11
                            ? letters.charAt(random.nextInt(letters.length()))
                            : (char) ('0' + random.nextInt(10)));
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += number(vin.charAt(i)) * weights[i];
        }
        vin.setCharAt(8, "0123456789X".charAt(sum % 11));
        return vin.toString();
    }

    private static int number(char c) {
        return c <= '9'
                ? c - '0'
                : "A1B2C3D4E5F6G7H8J1K2L3M4N5P7R9S2T3U4V5W6X7Y8Z9"
                                .charAt("A1B2C3D4E5F6G7H8J1K2L3M4N5P7R9S2T3U4V5W6X7Y8Z9".indexOf(c) + 1)
                        - '0';
    }

    String upper(int n) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789".charAt(random.nextInt(34)));
        }
        return out.toString();
    }

    String word(int n) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append((char) ('a' + random.nextInt(26)));
        }
        return out.toString();
    }

    String plate() {
        String area = "浙粤京沪苏川鄂陕".charAt(random.nextInt(8)) + String.valueOf((char) ('A' + random.nextInt(6)));
        return random.nextInt(3) == 0 ? area + "D" + digits(5) : area + digits(1) + upper(1) + digits(3);
    }

    String address() {
        return pick("浙江省杭州市西湖区文三路", "广东省深圳市南山区科苑南路", "江苏省苏州市工业园区星湖街") + (1 + random.nextInt(998)) + "号"
                + (1 + random.nextInt(20)) + "幢" + (101 + random.nextInt(900)) + "室";
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    double[] position() {
        return new double[] {
            22 + random.nextInt(20) + random.nextInt(999_999) / 1e6 + 1e-6,
            103 + random.nextInt(17) + random.nextInt(999_999) / 1e6 + 1e-6
        };
    }
}
