package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Exposure.Method;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are told by what is said of them: the field, the file, what stands around or beside. */
class RecordingsTest {

    private static List<Exposure> sent(byte[] body) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", body)
                .analyze()
                .exposures();
    }

    private static byte[] picture(int size) {
        byte[] picture = new byte[size];
        Arrays.fill(picture, (byte) 0x5A);
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        System.arraycopy(head, 0, picture, 0, head.length);
        return picture;
    }

    private static byte[] form(String part, String file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--b7\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + file
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(picture(4_000));
        out.writeBytes("\r\n--b7--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "file, idcard_front.jpg, id_photo",
        "upload, id_card_back(1).png, id_photo",
        "f1, 身份证正面.jpg, id_photo",
        "image, face.jpg, face_image",
        "image, /data/cache/face_20260101_080000.jpg, face_image",
        "selfie, IMG_2031.jpg, face_image",
        "data, liveness_best.jpg, face_image",
        "pic, bankcard.jpg, bank_card",
        "file, driver_license_front.jpg, driver_licence",
    })
    void by_the_name_of_the_file(String part, String file, String type) {
        assertThat(sent(form(part, file))).extracting(Exposure::dataType).containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource({
        "file, banner_2.jpg",
        "file, watch_face.jpg",
        "file, emoji_face_3.png",
        "file, surface.png",
        "file, interface_home.png",
        "image, product_front.jpg",
        "file, passport_cover_case_red.jpg",
    })
    void names_that_only_sound_alike_tell_nothing(String part, String file) {
        assertThat(sent(form(part, file))).isEmpty();
    }

    @Test
    void a_value_in_the_name_of_a_file_is_sent_too() {
        assertThat(new Exchanges()
                        .known("phone_number", "13961847253")
                        .post(1, "https://collect.example/v1", form("file", "13961847253_1.jpg"))
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("phone_number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'fileName':'sfz_zm.jpg','content':'#'} | id_photo",
                "{'imageType':'face','image':'#'} | face_image",
                "{'idCard':{'front':'#'}} | id_photo",
                "{'face':{'image':'#','quality':0.9}} | face_image",
            })
    void by_what_stands_around_it_and_beside_it(String json, String type) {
        assertThat(sent(json(json)))
                .filteredOn(e -> e.method() == Method.BULK_SHAPE)
                .extracting(Exposure::dataType)
                .containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fileName':'watch_face_3.jpg','content':'#'}",
                "{'imageType':'surface','image':'#'}",
                "{'product':{'front':'#'}}",
                "{'card':{'image':'#','rarity':'SSR'}}",
                "{'goods':{'type':'face','image':'#'}}",
            })
    void but_for_things(String json) {
        assertThat(sent(json(json))).isEmpty();
    }

    private static byte[] json(String json) {
        return json.replace('\'', '"')
                .replace("#", Base64.getEncoder().encodeToString(picture(4_000)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
