package io.mingcha.cli;

import java.net.InetSocketAddress;

/**
 * A capture that runs as a process.
 *
 * @param session id of what it records
 */
record CaptureProcess(RunningCommand command, String session, InetSocketAddress proxy) {

    /** Waits until its terminal shows an exchange with this in its line. */
    void waitForExchange(String expression) {
        command.waitForLine("^#\\d+ .*" + expression);
    }
}
