package io.mingcha.cli;

import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.settings.Document;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * {@code config/intercept.yaml}, read again when it changed: looked at when its rules are asked for, at most once a second.
 * While it is wrong, the rules stay as they were.
 */
final class InterceptFile implements Supplier<InterceptRules> {
    static final String NAME = "intercept.yaml";
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final Consumer<InvalidDocument> complain;
    private final LongSupplier clock;
    private InterceptRules rules;
    private State state;
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
     * Reads the file, which need not be there.
     *
     * @param complain told once of each version that is wrong
     * @throws InvalidDocument if it is wrong already
     */
    InterceptFile(Path file, Consumer<InvalidDocument> complain) {
        this(file, complain, System::nanoTime);
    }

    InterceptFile(Path file, Consumer<InvalidDocument> complain, LongSupplier clock) {
        this.file = file;
        this.complain = complain;
        this.clock = clock;
        this.state = State.of(file);
        this.rules = read();
        this.looked = clock.getAsLong();
    }

    @Override
    public synchronized InterceptRules get() {
        long now = clock.getAsLong();
        if (now - looked >= PAUSE_NANOS) {
            looked = now;
            State found = State.of(file);
            if (!found.equals(state)) {
                state = found;
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
        Setting document = Document.parse("config/" + NAME, text(), problems);
        InterceptRules read = InterceptRules.read(document);
        problems.throwIfAny();
        return read;
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw Context.unreadable(file, e);
        }
    }
}
