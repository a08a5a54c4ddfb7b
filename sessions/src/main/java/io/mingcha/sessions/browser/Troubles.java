package io.mingcha.sessions.browser;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.impl.TargetClosedError;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Playwright throws, as trouble of a device. */
final class Troubles {
    private static final Pattern MESSAGE = Pattern.compile("message='([^\n]*)");

    private Troubles() {}

    static DeviceTrouble of(DeviceTrouble.Kind kind, String device, Text what, Text remedy) {
        return new DeviceTrouble(kind, new Fault(what, device, remedy));
    }

    static DeviceTrouble from(PlaywrightException e, String device, String doing) {
        String said = said(e);
        Fault fault = new Fault(
                Text.of("浏览器未能完成 " + doing + "：" + said, "The browser did not do it (" + doing + "): " + said),
                device,
                remedy(said));
        return new DeviceTrouble(kind(e, said), fault, e);
    }

    /** The first line that says something: Playwright wraps the browser's own words. */
    private static String said(PlaywrightException e) {
        String all = String.valueOf(e.getMessage());
        Matcher message = MESSAGE.matcher(all);
        return message.find()
                ? message.group(1).strip()
                : all.lines().findFirst().orElse("");
    }

    private static DeviceTrouble.Kind kind(PlaywrightException e, String said) {
        if (e instanceof TimeoutError) {
            return DeviceTrouble.Kind.TIMEOUT;
        }
        String plain = said.toLowerCase(Locale.ROOT);
        if (e instanceof TargetClosedError || plain.contains("closed") || plain.contains("crash")) {
            return DeviceTrouble.Kind.SERVER_GONE;
        }
        return plain.contains("not attached") || plain.contains("detached")
                ? DeviceTrouble.Kind.NOT_FOUND
                : DeviceTrouble.Kind.REFUSED;
    }

    private static Text remedy(String said) {
        if (said.contains("ERR_CERT")) {
            return Text.of("请检查抓包的根证书是否已装入该浏览器", "Check that the browser was given the root of the capture");
        }
        if (said.contains("ERR_PROXY") || said.contains("ERR_TUNNEL")) {
            return Text.of("请检查抓包代理是否在运行", "Check that the proxy of the capture runs");
        }
        return Text.of("请检查地址与网络，然后重试", "Check the address and the network, then try again");
    }
}
