package io.mingcha.analyzer.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

class CompressionFuzz {
    private static final List<byte[]> MAGIC = List.of(
            HexFormat.of().parseHex("04224d1860400082"),
            "LZ4Block".getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().parseHex("ff060000734e61507059"),
            HexFormat.of().parseHex("82534e4150505900"),
            HexFormat.of().parseHex("28b52ffd"),
            HexFormat.of().parseHex("1f8b0800000000000000"),
            new byte[0]);

    @FuzzTest
    void a_compressed_stream_is_opened_within_bounds(byte[] data) {
        byte[] magic = MAGIC.get(data.length == 0 ? 0 : (data[0] & 0xFF) % MAGIC.size());
        byte[] stream = new byte[magic.length + data.length];
        System.arraycopy(magic, 0, stream, 0, magic.length);
        System.arraycopy(data, 0, stream, magic.length, data.length);
        WithinBounds.open(stream);
    }
}
