package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.qq.tars.protocol.tars.TarsInputStream;
import com.qq.tars.protocol.tars.TarsOutputStream;
import com.qq.tars.protocol.tars.TarsStructBase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JceFormTest {

    @Test
    void values_of_every_kind_are_read_by_the_numbers_of_their_fields() {
        TarsOutputStream out = utf8();
        out.write("868012345678904", 0);
        out.write(true, 1);
        out.write((short) 300, 2);
        out.write(70_000, 3);
        out.write(1764121800123L, 4);
        out.write(0, 5);
        out.write(1.5f, 6);
        out.write(31.230416, 7);
        out.write(List.of("a", "陈晓明"), 8);
        out.write(Map.of("imei", "864987650123457"), 9);
        out.write(new Device(), 10);
        out.write("x".repeat(300), 20);
        Opened opened = Opened.of(out.toByteArray());

        assertThat(opened.text("jce $.0")).isEqualTo("868012345678904");
        assertThat(opened.recorded("jce $.0")).isEqualTo("868012345678904");
        assertThat(opened.text("jce $.1")).isEqualTo("1");
        assertThat(opened.text("jce $.2")).isEqualTo("300");
        assertThat(opened.text("jce $.3")).isEqualTo("70000");
        assertThat(opened.text("jce $.4")).isEqualTo("1764121800123");
        assertThat(opened.text("jce $.5")).isEqualTo("0");
        assertThat(opened.text("jce $.6")).isEqualTo("1.5");
        assertThat(opened.text("jce $.7")).isEqualTo("31.230416");
        assertThat(opened.text("jce $.8[1]")).isEqualTo("陈晓明");
        assertThat(opened.text("jce $.9.imei")).isEqualTo("864987650123457");
        assertThat(opened.text("jce $.10.1")).isEqualTo("a3d91f0c47be2856");
        assertThat(opened.text("jce $.20")).hasSize(300);
    }

    @Test
    void what_is_packed_in_bytes_is_opened_too() {
        TarsOutputStream inner = utf8();
        inner.write(new Device(), 0);
        TarsOutputStream out = utf8();
        out.write("service", 0);
        out.write(inner.toByteArray(), 1);

        assertThat(Opened.of(out.toByteArray()).text("jce $.1 ▸ jce $.0.1")).isEqualTo("a3d91f0c47be2856");
    }

    @Test
    void texts_of_older_clients_are_in_gbk() {
        TarsOutputStream out = new TarsOutputStream();
        out.setServerEncoding("GBK");
        out.write("江苏省南京市秦淮区太平南路", 0);
        out.write("864987650123457", 1);

        assertThat(texts(Opened.of(out.toByteArray()))).contains("江苏省南京市秦淮区太平南路", "864987650123457");
    }

    @Test
    void a_call_as_bugly_sends_it_is_opened_to_the_account_in_it() throws IOException {
        try (InputStream recorded = JceFormTest.class.getResourceAsStream("bugly-async.gz")) {
            Opened call = Opened.of(Objects.requireNonNull(recorded).readAllBytes());

            assertThat(call.text("gzip ▸ jce $.5")).isEqualTo("RqdServer");
            assertThat(call.text("gzip ▸ jce $.7 ▸ jce $.0.detail ▸ jce $.0.2")).isEqualTo("org.robolectric.default");
            assertThat(texts(call)).contains("u-58213377", "4f1e9b7c2a6d8035");
        }
    }

    @Test
    void what_is_cut_or_out_of_order_is_none() {
        TarsOutputStream out = utf8();
        out.write("868012345678904", 0);
        out.write(new Device(), 1);
        byte[] whole = out.toByteArray();
        byte[] twice = new byte[2 * whole.length];
        System.arraycopy(whole, 0, twice, 0, whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);

        assertThat(Opened.of(Arrays.copyOf(whole, whole.length - 3)).paths()).noneMatch(p -> p.contains("jce"));
        assertThat(Opened.of(twice).paths()).noneMatch(p -> p.contains("jce"));
    }

    @Test
    void a_number_in_more_bytes_than_it_needs_is_none() {
        byte[] wide = ByteBuffer.allocate(24)
                .put((byte) 0x06)
                .put((byte) 15)
                .put("868012345678904".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0x12)
                .putInt(7)
                .put(new byte[] {0x2C, 0x3C})
                .array();

        assertThat(Opened.of(wide).paths()).noneMatch(p -> p.contains("jce"));
    }

    @Test
    void random_bytes_that_begin_as_a_struct_does_are_none() {
        Random random = new Random(31);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[12 + random.nextInt(200)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (random.nextInt(2) << 4 | random.nextInt(14));
            read += Opened.of(bytes).paths().stream().anyMatch(p -> p.contains("jce")) ? 1 : 0;
        }
        assertThat(read).isZero();
    }

    private static List<String> texts(Opened opened) {
        return opened.nodes().stream().map(Node::text).toList();
    }

    private static TarsOutputStream utf8() {
        TarsOutputStream out = new TarsOutputStream();
        out.setServerEncoding("UTF-8");
        return out;
    }

    private static final class Device extends TarsStructBase {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeTo(TarsOutputStream out) {
            out.write("V2243A", 0);
            out.write("a3d91f0c47be2856", 1);
            out.write(33, 3);
        }

        @Override
        public void readFrom(TarsInputStream in) {
            throw new UnsupportedOperationException();
        }
    }
}
