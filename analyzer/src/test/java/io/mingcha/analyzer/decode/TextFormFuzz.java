package io.mingcha.analyzer.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class TextFormFuzz {
    @FuzzTest
    void a_page_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(behind("<html>", data));
    }

    @FuzzTest
    void a_wrapped_text_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(behind("cb(", data));
        WithinBounds.open(behind("a=%7B%22&b=", data));
        WithinBounds.open(behind("{\"a\":\"", data));
    }

    private static byte[] behind(String start, byte[] data) {
        byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, whole, head.length, data.length);
        return whole;
    }
}
