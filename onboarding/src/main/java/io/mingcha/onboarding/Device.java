package io.mingcha.onboarding;

import io.mingcha.onboarding.CheckResult.State;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/** What is known of one device, by its address. Guarded by {@link DeviceChecks}. */
final class Device {
    private static final Text CHECK_PAGE =
            Text.of("在设备上打开 http://mingcha.test/check", "Open http://mingcha.test/check on the device");

    private final boolean resolves;
    private Optional<DeviceSystem> system = Optional.empty();
    private Optional<String> run = Optional.empty();
    private boolean direct;
    private boolean proxied;
    private boolean trusted;
    private Optional<String> refusal = Optional.empty();
    private boolean named;
    private boolean nameFetched;
    private Optional<ClockReading> clock = Optional.empty();
    private int quicRefused;
    private int quicPassed;

    /**
     * @param resolves whether this capture answers for names
     */
    Device(boolean resolves) {
        this.resolves = resolves;
    }

    /** Begins anew with what its browser is asked to do; what the session shows stays. */
    void begin(String id) {
        run = Optional.of(id);
        trusted = false;
        refusal = Optional.empty();
        named = false;
        nameFetched = false;
    }

    void runs(DeviceSystem on) {
        system = Optional.of(on);
    }

    void cameDirectly() {
        direct = true;
    }

    void cameThrough() {
        proxied = true;
    }

    void trusts() {
        proxied = true;
        trusted = true;
        refusal = Optional.empty();
    }

    void refuses(String how) {
        proxied = true;
        if (!trusted) {
            refusal = Optional.of(how);
        }
    }

    boolean trustIsKnown() {
        return trusted || refusal.isPresent();
    }

    void askedForName() {
        named = true;
    }

    void fetchedByName() {
        nameFetched = true;
    }

    void reads(ClockReading reading) {
        clock = Optional.of(reading);
    }

    void triedQuic(boolean refused) {
        if (refused) {
            quicRefused++;
        } else {
            quicPassed++;
        }
    }

    Optional<DeviceSystem> system() {
        return system;
    }

    Optional<String> run() {
        return run;
    }

    List<CheckResult> results() {
        return List.of(reached(), trust(), http3(), time(), names());
    }

    private CheckResult reached() {
        if (proxied) {
            return CheckResult.passed(Check.REACHED, "此设备的请求经过代理", "requests of this device come through the proxy");
        }
        return direct
                ? CheckResult.failed(
                        Check.REACHED,
                        Text.of("页面是直接打开的，没有经过代理", "the page was opened directly, not through the proxy"),
                        Text.of(
                                "在设备的 Wi-Fi 设置中把代理设为手动，并填写首页所示的地址和端口",
                                "Set the proxy of the device's Wi-Fi to manual, with the address and port that the start page shows"))
                : CheckResult.pending(Check.REACHED, Text.of("尚无请求", "no request yet"), CHECK_PAGE);
    }

    private CheckResult trust() {
        if (trusted) {
            return CheckResult.passed(
                    Check.TRUSTED,
                    "设备接受了代理的证书，HTTPS 可读",
                    "the device accepted the proxy's certificate; HTTPS can be read");
        }
        if (refusal.isPresent()) {
            return CheckResult.failed(
                    Check.TRUSTED,
                    Text.of(
                            "设备拒绝了代理的证书：" + refusal.get(),
                            "the device refused the proxy's certificate: " + refusal.get()),
                    system.equals(Optional.of(DeviceSystem.IOS))
                            ? Text.of(
                                    "安装描述文件后，在 设置 → 通用 → 关于本机 → 证书信任设置 中打开开关",
                                    "After installing the profile, switch it on in Settings → General → About → Certificate Trust Settings")
                            : Text.of(
                                    "在设备上打开 http://mingcha.test/ 并按步骤安装证书",
                                    "Open http://mingcha.test/ on the device and install the certificate as it says"));
        }
        if (run.isEmpty()) {
            return CheckResult.pending(Check.TRUSTED, Text.of("尚未检查", "not checked yet"), CHECK_PAGE);
        }
        return proxied
                ? CheckResult.failed(
                        Check.TRUSTED,
                        Text.of("没有收到发往 https://mingcha.test 的请求", "no request for https://mingcha.test arrived"),
                        Text.of("为 HTTPS 也设置代理，再重新检查", "Set the proxy for HTTPS as well, then check again"))
                : CheckResult.pending(
                        Check.TRUSTED,
                        Text.of("要先经过代理", "to be told once the device comes through the proxy"),
                        Text.of("先设置代理，再重新检查", "Set the proxy first, then check again"));
    }

    private CheckResult http3() {
        if (quicPassed > 0) {
            return CheckResult.failed(
                    Check.HTTP3,
                    Text.of("有 " + quicPassed + " 条 UDP 443 通过而未读", quicPassed + " flow(s) on UDP 443 passed unread"),
                    Text.of("在网关上拒绝 UDP 443", "Refuse UDP 443 at the gateway"));
        }
        return quicRefused > 0
                ? CheckResult.passed(
                        Check.HTTP3,
                        "尝试 " + quicRefused + " 次，均被拒绝，应用改用可读的 TCP",
                        "tried " + quicRefused + " time(s) and refused; apps fall back to TCP, which is read")
                : CheckResult.unknown(
                        Check.HTTP3,
                        "未见到；HTTP 代理看不到 UDP，若要确知请用隧道或重定向",
                        "nothing seen; an HTTP proxy sees no UDP: only a tunnel or redirected traffic can tell");
    }

    private CheckResult time() {
        return clock.map(ClockReading::result)
                .orElseGet(() -> CheckResult.pending(Check.CLOCK, Text.of("尚未检查", "not checked yet"), CHECK_PAGE));
    }

    private CheckResult names() {
        if (named) {
            return CheckResult.passed(Check.NAMES, "设备向我们查询域名", "the device asks us for names");
        }
        if (!resolves) {
            return CheckResult.unknown(Check.NAMES, "本次捕获不解析域名（--dns）", "this capture answers for no names (--dns)");
        }
        if (nameFetched) {
            return CheckResult.unknown(
                    Check.NAMES,
                    "浏览器把域名交给代理；其他查询无法得知",
                    "the browser leaves names to the proxy; of other questions nothing is known");
        }
        return run.isEmpty() || reached().state() != State.PASSED
                ? CheckResult.pending(Check.NAMES, Text.of("尚未检查", "not checked yet"), CHECK_PAGE)
                : CheckResult.failed(
                        Check.NAMES,
                        Text.of("设备向别处查询域名", "the device asks somebody else for names"),
                        Text.of(
                                "把设备的 DNS 设为本机地址，并关闭“私人 DNS”",
                                "Set the device's DNS to this machine's address, and switch «Private DNS» off"));
    }
}
