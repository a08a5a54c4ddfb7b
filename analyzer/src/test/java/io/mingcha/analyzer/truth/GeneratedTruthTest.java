package io.mingcha.analyzer.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.flows.Exposure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall and false alarms against traffic whose truth is known because it was made here. */
class GeneratedTruthTest {
    private static final int REQUESTS = 3_000;
    private static final Set<String> NUMBERED = Set.of("trade_no", "seq");

    /** What a request was made to leak. */
    private record Planted(String type, String how) {

        boolean isOfKnownValue() {
            return how.equals("known") || how.equals("digest") || how.equals("pair") || how.equals("text");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 4242, 987_654_321})
    void of_planted_values_97_in_100_are_found_and_of_known_ones_995_in_1000(long seed) {
        Random random = new Random(seed);
        People people = new People(random);
        Wrapping wrapping = new Wrapping(random);
        Exchanges exchanges = new Exchanges();
        String phone = people.phone();
        String imei = people.imei();
        String oaid = people.uuid();
        String androidId = people.hex(16);
        String mac = people.mac();
        String name = people.name();
        String id = people.residentId();
        String email = "u" + people.digits(6) + "@mail.test-domain.com";
        String address = "浙江省杭州市西湖区文三路" + people.digits(3) + "号3幢" + people.digits(3) + "室";
        double[] position = people.position();
        exchanges
                .known("phone_number", phone)
                .known("imei", imei)
                .known("oaid", oaid)
                .known("android_id", androidId)
                .known("mac", mac)
                .known("person_name", name)
                .known("resident_id", id)
                .known("email", email)
                .known("address", address)
                .known("precise_location", position[0] + "," + position[1]);
        List<Planted> planted = new ArrayList<>();
        List<List<String>> layers = new ArrayList<>();
        String[][] known = {
            {
                "phone_number",
                phone,
                "+86" + phone,
                "86" + phone,
                phone.substring(0, 3) + "-" + phone.substring(3, 7) + "-" + phone.substring(7)
            },
            {"imei", imei, imei},
            {"oaid", oaid, oaid.toUpperCase(Locale.ROOT), oaid.replace("-", "")},
            {"android_id", androidId, androidId.toUpperCase(Locale.ROOT)},
            {"mac", mac, mac.replace(":", ""), mac.toUpperCase(Locale.ROOT), mac.replace(':', '-')},
            {"person_name", name},
            {"resident_id", id, id.toLowerCase(Locale.ROOT)},
            {"email", email, email.toUpperCase(Locale.ROOT)},
            {"address", address},
        };
        for (int i = 0; i < REQUESTS; i++) {
            String key = "k" + (char) ('a' + random.nextInt(26)) + random.nextInt(9);
            String sibling = "";
            Planted what;
            String value;
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    String[] choice = known[random.nextInt(known.length)];
                    value = choice[1 + random.nextInt(choice.length - 1)];
                    what = new Planted(choice[0], "known");
                }
                case 2 -> {
                    String[] choice = known[random.nextInt(known.length)];
                    value = wrapping.digest(choice[1 + random.nextInt(choice.length - 1)]);
                    what = new Planted(choice[0], "digest");
                }
                case 3 -> {
                    boolean two = random.nextBoolean();
                    int places = 3 + random.nextInt(4);
                    String lat = String.format(Locale.ROOT, "%." + places + "f", position[0]);
                    String lng = String.format(Locale.ROOT, "%." + places + "f", position[1]);
                    value = two ? lat : lat + "," + lng;
                    sibling = two ? "z" + key + "=" + lng : "";
                    what = new Planted("precise_location", two ? "pair" : "text");
                }
                case 4 -> {
                    int kind = random.nextInt(3);
                    value = kind == 0 ? people.residentId() : kind == 1 ? people.imei() : people.bankCard();
                    what = new Planted(kind == 0 ? "resident_id" : kind == 1 ? "imei" : "bank_card", "check digit");
                }
                case 5 -> {
                    int kind = random.nextInt(6);
                    String[] keys = {"userMobile", "sjh", "receiver_phone", "真实姓名", "bind_email", "oaid"};
                    String[] types = {"phone_number", "phone_number", "phone_number", "person_name", "email", "oaid"};
                    key = keys[kind];
                    value = kind < 3
                            ? people.phone()
                            : kind == 3
                                    ? people.name()
                                    : kind == 4 ? "z" + people.digits(5) + "@corp.test-domain.com" : people.uuid();
                    what = new Planted(types[kind], "named");
                }
                default -> {
                    key = "gpsLat";
                    double[] elsewhere = people.position();
                    value = String.format(Locale.ROOT, "%.5f", elsewhere[0]);
                    sibling = "gpsLng=" + String.format(Locale.ROOT, "%.5f", elsewhere[1]);
                    what = new Planted("precise_location", "named pair");
                }
            }
            boolean nameless = sibling.isEmpty() && !what.how().startsWith("named") && random.nextBoolean();
            Wrapping.Request request = nameless
                    ? wrapping.nameless(value, random.nextInt(4))
                    : wrapping.request(key, value, sibling, random.nextInt(4));
            exchanges.post(i * 0.1, "https://c" + i % 7 + ".collector.example/u?" + request.query(), request.body());
            planted.add(what);
            layers.add(request.layers());
        }

        Analysis analysis = exchanges.analyze();

        TreeMap<String, Integer> missed = new TreeMap<>();
        int found = 0;
        int knownValues = 0;
        int missedKnown = 0;
        for (int i = 0; i < planted.size(); i++) {
            int flow = i;
            boolean hit = analysis.exposures().stream()
                    .anyMatch(e -> e.flow() == flow
                            && e.dataType().equals(planted.get(flow).type()));
            found += hit ? 1 : 0;
            knownValues += planted.get(i).isOfKnownValue() ? 1 : 0;
            if (!hit) {
                missedKnown += planted.get(i).isOfKnownValue() ? 1 : 0;
                missed.merge(planted.get(i) + " in " + layers.get(i), 1, Integer::sum);
            }
        }
        assertThat(1 - (double) missedKnown / knownValues)
                .as("recall of known values; missed: %s", missed)
                .isGreaterThanOrEqualTo(0.995);
        assertThat((double) found / planted.size())
                .as("recall; missed: %s", missed)
                .isGreaterThanOrEqualTo(0.97);
        List<Exposure> extra = analysis.exposures().stream()
                .filter(e -> !e.dataType().equals(planted.get(e.flow()).type()))
                .toList();
        assertThat((double) extra.size() / planted.size())
                .as("of another type: %s", extra.stream().limit(5).toList())
                .isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 77, 123_456_789})
    void at_most_one_look_alike_in_a_thousand_raises_an_alarm(long seed) {
        Random random = new Random(seed);
        People people = new People(random);
        Wrapping wrapping = new Wrapping(random);
        Exchanges exchanges = new Exchanges()
                .known("phone_number", people.phone())
                .known("imei", people.imei())
                .known("oaid", people.uuid())
                .known("android_id", people.hex(16))
                .known("person_name", people.name())
                .known("precise_location", "30.274151,120.155151");
        for (int i = 0; i < 2 * REQUESTS; i++) {
            String[] lookAlike = lookAlike(random, people);
            // without its name nobody can tell a number with the check digit of a device from a device's
            Wrapping.Request request = random.nextInt(3) == 0 && !NUMBERED.contains(lookAlike[0])
                    ? wrapping.nameless(lookAlike[1], random.nextInt(4))
                    : wrapping.request(lookAlike[0], lookAlike[1], "", random.nextInt(4));
            exchanges.post(i * 0.1, "https://c.collector.example/u?" + request.query(), request.body());
        }

        Analysis analysis = exchanges.analyze();

        long alarmed =
                analysis.exposures().stream().map(Exposure::flow).distinct().count();
        assertThat(alarmed)
                .as("alarms: %s", analysis.exposures().stream().limit(5).toList())
                .isLessThanOrEqualTo(2 * REQUESTS / 1000);
    }

    private static String[] lookAlike(Random random, People people) {
        return switch (random.nextInt(16)) {
            case 0 -> new String[] {"orderId", "1" + (3 + random.nextInt(7)) + people.digits(9)};
            case 1 -> new String[] {"ts", String.valueOf(1_700_000_000_000L + random.nextInt(1_000_000_000))};
            case 2 -> new String[] {"trade_no", People.withLuhn("62" + people.digits(16))};
            case 3 -> new String[] {"x", String.format(Locale.ROOT, "%.6f", 20 + random.nextDouble() * 30)};
            case 4 -> new String[] {"session", people.uuid()};
            case 5 -> new String[] {"sign", people.hex(32)};
            case 6 -> new String[] {"token", people.hex(40)};
            case 7 -> new String[] {"pid", people.digits(19)};
            case 8 -> new String[] {"etag", people.hex(64)};
            case 9 -> new String[] {"name", "手机" + (random.nextBoolean() ? "数码" : "配件")};
            case 10 -> new String[] {"mobile", people.phone().substring(0, 3) + "****" + people.digits(4)};
            case 11 -> new String[] {"imei", "000000000000000"};
            case 12 -> new String[] {"nonce", people.hex(16)};
            case 13 -> new String[] {"seq", People.withLuhn("86" + people.digits(12))};
            case 14 -> new String[] {"ver", people.digits(2) + "." + people.digits(3) + "." + people.digits(4)};
            default -> new String[] {"price", random.nextInt(9000) + "." + people.digits(2)};
        };
    }
}
