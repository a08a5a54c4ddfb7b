package io.mingcha.analyzer.truth;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Data of one person and device that the session file names, written as apps write it. */
final class KnownLeaks {
    private static final List<String> DIGESTED = List.of(
            "phone_number", "imei", "oaid", "android_id", "mac", "resident_id", "email", "gaid", "idfa", "imsi");
    private static final String NAMES = "abcdefghijklmnopqrstuvwxyz";

    private final Random random;
    private final Wrapping wrapping;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final double[] position;

    KnownLeaks(Random random, People people, Wrapping wrapping) {
        this.random = random;
        this.wrapping = wrapping;
        position = people.position();
        values.put("phone_number", people.phone());
        values.put("imei", people.imei());
        values.put("imsi", "46011" + people.digits(10));
        values.put("iccid", People.withLuhn("89860" + people.digits(13)));
        values.put("oaid", people.uuid());
        values.put("gaid", people.uuid());
        values.put("idfa", people.uuid().toUpperCase(Locale.ROOT));
        values.put("android_id", people.hex(16));
        values.put("serial_number", people.upper(14));
        values.put("mac", people.mac());
        values.put("bssid", people.mac());
        values.put("ssid", "Lake-" + people.upper(6));
        values.put("person_name", people.name());
        values.put("resident_id", people.residentId());
        values.put("bank_card", people.bankCard());
        values.put("passport", "E" + people.digits(8));
        values.put("email", "u" + people.digits(6) + "@mail.test-domain.com");
        values.put("address", people.address());
        values.put("licence_plate", people.plate());
        values.put("student_no", "20" + people.digits(10));
        values.put("password", "Canary-" + people.upper(9));
        values.put("clipboard", "口令" + people.upper(10) + "打开");
        values.put("precise_location", position[0] + "," + position[1]);
    }

    Map<String, String> values() {
        return values;
    }

    Leak next() {
        List<String> types = new ArrayList<>(values.keySet());
        String type = types.get(random.nextInt(types.size()));
        return type.equals("precise_location") ? place() : value(type, values.get(type));
    }

    private Leak value(String type, String value) {
        boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                DIGESTED.contains(type) ? leak(type, "digest", wrapping.digest(value)) : leak(type, "plain", value);
            case 2 -> leak(type, "other case", swapped(value));
            case 3 -> spelled(type, value);
            case 4 ->
                value.length() >= 11 && digits
                        ? leak(
                                type,
                                "reversed",
                                new StringBuilder(value).reverse().toString())
                        : leak(type, "plain", value);
            case 5 -> digits ? leak(type, "full width", wide(value)) : leak(type, "plain", value);
            case 6 ->
                value.length() >= 11
                        ? leak(
                                type,
                                "base64 within",
                                Base64.getEncoder()
                                        .encodeToString(("#" + "id:".substring(random.nextInt(3)) + value + ";")
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        : leak(type, "plain", value);
            default -> leak(type, "plain", value);
        };
    }

    private Leak spelled(String type, String value) {
        return switch (type) {
            case "phone_number" ->
                leak(
                        type,
                        "spelled",
                        switch (random.nextInt(3)) {
                            case 0 -> "+86" + value;
                            case 1 -> "86" + value;
                            default -> value.substring(0, 3) + "-" + value.substring(3, 7) + "-" + value.substring(7);
                        });
            case "oaid", "gaid", "idfa" -> leak(type, "spelled", value.replace("-", ""));
            case "mac", "bssid" -> leak(type, "spelled", value.replace(":", random.nextBoolean() ? "" : "-"));
            case "bank_card" -> leak(type, "spelled", value.replaceAll("(.{4})(?=.)", "$1 "));
            default -> leak(type, "plain", value);
        };
    }

    private static String swapped(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.equals(value) ? value.toLowerCase(Locale.ROOT) : upper;
    }

    private static String wide(String value) {
        StringBuilder wide = new StringBuilder();
        value.chars().forEach(c -> wide.append((char) (c - '0' + '０')));
        return wide.toString();
    }

    private Leak place() {
        double[] at = position;
        String system = "WGS-84";
        int which = random.nextInt(3);
        if (which > 0) {
            at = Datum.gcj02(at[0], at[1]);
            system = "GCJ-02";
        }
        if (which > 1) {
            at = Datum.bd09(at[0], at[1]);
            system = "BD-09";
        }
        int places = 4 + random.nextInt(3);
        String lat = String.format(Locale.ROOT, "%." + places + "f", at[0]);
        String lng = String.format(Locale.ROOT, "%." + places + "f", at[1]);
        String name = name();
        return switch (random.nextInt(4)) {
            case 0 -> leak("precise_location", system + " text", lat + "," + lng);
            case 1 -> leak("precise_location", system + " text, longitude first", lng + "," + lat);
            case 2 ->
                pair(
                        system + " E6",
                        name,
                        String.valueOf(Math.round(at[0] * 1e6)),
                        String.valueOf(Math.round(at[1] * 1e6)));
            default -> pair(system + " pair", name, lat, lng);
        };
    }

    private static Leak pair(String form, String name, String lat, String lng) {
        return new Leak(
                "precise_location",
                Leak.Manner.KNOWN,
                form,
                List.of(new Leak.Field(name, lat), new Leak.Field("z" + name, lng)));
    }

    private Leak leak(String type, String form, String value) {
        return new Leak(type, Leak.Manner.KNOWN, form, List.of(new Leak.Field(name(), value)));
    }

    /** One that tells nothing. */
    private String name() {
        return "k" + NAMES.charAt(random.nextInt(NAMES.length())) + random.nextInt(9);
    }
}
