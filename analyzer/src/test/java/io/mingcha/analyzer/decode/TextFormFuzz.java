package io.mingcha.analyzer.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

class TextFormFuzz {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/$-=";
    private static final List<Header> PARTS = List.of(new Header("Content-Type", "multipart/form-data; boundary=x"));

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

    @FuzzTest
    void a_text_of_any_form_is_opened_within_bounds(byte[] data) {
        byte[] rest = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
        switch (data.length == 0 ? 0 : data[0] & 15) {
            case 0 -> WithinBounds.open(behind("<?xml version=\"1.0\"?><!DOCTYPE a><a b=\"", rest));
            case 1 -> WithinBounds.open(behind("<plist version=\"1.0\"><dict><key>a</key><string>", rest));
            case 2 -> WithinBounds.open(behind("phone,name,time\n", rest));
            case 3 -> WithinBounds.open(behind("a|b|c;1|2|", rest));
            case 4 -> WithinBounds.open(behind("a=1;b=2;", rest));
            case 5 -> WithinBounds.open(behind("{\"a\":1}\n{\"a\":", rest));
            case 6 -> WithinBounds.open(behind("{\"columns\":[\"a\",\"b\"],\"rows\":[[1,", rest));
            case 7 -> WithinBounds.open(behind("\u00FF\u00FE", rest));
            case 8 -> WithinBounds.open(behind("{\"a\":\"\u00B0\u00A1", rest));
            case 9 ->
                WithinBounds.open(
                        Direction.REQUEST, PARTS, behind("--x\r\nContent-Disposition: form-data; name=", rest));
            case 10 -> WithinBounds.open(behind("d=", Base64.getEncoder().encode(rest)));
            case 11 ->
                WithinBounds.open(
                        behind("eyJhbGciOiJub25lIn0.", Base64.getUrlEncoder().encode(rest)));
            case 12 ->
                WithinBounds.open(behind("d=", HexFormat.of().formatHex(rest).getBytes(StandardCharsets.US_ASCII)));
            case 13 -> WithinBounds.open(behind("{\"a\":\"", letters(rest)));
            case 14 -> WithinBounds.target("/a?" + new String(rest, StandardCharsets.ISO_8859_1));
            default -> WithinBounds.open(Direction.REQUEST, headers(rest), new byte[0]);
        }
    }

    /** As lz-string and base64 write. */
    private static byte[] letters(byte[] data) {
        byte[] letters = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            letters[i] = (byte) LETTERS.charAt((data[i] & 0xFF) % LETTERS.length());
        }
        return letters;
    }

    private static List<Header> headers(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        return List.of(
                new Header("Cookie", text),
                new Header("User-Agent", text),
                new Header("Referer", "https://a.example/" + text),
                new Header("Content-Type", text));
    }

    private static byte[] behind(String start, byte[] data) {
        byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, whole, head.length, data.length);
        return whole;
    }
}
