package io.mingcha.store;

import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A capturing process of its own: records until it is killed, and prints what it has answered and when. */
final class ChildCapture {
    private ChildCapture() {}

    public static void main(String[] args) throws InterruptedException {
        DataFolder folder = DataFolder.open(Path.of(args[0]));
        RecordingSession session = folder.sessions().create(Exchanges.SPEC, Instant.now());
        System.out.println("session " + session.session().id());
        FlowRecorder stream = Exchanges.request(session, "/stream", "long poll");
        for (int i = 0; ; i++) {
            awaitRoom(session);
            Exchanges.exchange(session, "/" + i);
            System.out.println("answered " + i + " " + System.currentTimeMillis());
            if (i % 100 == 0) {
                byte[] piece = ("piece " + i + ";").getBytes(StandardCharsets.UTF_8);
                Exchanges.send(stream, Direction.RESPONSE, piece, session.now());
            }
            if (i % 15 == 0) {
                // some ten thousand a second, the rate of a proxy at its limit
                Thread.sleep(1);
            }
        }
    }

    /** What the proxy does: reads no further while the recorder is behind. */
    private static void awaitRoom(RecordingSession session) throws InterruptedException {
        if (!session.isWritable()) {
            CountDownLatch room = new CountDownLatch(1);
            session.whenWritable(room::countDown);
            room.await();
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
