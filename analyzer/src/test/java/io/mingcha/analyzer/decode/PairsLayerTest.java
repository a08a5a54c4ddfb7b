package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsLayerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net=wifi;phone=13712345671;os=12",
                "net=wifi; phone=13712345671",
                "net:wifi|phone:13712345671",
                "net=wifi, phone=13712345671",
                "net=wifi\nphone=13712345671",
                "网络:wifi;phone:13712345671",
                "net=wifi##phone=13712345671##oaid=",
                "net=wifi^phone=13712345671^os=12",
                "k\tQx7\nti\t1772676080112\nt\tx\np\tAndroid\nosn\tAndroid\nosv\t14\nphone\t13712345671\ncn\tTelenor",
            })
    void text_that_is_all_names_and_values_is_read_as_them(String text) {
        Opened opened = Opened.of(text);

        assertThat(opened.text("text ▸ pairs:phone")).isEqualTo("13712345671");
        assertThat(opened.recorded("text ▸ pairs:phone")).isEqualTo("13712345671");
    }

    @Test
    void what_they_hold_is_opened_further() {
        assertThat(Opened.of("a=1;b={\"phone\":\"137\"}").text("text ▸ pairs:b ▸ json $.phone"))
                .isEqualTo("137");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone=13712345671",
                "net=wifi; and so on",
                "net=wifi;phone:13712345671",
                "see: the train, the bus",
                "com.a.b:1.2|com.a.c:1.3",
                "陈晓:13712345671,王芳:13712345672",
                "a4:5e:60:c2:1b:9d|b4:5e:60:c2:1b:9d",
                "08:00;09:00",
                "#phone=13712345671",
                "color=#fff",
                "#topic# phone=13712345671 #more#",
                "phone=13712345671#top",
                "C# and F#: languages",
                "7#301 phone=13712345671",
                "## heading: one ## heading two",
                "https://shop.example/a?phone=13712345671#b=1",
                "room=3#door",
                "2^10 is phone=13712345671",
                "net\twifi\nphone\t13712345671",
                "net\twifi\nphone\t13712345671\nos\t12\ncn\tx",
                "net\twifi\tphone\t13712345671\tos\t12\tosv\t14\tcn\tx",
                "user\tphone\nan\t13712345671\nbo\t13712345672\ncy\t13712345673\ndi\t13712345674\nel\t13712345675\nfi\t13712345676\ngo\t13712345677",
                "City\tCode\nParis\t75\nLyon\tx\nNice\t06\nLille\t59\nNantes\t44\nMetz\t57\nBrest\t29",
                "net\twifi\nphone\t13712345671\nand so on\nos\t12\nosv\t14\ncn\tx",
                "#1=ok#2",
            })
    void text_that_is_more_or_less_than_that_is_left_alone(String text) {
        assertThat(Opened.of(text).paths()).noneMatch(path -> path.contains("pairs"));
    }
}
