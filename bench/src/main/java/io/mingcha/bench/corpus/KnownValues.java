package io.mingcha.bench.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The person of the corpus: as many values as asked for, spread over ten types. */
record KnownValues(Map<String, List<String>> byType) {
    private static final List<String> TYPES = List.of(
            "phone_number",
            "imei",
            "oaid",
            "android_id",
            "email",
            "resident_id",
            "mac",
            "bank_card",
            "precise_location",
            "idfa");

    static KnownValues of(int count) {
        Random random = new Random(7);
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String type = TYPES.get(i % TYPES.size());
            byType.computeIfAbsent(type, t -> new ArrayList<>()).add(value(type, random));
        }
        return new KnownValues(byType);
    }

    private static String value(String type, Random random) {
        return switch (type) {
            case "phone_number" -> "13" + digits(9, random);
            case "imei" -> withLuhn("86" + digits(12, random));
            case "oaid", "idfa" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "android_id" -> hex(16, random);
            case "email" -> "someone." + hex(6, random) + "@mail.example";
            case "resident_id" ->
                "33010619" + (50 + random.nextInt(50)) + "0" + (1 + random.nextInt(9)) + "1" + random.nextInt(10)
                        + digits(4, random);
            case "mac" -> hex(12, random).replaceAll("(..)(?!$)", "$1:");
            case "bank_card" -> withLuhn("622848" + digits(12, random));
            default ->
                String.format(Locale.ROOT, "%.6f,%.6f", 20 + 20 * random.nextDouble(), 100 + 20 * random.nextDouble());
        };
    }

    static String digits(int count, Random random) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    static String hex(int count, Random random) {
        StringBuilder hex = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private static String withLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * d : d;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }

    String first(String type) {
        return byType.getOrDefault(type, List.of()).get(0);
    }

    /** The session file that says so. */
    String sessionFile() {
        return "app:\n  package: example.bench\n  first_party: [bench.example]\n" + persona()
                + "observes: [consent_accept]\n";
    }

    /** The same of a session of the corpus that most rules can judge: category, declaration, markers with room. */
    String markedSessionFile() {
        return """
                app:
                  package: example.bench
                  category: C01
                  sector: finance
                  first_party: [bench.example]
                """ + persona() + """
                declaration:
                  recipients: [datamind.example]
                  data:
                    - {type: phone_number, purpose: login}
                    - {type: imei, purpose: statistics, frequency: 1/session}
                observes: [consent_reject, separate_consent, permission_deny, scene_enter]
                markers:
                  - {at: "2026-09-21T14:13:21Z", kind: launch}
                  - {at: "2026-09-21T14:13:22Z", kind: privacy_prompt_shown}
                  - {at: "2026-09-21T14:15:00Z", not_before: "2026-09-21T14:14:50Z", not_after: "2026-09-21T14:15:00Z", kind: consent_accept}
                  - {at: "2026-09-21T14:20:00Z", kind: background}
                  - {at: "2026-09-21T14:25:00Z", kind: foreground}
                  - {at: "2026-09-21T14:30:00Z", kind: personalization_off}
                  - {at: "2026-09-21T14:35:00Z", kind: consent_withdraw}
                """;
    }

    private String persona() {
        StringBuilder yaml = new StringBuilder("persona:\n  known:\n");
        byType.forEach((type, values) -> {
            yaml.append("    ").append(type).append(":\n");
            values.forEach(v -> yaml.append("      - \"").append(v).append("\"\n"));
        });
        return yaml.toString();
    }
}
