package io.mingcha.cli.traffic;

import io.mingcha.cli.command.ConfigFiles;
import io.mingcha.cli.command.Context;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.settings.Document;
import io.mingcha.settings.Fault;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * {@code config/intercept.yaml}, as shipped and as an analyst wrote it, whose rules come first; read again when either
 * changed: looked at when its rules are asked for, at most once a second.
 * While it is wrong, the rules stay as they were.
 */
public final class InterceptFile implements Supplier<InterceptRules> {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path shipped;
    private final Path own;
    private final Consumer<InvalidDocument> complain;
    private final LongSupplier clock;
    private InterceptRules rules;
    private List<State> states;
    private long looked;

    private record State(FileTime modified, long size) {
        static final State ABSENT = new State(FileTime.fromMillis(0), -1);

        static State of(Path file) {
            try {
                return new State(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                return ABSENT;
            }
        }
    }

    /**
     * Reads the files, which need not be there.
     *
     * @param own the analyst's, whose rules come before the shipped ones
     * @param complain told once of each version that is wrong
     * @throws InvalidDocument if it is wrong already
     */
    InterceptFile(Path shipped, Path own, Consumer<InvalidDocument> complain) {
        this(shipped, own, complain, System::nanoTime);
    }

    InterceptFile(Path shipped, Path own, Consumer<InvalidDocument> complain, LongSupplier clock) {
        this.shipped = shipped;
        this.own = own;
        this.complain = complain;
        this.clock = clock;
        this.states = found();
        this.rules = read();
        this.looked = clock.getAsLong();
    }

    public static InterceptFile of(Context context, Consumer<InvalidDocument> complain) {
        return new InterceptFile(
                ConfigFiles.shippedFolder().resolve(ConfigFiles.INTERCEPT),
                context.config().changesFolder().resolve(ConfigFiles.INTERCEPT),
                complain);
    }

    @Override
    public synchronized InterceptRules get() {
        long now = clock.getAsLong();
        if (now - looked >= PAUSE_NANOS) {
            looked = now;
            List<State> found = found();
            if (!found.equals(states)) {
                states = found;
                try {
                    rules = read();
                } catch (InvalidDocument e) {
                    complain.accept(e);
                }
            }
        }
        return rules;
    }

    private InterceptRules read() {
        Problems problems = new Problems();
        InterceptRules read = InterceptRules.read(Document.parse(own.toString(), text(own), problems))
                .before(InterceptRules.read(
                        Document.parse("config/" + ConfigFiles.INTERCEPT, text(shipped), problems)));
        problems.throwIfAny();
        return read;
    }

    private List<State> found() {
        return List.of(State.of(own), State.of(shipped));
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }
}
