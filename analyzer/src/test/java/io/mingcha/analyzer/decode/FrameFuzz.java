package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;

class FrameFuzz {

    @FuzzTest
    void frames_follow_each_other_and_none_reaches_past_the_bytes(byte[] data) {
        Slice bytes = Slice.derived(data);
        int at = 0;
        while (at + 2 <= data.length) {
            Frame frame = Frame.at(bytes, at);
            if (frame == null) {
                return;
            }
            assertThat(frame.payload()).isBetween(at + 2, frame.end());
            assertThat(frame.end()).isBetween(at + 2, data.length);
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            frame.unmaskInto(clear, data);
            assertThat(clear.size()).isEqualTo(frame.length());
            at = frame.end();
        }
    }
}
