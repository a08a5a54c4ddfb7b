package io.mingcha.store;

import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** A capturing process of its own: records until it is killed, and prints what it has answered and when. */
final class ChildCapture {
    private ChildCapture() {}

    public static void main(String[] args) throws InterruptedException {
        DataFolder folder = DataFolder.open(Path.of(args[0]));
        RecordingSession session = folder.sessions().create(Exchanges.SPEC, Instant.now());
        System.out.println("session " + session.session().id());
        FlowRecorder stream = Exchanges.request(session, "/stream", "long poll");
        for (int i = 0; ; i++) {
            Exchanges.exchange(session, "/" + i);
            System.out.println("answered " + i + " " + System.currentTimeMillis());
            if (i % 100 == 0) {
                byte[] piece = ("piece " + i + ";").getBytes(StandardCharsets.UTF_8);
                Exchanges.send(stream, Direction.RESPONSE, piece, session.now());
            }
            if (i % 50 == 0) {
                Thread.sleep(1);
            }
        }
    }

    static Process start(Path data) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildCapture.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
