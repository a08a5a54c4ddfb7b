package io.mingcha.onboarding;

import io.mingcha.settings.Text;
import java.util.Locale;

/** What has to be so before a capture of a device is worth anything. */
public enum Check {
    REACHED("经过代理", "Through the proxy"),
    TRUSTED("信任证书", "Certificate trusted"),
    HTTP3("HTTP/3", "HTTP/3"),
    CLOCK("时钟", "Clock"),
    NAMES("域名解析（DNS）", "Names (DNS)");

    private final Text title;

    Check(String zh, String en) {
        this.title = Text.of(zh, en);
    }

    public Text title() {
        return title;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
