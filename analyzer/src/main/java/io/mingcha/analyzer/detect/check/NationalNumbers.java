package io.mingcha.analyzer.detect.check;

import java.util.regex.Pattern;

/**
 * Numbers by which other countries know their people, told by the digits that their own rules check. None is rare enough to
 * count without a name that is its own.
 */
final class NationalNumbers {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String CURP_LETTERS = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final Pattern DNI = Pattern.compile("(?:\\d{8}|[XYZ]\\d{7})-?[A-Z]");
    private static final Pattern CURP =
            Pattern.compile("[A-Z]{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[HMX][A-Z]{5}[A-Z0-9]\\d");
    private static final Pattern NIK = Pattern.compile(
            "[1-9]\\d(?!00)\\d{2}(?!00)\\d{2}(?:[04][1-9]|[1256]\\d|[37][01])(?:0[1-9]|1[0-2])\\d{2}(?!0000)\\d{4}");
    /** The group D5 and the shuffle of J. Verhoeff, 1969. */
    private static final int[][] TURNS = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    private static final int[] SHUFFLE = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private NationalNumbers() {}

    /** Brazil, Receita Federal: two digits modulo 11. */
    static boolean cpf(String written) {
        String v = digitsOf(written);
        return v.length() == 11 && varied(v) && cpfDigit(v, 9) == at(v, 9) && cpfDigit(v, 10) == at(v, 10);
    }

    private static int cpfDigit(String v, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += at(v, i) * (length + 1 - i);
        }
        return sum * 10 % 11 % 10;
    }

    /** Indonesia: province, regency, district, a birth date (women's days are past 40) and a number. */
    static boolean nik(String written) {
        String v = digitsOf(written);
        return varied(v) && NIK.matcher(v).matches();
    }

    /** India, UIDAI: twelve digits, of which the last is Verhoeff's. */
    static boolean aadhaar(String written) {
        String v = digitsOf(written);
        if (v.length() != 12 || v.charAt(0) < '2' || !varied(v)) {
            return false;
        }
        int turn = 0;
        for (int i = 0; i < 12; i++) {
            int digit = at(v, 11 - i);
            for (int j = 0; j < i % 8; j++) {
                digit = SHUFFLE[digit];
            }
            turn = TURNS[turn][digit];
        }
        return turn == 0;
    }

    /** Turkey, Nüfus ve Vatandaşlık İşleri: two digits of the nine before. */
    static boolean tckn(String written) {
        String v = digitsOf(written);
        if (v.length() != 11 || v.charAt(0) == '0' || !varied(v)) {
            return false;
        }
        int odd = 0;
        int even = 0;
        for (int i = 0; i < 9; i++) {
            odd += i % 2 == 0 ? at(v, i) : 0;
            even += i % 2 == 0 ? 0 : at(v, i);
        }
        int tenth = Math.floorMod(odd * 7 - even, 10);
        return tenth == at(v, 9) && (odd + even + tenth) % 10 == at(v, 10);
    }

    /** Poland: a birth date, its century in the month, and a digit modulo 10. */
    static boolean pesel(String written) {
        String v = digitsOf(written);
        if (v.length() != 11) {
            return false;
        }
        int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum += at(v, i) * weights[i];
        }
        int month = (at(v, 2) * 10 + at(v, 3)) % 20;
        int day = at(v, 4) * 10 + at(v, 5);
        return sum % 10 == 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Spain, Real Decreto 1553/2005: a letter by the rest modulo 23; of foreigners X, Y or Z stands for 0, 1 or 2. */
    static boolean dni(String written) {
        String v = written.replace("-", "");
        if (!DNI.matcher(v).matches()) {
            return false;
        }
        int first = "XYZ".indexOf(v.charAt(0));
        String number = first < 0 ? v.substring(0, 8) : first + v.substring(1, 8);
        return varied(number) && DNI_LETTERS.charAt(Integer.parseInt(number) % 23) == v.charAt(8);
    }

    /** Mexico, RENAPO: letters of the name, a birth date, a sex, a state and a digit modulo 10. */
    static boolean curp(String written) {
        if (!CURP.matcher(written).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP_LETTERS.indexOf(written.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == at(written, 17);
    }

    /** Russia, Pension Fund: nine digits and their sum by place modulo 101. */
    static boolean snils(String written) {
        String v = digitsOf(written);
        if (v.length() != 11 || !varied(v)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += at(v, i) * (9 - i);
        }
        return sum % 101 % 100 == at(v, 9) * 10 + at(v, 10);
    }

    /** Thailand, Department of Provincial Administration: thirteen digits, of which the last is modulo 11. */
    static boolean thaiId(String written) {
        String v = digitsOf(written);
        if (v.length() != 13 || v.charAt(0) == '0' || v.charAt(0) == '9' || !varied(v)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += at(v, i) * (13 - i);
        }
        return (11 - sum % 11) % 10 == at(v, 12);
    }

    /** The digits of what is nothing but digits in groups; nothing of anything else. */
    private static String digitsOf(String written) {
        if (written.length() > 20) {
            return "";
        }
        StringBuilder digits = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != '.' && c != '-' && c != ' ') {
                return "";
            }
        }
        return digits.toString();
    }

    /** Not one digit over and over. */
    private static boolean varied(String v) {
        return v.chars().distinct().count() > 2;
    }

    private static int at(String v, int i) {
        return v.charAt(i) - '0';
    }
}
