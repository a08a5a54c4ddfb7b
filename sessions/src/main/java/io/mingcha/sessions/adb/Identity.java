package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What identifies the device, as far as its shell is told. What it hides is left out, not guessed. */
final class Identity {
    private static final Pattern MAC = Pattern.compile("\\b([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5})\\b");
    private static final Pattern ETHER =
            Pattern.compile("(?:link/ether |^)([0-9a-f]{2}(?::[0-9a-f]{2}){5})\\b", Pattern.MULTILINE);
    private static final Pattern INET = Pattern.compile("\\binet6? ([0-9a-fA-F.:]+)/");
    private static final Pattern SSID = Pattern.compile("\\bSSID: \"([^\"]+)\"");
    private static final Pattern BSSID = Pattern.compile("\\bBSSID: ([0-9a-fA-F:]{17})");
    private static final Pattern ACCOUNT = Pattern.compile("Account \\{name=([^,}]+), type=");
    private static final Pattern ICCID = Pattern.compile("\\bicc_id=(\\d{18,20})\\b");
    private static final Pattern NUMBER = Pattern.compile("\\bnumber=(\\+?\\d{5,15})\\b");
    private static final Pattern IMSI = Pattern.compile("\\bimsi=(\\d{14,15})\\b");
    private static final Pattern DEVICE_ID = Pattern.compile("Device ID = (\\d{15})\\b");
    private static final Pattern PARCEL = Pattern.compile("'([^']*)'");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package:(\\S+)$");
    /** What Android says instead of an address that it hides. */
    private static final Set<String> HIDDEN =
            Set.of("02:00:00:00:00:00", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "null", "unknown", "");

    private final Shell shell;
    private final Map<String, Set<String>> found = new LinkedHashMap<>();

    private Identity(Shell shell) {
        this.shell = shell;
    }

    static Map<String, List<String>> of(Shell shell) {
        Identity identity = new Identity(shell);
        identity.settings();
        identity.network();
        identity.phone();
        identity.contents();
        Map<String, List<String>> values = new LinkedHashMap<>();
        identity.found.forEach((type, texts) -> values.put(type, List.copyOf(texts)));
        return values;
    }

    private void settings() {
        add("android_id", List.of(said("settings get secure android_id")));
        add("serial_number", List.of(said("getprop ro.serialno"), said("getprop ro.boot.serialno")));
        add("device_model_build", List.of(said("getprop ro.product.model"), said("getprop ro.build.fingerprint")));
        add("operator_network", Arrays.asList(said("getprop gsm.operator.alpha").split(",")));
    }

    private void network() {
        add("mac", all(ETHER, said("cat /sys/class/net/wlan0/address; ip link")));
        add("mac", List.of(said("settings get secure bluetooth_address")));
        add(
                "ip_address",
                all(INET, said("ip addr")).stream()
                        .filter(a -> !a.startsWith("127.") && !a.equals("::1") && !a.startsWith("fe80"))
                        .toList());
        String wifi = said("dumpsys wifi | grep mWifiInfo");
        add("ssid", all(SSID, wifi));
        add("bssid", all(BSSID, wifi));
        add("bluetooth_devices", all(MAC, after(said("dumpsys bluetooth_manager"), "Bonded devices:")));
    }

    private void phone() {
        String parcel = String.join("", all(PARCEL, said("service call iphonesubinfo 1 s16 com.android.shell")));
        add(
                "imei",
                List.of(parcel.replace(".", "").strip()).stream()
                        .filter(Identity::isImei)
                        .toList());
        add(
                "imei",
                all(DEVICE_ID, said("dumpsys iphonesubinfo")).stream()
                        .filter(Identity::isImei)
                        .toList());
        String sims = said("content query --uri content://telephony/siminfo");
        add("iccid", all(ICCID, sims));
        add("phone_number", all(NUMBER, sims));
        add("imsi", all(IMSI, sims));
    }

    private void contents() {
        add("account_list", all(ACCOUNT, said("dumpsys account")));
        add("app_list", all(PACKAGE, said("pm list packages -3")));
    }

    /** Nothing if it takes too long: some services of some phones never answer. */
    private String said(String command) {
        try {
            return shell.text(command);
        } catch (DeviceTrouble trouble) {
            if (trouble.kind() == DeviceTrouble.Kind.TIMEOUT) {
                return "";
            }
            throw trouble;
        }
    }

    private void add(String type, Collection<String> values) {
        for (String value : values) {
            String text = value.strip();
            if (!HIDDEN.contains(text.toLowerCase(Locale.ROOT))) {
                found.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(text);
            }
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return new ArrayList<>(pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList());
    }

    private static String after(String text, String heading) {
        int at = text.indexOf(heading);
        if (at < 0) {
            return "";
        }
        int end = text.indexOf("\n\n", at);
        return text.substring(at, end < 0 ? text.length() : end);
    }

    /** Fifteen digits with the right check digit: the number of the call differs among versions, and others answer too. */
    private static boolean isImei(String text) {
        if (!text.matches("\\d{15}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            int weighed = i % 2 == 1 ? 2 * digit : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return sum % 10 == 0;
    }
}
