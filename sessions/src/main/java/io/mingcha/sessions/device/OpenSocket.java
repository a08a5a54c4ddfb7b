package io.mingcha.sessions.device;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A socket that was open on the device.
 *
 * @param local its end on the device
 * @param remote the other end, as the device sees it
 * @param app the package, or {@code uid:1000} of one that has none or several
 * @param from when it was asked for, by this machine
 * @param to when the answer was there
 */
public record OpenSocket(InetSocketAddress local, InetSocketAddress remote, String app, Instant from, Instant to) {}
