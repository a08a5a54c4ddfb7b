package io.mingcha.cli.run;

import io.mingcha.cli.command.Context;
import io.mingcha.sessions.run.Person;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whoever sits at the terminal. */
final class TerminalPerson implements Person {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Context context;

    TerminalPerson(Context context) {
        this.context = context;
    }

    @Override
    public Optional<String> ask(Text question, boolean answered, Duration time) {
        context.say("? " + question.in(context.language()));
        context.say(
                (answered ? "  输入后按回车" : "  完成后按回车") + "（" + time.toSeconds() + " 秒内）",
                (answered ? "  type the answer and press Enter" : "  press Enter when done") + " (within "
                        + time.toSeconds() + " s)");
        context.out().flush();
        long until = System.nanoTime() + time.toNanos();
        StringBuilder line = new StringBuilder();
        try {
            while (System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted()) {
                if (System.in.available() == 0) {
                    LockSupport.parkNanos(PAUSE);
                    continue;
                }
                byte[] read = System.in.readNBytes(System.in.available());
                line.append(new String(read, StandardCharsets.UTF_8));
                int end = line.indexOf("\n");
                if (end >= 0) {
                    return Optional.of(line.substring(0, end).strip());
                }
            }
        } catch (IOException e) {
            // There is nobody then.
        }
        return Optional.empty();
    }
}
