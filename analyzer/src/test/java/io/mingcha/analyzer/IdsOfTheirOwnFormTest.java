package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What apps put in the place of an Android ID, and what push services call a telephone by. */
class IdsOfTheirOwnFormTest {
    private static final String APNS = "a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34569";

    @ParameterizedTest
    @ValueSource(strings = {"{'android_id':'android-4f1e9c7a2b8d6035'}", "{'androidId':'android-4f1e9c7a2b8d6'}"})
    void an_id_in_the_place_of_the_systems(String body) {
        assertThat(typesIn(body)).contains("device_fingerprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification_key", "pushNotificationToken", "notification_token", "device_token"})
    void a_token_of_apples(String name) {
        assertThat(typesIn("{'" + name + "':'" + APNS + "'}")).contains("push_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'android_id':'android-14'}",
                "{'android_id':'android-app-release'}",
                "{'android_id':'android-abcdefabcdefab'}",
                "{'platform':'android-4f1e9c7a2b8d6035'}",
                "{'android_id':'ios-4f1e9c7a2b8d6035'}",
                "{'android_id':''}",
                "{'notification_key':'order_shipped'}",
                "{'notification_key':'a7c1f09be2d34568a7c1f09be2d34568'}",
                "{'notification_key':'0000000000000000000000000000000000000000000000000000000000000000'}",
                "{'notification_token':'true'}",
                "{'notification':'a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34569'}",
                "{'checksum':'a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34568a7c1f09be2d34569'}"
            })
    void what_only_looks_like_them(String body) {
        assertThat(typesIn(body)).doesNotContain("device_fingerprint", "push_token", "android_id");
    }
}
