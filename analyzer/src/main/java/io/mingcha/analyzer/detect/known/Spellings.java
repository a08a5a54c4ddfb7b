package io.mingcha.analyzer.detect.known;

import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.detect.check.Checks;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which apps write the same value. */
public final class Spellings {
    private static final Set<Writing> NUMBERED = EnumSet.of(Writing.CARD, Writing.IMEI, Writing.RESIDENT_ID);

    /** What stands between the groups of a phone number. */
    private static final char[] JOINTS = {'-', ' ', '.', '/'};

    /** How many digits the groups of a number have, where people know better than to write four each. */
    private static final Map<Writing, int[][]> GROUPS = Map.of(
            Writing.IMEI, new int[][] {{2, 6, 6, 1}, {6, 8, 1}},
            Writing.RESIDENT_ID, new int[][] {{6, 8, 4}});

    /** An IMEI without its check digit, as some calls of Android give it (3GPP TS 23.003 §6.2.1). */
    private static final int UNCHECKED_IMEI = 14;

    /** The province, the city and the district with which an address begins, each of which often has a field of its own. */
    private static final Pattern DISTRICT = Pattern.compile(
            "(?:\\p{IsHan}{2,8}(?:省|自治区))?(?:\\p{IsHan}{2,10}?[市州盟])?(?:\\p{IsHan}{1,8}?[区县市旗])?(.{8,})");

    private static final String ENDS_OF_DISTRICTS = "省市区區县縣旗盟州";
    private static final String BETWEEN_PARTS = " ,，-/|·";
    /** Letters of a district's name. */
    private static final int TOLD_APART = 3;

    private static final String AMID_NUMBERS = "+-() ";
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    private Spellings() {}

    /** Every usual spelling, case aside. */
    static Set<String> of(Writing as, String value) {
        String v = value.strip();
        Set<String> all = new LinkedHashSet<>(written(as, v));
        String digits = mobile(v);
        if (!digits.isEmpty() && as.isPhone()) {
            for (char joint : JOINTS) {
                abroad(all, dashedPhone(digits).replace('-', joint));
            }
        } else if (NUMBERED.contains(as)) {
            all.add(grouped(bare(v), ' '));
            all.add(grouped(bare(v), '-'));
            for (int[] sizes : GROUPS.getOrDefault(as, new int[0][])) {
                String dashed = grouped(bare(v), sizes);
                all.add(dashed);
                all.add(dashed.replace('-', ' '));
            }
        } else if (as == Writing.NAME && isShortHan(v)) {
            all.add(String.join(" ", v.split("")));
        } else if (as == Writing.ADDRESS) {
            inDistrict(v).ifPresent(all::add);
        }
        if (as == Writing.EIGHT_BYTES
                && bare(v).length() == 16
                && HEX.matcher(bare(v)).matches()) {
            long number = Long.parseUnsignedLong(bare(v), 16);
            all.add(Long.toUnsignedString(number));
            all.add(Long.toString(number));
        }
        floating(all, digits.isEmpty() ? v : digits);
        return all;
    }

    /** Those that programs write, case aside: what only people or tables write is left out. */
    private static Set<String> written(Writing as, String v) {
        Set<String> all = new LinkedHashSet<>();
        all.add(v);
        String bare = bare(v);
        String digits = mobile(v);
        if (!digits.isEmpty() && as.isPhone()) {
            all.addAll(List.of(digits, dashedPhone(digits), dashedPhone(digits).replace('-', ' ')));
            abroad(all, digits);
        } else if (as.isPhone() && v.matches("\\+?[0-9][0-9 ()./-]{6,20}")) {
            String bareDigits = v.replaceAll("[^0-9]", "");
            all.addAll(List.of(bareDigits, "+" + bareDigits, "00" + bareDigits));
            all.addAll(NumberAtHome.of(v));
        } else if (as == Writing.MAC) {
            octets(all, bare);
        } else if (NUMBERED.contains(as)) {
            all.add(bare);
            if (as == Writing.IMEI && bare.length() == UNCHECKED_IMEI + 1 && Checks.digits(bare)) {
                all.add(bare.substring(0, UNCHECKED_IMEI));
            } else if (as == Writing.RESIDENT_ID && bare.length() == 18) {
                all.add(bare.substring(0, 6) + bare.substring(8, 17));
            }
        } else if (as == Writing.PLATE && bare.length() >= 7) {
            all.add(bare);
            all.add(bare.substring(0, 2) + "·" + bare.substring(2));
            all.add(bare.substring(0, 2) + " " + bare.substring(2));
            all.add(bare.substring(0, 2) + "-" + bare.substring(2));
        } else if (isUuid(bare, v)) {
            all.add(bare);
            all.add(dashed(bare));
        } else if (bare.length() >= 8 && !bare.equals(v) && v.indexOf('@') < 0) {
            all.add(bare);
        }
        return all;
    }

    /** {@code 1.3912345678E10}, as a number that was taken for a measure is written. */
    private static void floating(Set<String> all, String v) {
        if (v.length() < 10 || v.length() > 17 || !Checks.digits(v) || v.charAt(0) == '0') {
            return;
        }
        int end = v.length();
        while (end > 1 && v.charAt(end - 1) == '0') {
            end--;
        }
        if (end >= 8) {
            String mantissa = v.charAt(0) + "." + v.substring(1, end);
            all.add(mantissa + "E" + (v.length() - 1));
            all.add(mantissa + "E+" + (v.length() - 1));
        }
    }

    /** The bytes that a value of hex digits writes out, such as those of a MAC or a UUID; empty if it is none. */
    static Optional<byte[]> packed(Writing as, String value) {
        String bare = bare(value.strip());
        boolean hex = bare.length() == 12 && as == Writing.MAC
                || bare.length() == 16 && as == Writing.EIGHT_BYTES
                || isUuid(bare, value.strip());
        return hex && HEX.matcher(bare).matches() ? Optional.of(HexFormat.of().parseHex(bare)) : Optional.empty();
    }

    /** A value as it is written and without what people put between its parts: the number of a phone, the digits of a MAC. */
    static Set<String> plainest(String value) {
        String v = value.strip();
        String digits = mobile(v);
        Set<String> all = new LinkedHashSet<>(List.of(v));
        all.add(!digits.isEmpty() ? digits : v.indexOf('@') < 0 ? bare(v) : v);
        return all;
    }

    /** What is put into a digest: what programs write, in both cases. */
    static Set<String> digested(Writing as, String value) {
        Set<String> all = inBothCases(written(as, value.strip()));
        if (as == Writing.CARD) {
            all.add(grouped(bare(value.strip()), ' '));
        }
        return all;
    }

    /** What is put into a digest of which another is made: the plainest, in both cases. */
    static Set<String> digestedTwice(Writing as, String value) {
        Set<String> all = inBothCases(plainest(value));
        String digits = mobile(value.strip());
        if (!digits.isEmpty() && as.isPhone()) {
            all.addAll(List.of("86" + digits, "+86" + digits));
        }
        return all;
    }

    private static Set<String> inBothCases(Set<String> spellings) {
        Set<String> all = new LinkedHashSet<>();
        for (String spelling : spellings) {
            all.add(spelling);
            all.add(spelling.toLowerCase(Locale.ROOT));
            all.add(spelling.toUpperCase(Locale.ROOT));
        }
        return all;
    }

    private static String dashedPhone(String d) {
        return d.substring(0, 3) + "-" + d.substring(3, 7) + "-" + d.substring(7);
    }

    private static void abroad(Set<String> all, String form) {
        for (String prefix : List.of("", "86", "+86", "0086", "86-", "+86-", "86 ", "+86 ")) {
            all.add(prefix + form);
        }
    }

    private static void octets(Set<String> all, String bare) {
        all.add(bare);
        if (bare.length() == 12) {
            StringBuilder colons = new StringBuilder();
            for (int i = 0; i < 12; i += 2) {
                colons.append(i == 0 ? "" : ":").append(bare, i, i + 2);
            }
            all.add(colons.toString());
            all.add(colons.toString().replace(':', '-'));
            all.add(bare.substring(0, 4) + "." + bare.substring(4, 8) + "." + bare.substring(8));
            if (HEX.matcher(bare).matches()) {
                all.add(Long.toString(Long.parseLong(bare, 16)));
            }
        }
    }

    /** With dashes between groups of so many digits; the last has what is left. */
    private static String grouped(String digits, int... sizes) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int size : sizes) {
            int end = Math.min(digits.length(), at + size);
            out.append(at > 0 && end > at ? "-" : "").append(digits, at, end);
            at = end;
        }
        return out.append(digits.substring(at)).toString();
    }

    private static boolean isShortHan(String v) {
        return v.length() >= 2 && v.length() <= 4 && v.codePoints().allMatch(Character::isIdeographic);
    }

    /** What an address says of where in the district, if it has a number in it. */
    private static Optional<String> inDistrict(String v) {
        Matcher m = DISTRICT.matcher(v);
        return m.matches()
                        && m.group(1).length() < v.length()
                        && m.group(1).chars().anyMatch(Character::isDigit)
                ? Optional.of(m.group(1))
                : Optional.empty();
    }

    /**
     * Whether before what stands in a text of a known address another district is named than its own: a street of that name is in
     * many towns.
     */
    static boolean isElsewhere(String address, String text, int start) {
        int end = start;
        while (end > 0 && BETWEEN_PARTS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 || ENDS_OF_DISTRICTS.indexOf(text.charAt(end - 1)) < 0) {
            return false;
        }
        String before = text.substring(Math.max(0, end - TOLD_APART), end);
        return !address.contains(before);
    }

    private static String grouped(String digits, char separator) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && i % 4 == 0) {
                out.append(separator);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private static boolean isUuid(String bare, String value) {
        return bare.length() == 32
                && (value.length() == 36 || value.length() == 32)
                && HEX.matcher(bare).matches();
    }

    private static String dashed(String bare) {
        return bare.substring(0, 8) + "-" + bare.substring(8, 12) + "-" + bare.substring(12, 16) + "-"
                + bare.substring(16, 20) + "-" + bare.substring(20);
    }

    /** The eleven digits of a mainland mobile number; empty if it is none. */
    public static String mobile(String value) {
        StringBuilder all = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                all.append(c);
            } else if (AMID_NUMBERS.indexOf(c) < 0) {
                return "";
            }
        }
        String digits = all.toString();
        if (digits.length() == 13 && digits.startsWith("86")) {
            digits = digits.substring(2);
        } else if (digits.length() == 15 && digits.startsWith("0086")) {
            digits = digits.substring(4);
        }
        return digits.length() == 11 && digits.charAt(0) == '1' ? digits : "";
    }

    public static String bare(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '-' && c != ':' && c != ' ' && c != '_' && c != '.' && c != '·') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
