package io.mingcha.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose words are kept as they come. */
final class RunningCommand implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final String name;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<Thread> readers;
    private int streamsOpen = 2;

    RunningCommand(Process process, String name) {
        this.process = process;
        this.name = name;
        this.readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
        readers.forEach(Thread::start);
    }

    private Thread reader(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> read(stream, lines), name);
        thread.setDaemon(true);
        return thread;
    }

    private void read(InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(lines, line);
            }
        } catch (IOException e) {
            add(err, "the stream broke: " + e);
        } finally {
            streamEnded();
        }
    }

    private synchronized void add(List<String> lines, String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void streamEnded() {
        streamsOpen--;
        notifyAll();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a line of either stream in which this expression is found. */
    Matcher waitForLine(String expression) {
        return waitForLine(expression, 1);
    }

    /** Waits for so many lines and returns the last. */
    synchronized Matcher waitForLine(String expression, int count) {
        Pattern pattern = Pattern.compile(expression);
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Matcher> found = find(pattern, count);
        while (found.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0 || streamsOpen == 0) {
                throw new AssertionError(name + " never said " + expression + "\n" + said());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            found = find(pattern, count);
        }
        return found.get();
    }

    private Optional<Matcher> find(Pattern pattern, int count) {
        int left = count;
        for (List<String> lines : List.of(out, err)) {
            for (String line : lines) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find() && --left == 0) {
                    return Optional.of(matcher);
                }
            }
        }
        return Optional.empty();
    }

    /** Types at a command that runs in a terminal. */
    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ctrl-C. */
    void interrupt() {
        signal("-INT");
    }

    /** {@code kill -9}. */
    void kill() {
        signal("-KILL");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " does not end\n" + said());
            }
            for (Thread reader : readers) {
                reader.join(PATIENCE.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    synchronized String out() {
        return String.join("\n", out);
    }

    synchronized String err() {
        return String.join("\n", err);
    }

    private String said() {
        return "out:\n" + out() + "\nerr:\n" + err();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
