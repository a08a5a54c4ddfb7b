package io.mingcha.testkit.phone;

import java.util.ArrayList;
import java.util.List;

/** What the phone has noted of its apps, as logcat tells it. */
final class EventLog {
    private final FakePhone phone;
    private final List<String> lines = new ArrayList<>();

    EventLog(FakePhone phone) {
        this.phone = phone;
    }

    private void add(String level, String tag, String text) {
        String time = phone.now().getEpochSecond() + "."
                + String.format("%03d", phone.now().getNano() / 1_000_000);
        lines.add(String.format("%19s  1234  1250 %s %-8s: %s", time, level, tag, text));
    }

    synchronized void crash(String app) {
        add("E", "AndroidRuntime", "FATAL EXCEPTION: main");
        add("E", "AndroidRuntime", "Process: " + app + ", PID: 4242");
        add("E", "AndroidRuntime", "java.lang.IllegalStateException: no network");
        add("I", "am_crash", "[4242,0," + app + ",545832516,java.lang.IllegalStateException,no network,Main.java,7]");
    }

    synchronized void hang(String app) {
        add("I", "am_anr", "[0,4242," + app + ",545832516,Input dispatching timed out (waited 5001ms)]");
    }

    synchronized String text() {
        return "--------- beginning of events\n" + String.join("\n", lines) + "\n";
    }
}
