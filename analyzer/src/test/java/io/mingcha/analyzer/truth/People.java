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

    double[] position() {
        return new double[] {
            22 + random.nextInt(20) + random.nextInt(999_999) / 1e6 + 1e-6,
            103 + random.nextInt(17) + random.nextInt(999_999) / 1e6 + 1e-6
        };
    }
}
