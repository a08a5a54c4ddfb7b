package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that makers give a telephone under names of their own, beside the identifiers that it has. */
class AmidIdentifiersTest {
    private static final String TWO = "'imei':'869702048391271','android_id':'7c01f9a24be8d635'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'localId':'4b7e19c0d2f85a6397e1b04c8d52fa7630c9e1b48d25fa7063'",
                "'seed_id':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'",
                "'product_id':'a12nsxx','guid':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'",
                "'qyguid':'C91E04B7D2F85A6397E1B04C8D52FA76'",
                "'zz_did':'K7qPz3VtR9mWxY2cBnL5sD'",
                "'umid':'4b7e19c0d2f85a6397e1b04c8d52fa76','rl_udid':'91c07be4fa2d5860'",
            })
    void what_else_is_called_an_id_there_is_the_telephones(String field) {
        assertThat(typesIn("{" + TWO + "," + field + "}")).contains("device_fingerprint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // of a session, a message, an order, an advertisement, an account, an app, a digest, a word, a number
                "'session_id':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'",
                "'msg_uuid':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'",
                "'orderGuid':'C91E04B7D2F85A6397E1B04C8D52FA76'",
                "'slot_id':'4b7e19c0d2f85a6397e1b04c8d52fa76'",
                "'userdid':'4b7e19c0d2f85a6397e1b04c8d52fa76'",
                "'app_id':'4b7e19c0d2f85a6397e1b04c8d52fa76'",
                "'boot_id':'0f7a4c91-62de-4b38-9c05-e81d27ba5f46'",
                "'tpl_id':'4b7e19c0d2f85a6397e1b04c8d52fa76'",
                "'sign':'4b7e19c0d2f85a6397e1b04c8d52fa76'",
                "'local_id':'HomeFragment_2026_Winter'",
                "'local_id':'1772600000123456'",
            })
    void ids_of_other_things_are_not(String field) {
        assertThat(typesIn("{" + TWO + "," + field + "}")).doesNotContain("device_fingerprint");
    }

    @Test
    void one_identifier_is_enough_beside_a_model_and_a_system() {
        assertThat(
                        typesIn(
                                "{'imei':'869702048391271','model':'MI 5','osVersion':'6.0.1','hdid':'4b7e19c0d2f85a6397e1b04c8d52fa76'}"))
                .contains("device_fingerprint");
        assertThat(typesIn("{'model':'MI 5','osVersion':'6.0.1','hdid':'4b7e19c0d2f85a6397e1b04c8d52fa76'}"))
                .isEmpty();
    }

    @Test
    void nor_is_one_beside_a_single_identifier_or_none_that_is_one() {
        String own = "'localId':'4b7e19c0d2f85a6397e1b04c8d52fa7630c9e1b48d25fa7063'";
        assertThat(typesIn("{'imei':'869702048391271'," + own + "}")).doesNotContain("device_fingerprint");
        assertThat(typesIn("{'imei':'000000000000000','android_id':'','mac':'02:00:00:00:00:00'," + own + "}"))
                .isEmpty();
    }
}
