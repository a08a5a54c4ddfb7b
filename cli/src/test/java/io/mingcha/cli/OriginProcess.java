package io.mingcha.cli;

import io.mingcha.testkit.Script;
import io.mingcha.testkit.TlsWorld;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Servers of a small internet as a process of its own, for another network namespace: {@code FOLDER NAME…}. */
final class OriginProcess {
    private OriginProcess() {}

    public static void main(String[] args) throws InterruptedException {
        try (TlsWorld world = TlsWorld.in(Path.of(args[0]))) {
            Script script = Script.answering((peer, request) -> peer.reply(200, "well"));
            int secure =
                    world.tls(script, Arrays.copyOfRange(args, 1, args.length)).port();
            int plain = world.plain(script).port();
            System.out.println("tls " + secure + " plain " + plain);
            new CountDownLatch(1).await();
        }
    }
}
