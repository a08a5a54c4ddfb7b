package io.mingcha.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;

/**
 * A capture that runs as a process.
 *
 * @param session id of what it records
 */
record CaptureProcess(RunningCommand command, String session, InetSocketAddress proxy) {

    /** Once it listens. */
    static CaptureProcess of(RunningCommand command) {
        Matcher hello = command.waitForLine("^Session (\\S+) · proxy at 127\\.0\\.0\\.1:(\\d+)$");
        int port = Integer.parseInt(hello.group(2));
        return new CaptureProcess(
                command, hello.group(1), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Waits until its terminal shows an exchange with this in its line. */
    void waitForExchange(String expression) {
        command.waitForLine("^#\\d+ .*" + expression);
    }
}
