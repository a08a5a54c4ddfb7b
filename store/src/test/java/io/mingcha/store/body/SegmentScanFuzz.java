package io.mingcha.store.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;

class SegmentScanFuzz {
    private static final String SESSION = "a-session";
    private static final int FIRST = 1;

    @TempDir
    Path folder;

    private record Found(int ordinal, RecordKind kind, long offset, Extent extent) {}

    @FuzzTest
    void only_what_is_whole_is_found_and_kept(byte[] data) throws IOException {
        write(data);
        check(data.length);
        byte[] segment =
                Arrays.copyOf(SegmentFormat.header(FIRST, SESSION).array(), SegmentFormat.HEADER + data.length);
        System.arraycopy(data, 0, segment, SegmentFormat.HEADER, data.length);
        write(segment);
        check(segment.length);
    }

    @FuzzTest
    void damage_ends_what_is_found_at_the_record_it_is_in(byte[] data) throws IOException {
        ByteBuffer segment = ByteBuffer.allocate(SegmentFormat.HEADER + data.length * 25 + 25);
        segment.put(SegmentFormat.header(FIRST, SESSION));
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < data.length; ) {
            int length = Math.min(data[at] & 0x3f, data.length - at - 1);
            ByteBuffer body = ByteBuffer.wrap(data, at + 1, length);
            SegmentFormat.putRecordHeader(segment, new CRC32C(), at, RecordKind.values()[length % 3], at, body);
            segment.put(body);
            ends.add(segment.position());
            at += 1 + length;
        }
        byte[] bytes = Arrays.copyOf(segment.array(), segment.position());
        write(bytes);
        assertThat(check(bytes.length)).hasSameSizeAs(ends);

        int hash = Arrays.hashCode(data);
        int place = SegmentFormat.HEADER + Math.floorMod(hash, Math.max(1, bytes.length - SegmentFormat.HEADER));
        if (place < bytes.length) {
            bytes[place] ^= (byte) (1 << Math.floorMod(hash >> 8, 8));
            write(bytes);
            assertThat(check(bytes.length))
                    .hasSize((int) ends.stream().filter(end -> end <= place).count());
        }
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(SegmentFormat.file(folder, FIRST), bytes);
    }

    private List<Found> check(int length) throws IOException {
        List<Found> found = new ArrayList<>();
        SegmentScan.Result result =
                SegmentScan.scan(folder, FIRST, SESSION, (o, k, at, extent) -> found.add(new Found(o, k, at, extent)));
        assertThat(result.length()).isEqualTo(length);
        assertThat(result.whole()).isBetween(0L, (long) length);
        assertThat(result.records()).isEqualTo(found.size());
        long at = SegmentFormat.HEADER;
        for (Found record : found) {
            assertThat(record.extent().position()).isEqualTo(at + SegmentFormat.RECORD_HEADER);
            at = record.extent().position() + record.extent().length();
        }
        assertThat(result.whole()).isIn(0L, at);
        return found;
    }
}
