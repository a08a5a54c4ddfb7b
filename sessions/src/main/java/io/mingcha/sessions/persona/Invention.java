package io.mingcha.sessions.persona;

import io.mingcha.flows.Persona;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Invents a person whose particulars fit each other and belong to nobody: numbers carry right check digits and lie where none
 * are issued, mail goes to a domain that is reserved (RFC 2606), and every value is rare enough that finding it in traffic is no
 * accident.
 */
public final class Invention {
    private static final String[] SURNAMES = {"闻", "祁", "茅", "庞", "邢", "滕", "瞿", "阎", "郗", "宓", "逄", "郏"};
    private static final String[] GIVEN = {
        "砚", "疏", "珩", "霁", "蘅", "翊", "澹", "菡", "煦", "沅", "箬", "峤", "棠", "旎", "骁", "祎", "缇", "昶"
    };
    private static final String[] STREETS = {"听松路", "观澜街", "望舒巷", "枕溪路", "拾光街", "揽月路"};
    private static final String[] SCHOOLS = {"静远实验学校", "明溪第九小学", "听澜外国语学校"};
    // county 99 is issued in no prefecture (GB/T 2260), so the number passes a check of its digits and is nobody's
    private static final String[] REGIONS = {"110199", "310199", "330199", "440199", "510199"};
    /** No network of the mainland has numbers that begin so. */
    private static final String UNASSIGNED = "154";
    /** In the range of UnionPay, of no issuer that is known. */
    private static final String UNISSUED = "629998";

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int CONTACTS = 12;

    private final RandomGenerator random;

    public Invention(RandomGenerator random) {
        this.random = random;
    }

    /** @param today from which {@code age} counts back */
    public Persona person(int age, LocalDate today) {
        LocalDate born = today.minusYears(age).minusDays(1 + random.nextInt(364));
        boolean woman = random.nextBoolean();
        Map<String, List<String>> known = new LinkedHashMap<>();
        String name = name();
        String phone = phone();
        known.put("person_name", List.of(name));
        known.put("phone_number", List.of(phone));
        known.put("resident_id", List.of(residentId(born, woman)));
        known.put("birthday", List.of(born.toString()));
        known.put("email", List.of("mc" + digits(9) + "@canary.example"));
        known.put("address", List.of(address()));
        if (age >= 18) {
            known.put("bank_card", List.of(card()));
            known.put("licence_plate", List.of("浙Z" + letters(1) + digits(4)));
        } else {
            known.put("school", List.of(pick(SCHOOLS)));
            known.put("guardian_name", List.of(name.charAt(0) + pick(GIVEN) + pick(GIVEN)));
            known.put("guardian_phone", List.of(phone()));
        }
        known.put("contacts", contacts());
        known.put("sms", List.of("【明察】验收短信 " + letters(4) + digits(8) + "，请忽略"));
        known.put("files_storage", List.of("mcfile-" + letters(4) + digits(8)));
        return new Persona(OptionalInt.of(age), known);
    }

    private String name() {
        return pick(SURNAMES) + pick(GIVEN) + pick(GIVEN);
    }

    private String phone() {
        return UNASSIGNED + digits(8);
    }

    /** GB 11643: region, date of birth, a sequence that is odd for men, and a check digit (ISO 7064 MOD 11-2). */
    private String residentId(LocalDate born, boolean woman) {
        int sequence = random.nextInt(499) * 2 + (woman ? 2 : 1);
        String body = pick(REGIONS) + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence);
        int sum = IntStream.range(0, WEIGHTS.length)
                .map(i -> (body.charAt(i) - '0') * WEIGHTS[i])
                .sum();
        return body + "10X98765432".charAt(sum % 11);
    }

    /** Sixteen digits, the last by ISO/IEC 7812. */
    private String card() {
        String body = UNISSUED + digits(9);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return body + (10 - sum % 10) % 10;
    }

    private String address() {
        return "浙江省杭州市余杭区" + pick(STREETS) + (1 + random.nextInt(900)) + "号" + (1 + random.nextInt(40)) + "幢"
                + (101 + random.nextInt(2800)) + "室";
    }

    private List<String> contacts() {
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            contacts.add(name() + " " + phone());
        }
        return contacts;
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private String digits(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(random.nextInt(10));
        }
        return out.toString();
    }

    private String letters(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('A' + random.nextInt(26)));
        }
        return out.toString();
    }
}
