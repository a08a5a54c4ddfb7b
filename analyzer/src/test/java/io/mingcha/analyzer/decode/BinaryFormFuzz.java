package io.mingcha.analyzer.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class BinaryFormFuzz {
    @FuzzTest
    void a_binary_form_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(data);
    }

    @FuzzTest
    void a_form_with_its_length_in_front_is_opened_within_bounds(byte[] data) {
        byte[] framed = new byte[data.length + 5];
        framed[0] = (byte) (data.length & 1);
        for (int i = 1; i < 5; i++) {
            framed[i] = (byte) (data.length >> 8 * (4 - i));
        }
        System.arraycopy(data, 0, framed, 5, data.length);
        WithinBounds.open(framed);
        WithinBounds.open(Arrays.copyOfRange(framed, 1, framed.length));
        byte[] bson = framed.clone();
        for (int i = 0; i < 4; i++) {
            bson[i] = (byte) (bson.length >> 8 * i);
        }
        bson[bson.length - 1] = 0;
        WithinBounds.open(bson);
    }
}
