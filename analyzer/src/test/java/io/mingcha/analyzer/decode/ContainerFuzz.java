package io.mingcha.analyzer.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class ContainerFuzz {
    @FuzzTest
    void an_archive_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(behind("PK\3\4", data));
    }

    @FuzzTest
    void a_database_is_opened_within_bounds(byte[] data) {
        byte[] pages = behind("SQLite format 3\0\2\0\1\1\0", data);
        WithinBounds.open(Arrays.copyOf(pages, Math.max(512, pages.length + 511 & ~511)));
    }

    @FuzzTest
    void a_picture_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(behind("\u00FF\u00D8\u00FF\u00E1\0\u00FFExif\0\0II*\0", data));
    }

    private static byte[] behind(String magic, byte[] data) {
        byte[] head = magic.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, whole, head.length, data.length);
        return whole;
    }
}
