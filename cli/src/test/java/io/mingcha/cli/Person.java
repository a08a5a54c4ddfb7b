package io.mingcha.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** An invented person with an invented phone, and the session file that says so. */
final class Person {
    static final String PHONE = "13800138123";
    static final String IMEI = "868012345678905";
    static final String OAID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    static final String EMAIL = "lin.xiaoyu@post.example";
    static final String LATITUDE = "31.230416";
    static final String LONGITUDE = "121.473701";

    static final String SESSION = """
            app:
              package: example.shop
              name: 小店 Shop
              version: 1.2.3
              category: C01
              first_party: [shop.example]
            persona:
              age: 30
              known:
                phone_number: ["%s"]
                imei: ["%s"]
                oaid: ["%s"]
                email: ["%s"]
                precise_location: ["%s,%s"]
            declaration:
              recipients: [tracker.example]
              data:
                - {type: phone_number, purpose: login}
            observes: [privacy_prompt_shown, consent_accept, consent_reject, separate_consent, background, foreground]
            """.formatted(PHONE, IMEI, OAID, EMAIL, LATITUDE, LONGITUDE);

    private Person() {}

    /** What no report may show unless asked to. */
    static List<String> secrets() {
        return List.of(
                PHONE,
                "+86" + PHONE,
                "138-0013-8123",
                IMEI,
                OAID,
                OAID.replace("-", ""),
                EMAIL,
                LATITUDE,
                LONGITUDE,
                md5(IMEI),
                md5(PHONE));
    }

    static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
