package io.mingcha.testkit.phone;

import java.util.Set;

/** An app on a phone. Its callbacks run one at a time, on the phone's threads. */
public interface PhoneApp {

    String packageName();

    default String versionName() {
        return "1.0";
    }

    /** A name that apps of one developer share, and with it one user id; empty for none. */
    default String sharedUser() {
        return "";
    }

    /** The permissions that it may be granted, by their full names. */
    default Set<String> permissions() {
        return Set.of();
    }

    /** What it shows while it is in front. */
    default View screen(FakePhone phone) {
        return View.screen(View.label("title", packageName()));
    }

    /** Somebody starts it, or brings it to the front. */
    default void onLaunch(FakePhone phone) {}

    /** It is to show an address; only the app {@code com.android.browser} is ever asked. */
    default void onOpen(FakePhone phone, String url) {}

    /** Somebody taps what of it is clickable. */
    default void onTap(FakePhone phone, View view) {}

    /** Somebody types. */
    default void onText(FakePhone phone, String text) {}

    /** The key with this number is pressed. */
    default void onKey(FakePhone phone, int key) {}

    /** It leaves the front. */
    default void onBackground(FakePhone phone) {}

    /** It is to forget everything. */
    default void onClear(FakePhone phone) {}
}
