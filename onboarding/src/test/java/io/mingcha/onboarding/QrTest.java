package io.mingcha.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was drawn is read again by a reader that sees pixels only. */
class QrTest {
    private static final int SCALE = 4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.23:8888/pair/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                "明察 http://[fd00::1]:8888/",
                "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\nAddress = 10.200.1.2/32\n"
                        + "DNS = 10.200.1.1\n\n[Peer]\nPublicKey = xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\n"
                        + "AllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = 192.168.1.23:51820\n"
            })
    void both_forms_are_read_again(String text) throws Exception {
        assertThat(read(ofSvg(Qr.svg(text)))).isEqualTo(text);
        assertThat(read(ofTerminal(Qr.terminal(text)))).isEqualTo(text);
    }

    @Test
    void what_fits_no_code_is_refused() {
        assertThatThrownBy(() -> Qr.svg("x".repeat(4_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String read(boolean[][] dark) throws Exception {
        int size = dark.length * SCALE;
        int[] pixels = new int[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = dark[i / size / SCALE][i % size / SCALE] ? 0 : 0xFFFFFF;
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels))))
                .getText();
    }

    private static boolean[][] ofSvg(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(box.find()).isTrue();
        boolean[][] dark = new boolean[Integer.parseInt(box.group(1))][Integer.parseInt(box.group(1))];
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(svg);
        while (run.find()) {
            int from = Integer.parseInt(run.group(1));
            Arrays.fill(dark[Integer.parseInt(run.group(2))], from, from + Integer.parseInt(run.group(3)), true);
        }
        return dark;
    }

    private static boolean[][] ofTerminal(String text) {
        List<String> lines = text.lines()
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
                .toList();
        int size = lines.get(0).length();
        boolean[][] dark = new boolean[size + 1][size + 1];
        for (int row = 0; row < lines.size(); row++) {
            for (int column = 0; column < size; column++) {
                char c = lines.get(row).charAt(column);
                dark[2 * row][column] |= c == '█' || c == '▀';
                if (2 * row + 1 <= size) {
                    dark[2 * row + 1][column] |= c == '█' || c == '▄';
                }
            }
        }
        return dark;
    }
}
