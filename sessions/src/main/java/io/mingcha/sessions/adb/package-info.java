/**
 * Android phones and emulators by the adb server, in its own protocol: reading and touching the screen, apps, clock, sockets
 * and identifiers, the proxy and the root certificate. Everything that is changed is noted on disk first and put back.
 *
 * <p>Knows {@code sessions.device}, {@code sessions.attribution} and {@code settings}. Known by whoever runs a plan.
 */
@NullMarked
package io.mingcha.sessions.adb;

import org.jspecify.annotations.NullMarked;
