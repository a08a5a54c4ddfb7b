package io.mingcha.testkit.phone;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Numbers, names and places of a phone that its programs tell, each by a key of its own. */
public final class Facts {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();
    private final Set<String> bound = new TreeSet<>();
    private String mock = "";
    private String messages = "";
    private int runtimes;

    Facts() {
        values.put("mac", "3c:5a:b4:01:02:03");
        values.put("ip", "192.168.7.23");
        values.put("tunnel", "");
        values.put("ssid", "Lab-5G");
        values.put("bssid", "a0:b1:c2:d3:e4:f5");
        values.put("imei", "490154203237518");
        values.put("iccid", "89860012345678901234");
        values.put("number", "+8613800138000");
        values.put("imsi", "460001234567890");
        values.put("account", "tester@example.com");
        values.put("headphones", "11:22:33:44:55:66");
    }

    /** One of {@code messages} ({@code closed}: whoever is not the messaging app writes none), {@code mac ip tunnel ssid bssid imei iccid number imsi account headphones}. */
    public synchronized Facts set(String key, String value) {
        values.put(key, value);
        return this;
    }

    synchronized String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** The position that a provider tells apps, if a test has set one: {@code latitude,longitude}. */
    public synchronized Optional<String> place(String provider) {
        return Optional.ofNullable(places.get(provider));
    }

    /** What the shell may do about mock locations: empty until somebody said. */
    public synchronized String mockLocation() {
        return mock;
    }

    /** What the shell may do about writing messages: empty until somebody said. */
    public synchronized String messageWriting() {
        return messages;
    }

    synchronized void messageWriting(String mode) {
        messages = mode.equals("default") ? "" : mode;
    }

    synchronized boolean mayWriteMessages() {
        return messages.equals("allow") && !get("messages").equals("closed");
    }

    synchronized void mockLocation(String mode) {
        mock = mode.equals("default") ? "" : mode;
    }

    /** Which name spaces see other certificates than the module's, by process. */
    public synchronized Set<String> boundProcesses() {
        return Set.copyOf(bound);
    }

    synchronized boolean bind(String process, boolean is) {
        return is ? bound.add(process) : bound.remove(process);
    }

    /** The processes that apps are born from. */
    synchronized String zygotes() {
        return (712 + 1000 * runtimes) + " " + (713 + 1000 * runtimes);
    }

    /** Android starts anew without the kernel: apps are born from other processes. */
    synchronized void restartRuntime() {
        runtimes++;
        bound.clear();
    }

    synchronized Map<String, String> places() {
        return places;
    }

    synchronized void restart() {
        bound.clear();
        places.clear();
    }
}
