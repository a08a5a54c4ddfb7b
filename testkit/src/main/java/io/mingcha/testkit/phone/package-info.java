/**
 * A phone that is none: it speaks the device's side of adb, so that a real adb server takes it for an Android device, and
 * answers the commands that we send as Android's documentation and sources have them. Apps on it are callbacks that open real
 * sockets. It proves the protocol and our use of adb, not Android's behaviour.
 *
 * <p>{@link io.mingcha.testkit.phone.FakePhone} is the phone, {@link io.mingcha.testkit.phone.AdbWorld} an adb server of its
 * own beside it. Knows {@code testkit}. Known by tests only.
 */
@NullMarked
package io.mingcha.testkit.phone;

import org.jspecify.annotations.NullMarked;
