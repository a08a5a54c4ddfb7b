package io.mingcha.analyzer.truth;

import java.util.List;

/**
 * What a request is made to leak.
 *
 * @param type of the data
 * @param manner by what it can be told
 * @param form how the value is written, such as {@code plain} or {@code SHA-256 base64}
 * @param fields in which it stands
 */
record Leak(String type, Manner manner, String form, List<Field> fields) {

    enum Manner {
        KNOWN,
        CHECKED,
        NAMED,
        BULK
    }

    /** A name and a value. */
    record Field(String name, String value) {}
}
