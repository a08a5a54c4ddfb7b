package io.mingcha.analyzer.truth;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists and recordings that are personal by their shape, whoever's they are: a message of JSON for each. */
final class BulkLeaks {
    /** @param leak its one field is the whole message */
    record Message(Leak leak, String json) {}

    private final Random random;
    private final People people;

    BulkLeaks(Random random, People people) {
        this.random = random;
        this.people = people;
    }

    Message next() {
        int kind = random.nextInt(9);
        return switch (kind) {
            case 0 -> contacts();
            case 1 -> apps();
            case 2 ->
                message(
                        "sms",
                        "messages",
                        rows(i -> "{\"address\":\"" + people.phone() + "\",\"body\":\"您的快递已到，取件码" + people.digits(6)
                                + "\",\"date\":" + (1_790_000_000_000L + i * 1_000L) + ",\"type\":1}"));
            case 3 ->
                message(
                        "call_log",
                        "calls",
                        rows(i -> "{\"number\":\"" + people.phone() + "\",\"duration\":" + random.nextInt(600)
                                + ",\"date\":" + (1_790_000_000_000L + i * 60_000L) + ",\"type\":"
                                + (1 + random.nextInt(3)) + "}"));
            case 4 ->
                message(
                        "wifi_list",
                        "wifi",
                        rows(i -> "{\"ssid\":\"Net-" + people.upper(4) + "\",\"bssid\":\"" + people.mac()
                                + "\",\"rssi\":-" + (40 + random.nextInt(50)) + "}"));
            case 5 -> track();
            case 6 ->
                message(
                        "sensor_data",
                        "accelerometer",
                        rows(i -> String.format(
                                Locale.ROOT,
                                "{\"x\":%.4f,\"y\":%.4f,\"z\":%.4f,\"t\":%d}",
                                random.nextGaussian(),
                                random.nextGaussian(),
                                9.8 + random.nextGaussian() / 10,
                                1_790_000_000_000L + i * 20L)));
            case 7 -> media("face_image", random.nextBoolean() ? "faceImage" : "face_img");
            default -> media("photos", random.nextBoolean() ? "photo" : "album_pic");
        };
    }

    private Message contacts() {
        boolean english = random.nextBoolean();
        return message(
                "contacts",
                english ? "contacts" : "txl",
                rows(i -> english
                        ? "{\"name\":\"" + people.name() + "\",\"phone\":\"" + people.phone() + "\"}"
                        : "{\"xm\":\"" + people.name() + "\",\"dh\":[\"" + people.phone() + "\"]}"));
    }

    private Message apps() {
        List<String> vendors = List.of("com.tencent", "com.alibaba", "cn.wps", "com.ss.android", "org.videolan");
        IntFunction<String> name = i -> vendors.get(i % vendors.size()) + "." + people.word(5);
        return random.nextBoolean()
                ? message("app_list", "apps", rows(i -> "\"" + name.apply(i) + "\""))
                : message(
                        "app_list",
                        "installed",
                        rows(i -> "{\"pkg\":\"" + name.apply(i) + "\",\"ver\":\"" + people.digits(1) + "."
                                + people.digits(2) + "\",\"sys\":false}"));
    }

    private Message track() {
        double[] start = people.position();
        return message(
                "movement_track",
                "track",
                rows(i -> String.format(
                        Locale.ROOT,
                        "{\"lat\":%.6f,\"lng\":%.6f,\"time\":%d}",
                        start[0] + i * 0.0011,
                        start[1] + i * 0.0007,
                        1_790_000_000_000L + i * 5_000L)));
    }

    private Message media(String type, String name) {
        byte[] picture = new byte[6_000];
        random.nextBytes(picture);
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1};
        System.arraycopy(head, 0, picture, 0, head.length);
        return message(type, name, "\"" + Base64.getEncoder().encodeToString(picture) + "\"");
    }

    private String rows(IntFunction<String> row) {
        return IntStream.range(0, 25 + random.nextInt(40)).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    private static Message message(String type, String name, String value) {
        return new Message(
                new Leak(type, Leak.Manner.BULK, name, List.of()),
                "{\"v\":3,\"event\":\"report\",\"" + name + "\":" + value + "}");
    }
}
