package io.mingcha.sessions.adb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was changed on one device and not put back yet, in a file of JSON lines that reach the disk before the device is
 * touched. Whoever has it open holds its lock, so that nobody puts back what a running session needs.
 */
final class Journal implements AutoCloseable {
    private static final String ENDING = ".changes.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final Claim claim;
    private final String serial;
    private final Map<Integer, Change> open;
    private int next;

    private Journal(Path file, FileChannel channel, Claim claim, String serial, Map<Integer, Change> open) {
        this.file = file;
        this.channel = channel;
        this.claim = claim;
        this.serial = serial;
        this.open = open;
        this.next = open.keySet().stream().max(Integer::compare).orElse(0) + 1;
    }

    static Journal of(Path folder, String serial) {
        try {
            Files.createDirectories(folder);
            return open(folder.resolve(serial.replaceAll("[^A-Za-z0-9_-]", "_") + ENDING), Optional.of(serial));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Journal open(Path file) {
        try {
            return open(file, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that were left behind in a folder. */
    static List<Path> left(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal open(Path file, Optional<String> named) throws IOException {
        FileChannel channel = FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            Claim.lock(file, channel, named.orElse(file.toString()));
            keepPrivate(file);
            Map<Integer, Change> open = new LinkedHashMap<>();
            String serial = named.orElse("");
            for (String line :
                    new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                Optional<JsonNode> entry = entry(line);
                if (entry.isPresent()) {
                    JsonNode node = entry.get();
                    serial = node.path("serial").asText(serial);
                    if (node.has("change")) {
                        List<String> undo = new ArrayList<>();
                        node.path("undo").forEach(u -> undo.add(u.asText()));
                        open.put(
                                node.path("id").asInt(),
                                new Change(node.path("change").asText(), undo));
                    }
                    open.remove(node.path("undone").asInt());
                }
            }
            Journal journal = new Journal(file, channel, Claim.on(serial), serial, open);
            journal.append(JSON.createObjectNode().put("serial", serial));
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** An undo is a command for a device: only its owner may write it. */
    private static void keepPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** A line that was cut short is of a change that was not made yet. */
    private static Optional<JsonNode> entry(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String serial() {
        return serial;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean has(String what) {
        return open.values().stream().anyMatch(c -> c.what().equals(what));
    }

    /** Notes a change that is about to be made. One that is noted already stays as it is: its old value is the true one. */
    void before(Change change) {
        if (has(change.what())) {
            return;
        }
        ObjectNode entry = JSON.createObjectNode().put("id", next).put("change", change.what());
        change.undo().forEach(entry.putArray("undo")::add);
        append(entry);
        open.put(next, change);
        next++;
    }

    /** Numbers of what is not put back, the latest first: what was done last is undone first. */
    List<Integer> pending() {
        List<Integer> ids = new ArrayList<>(open.keySet());
        Collections.reverse(ids);
        return ids;
    }

    Change change(int id) {
        return Objects.requireNonNull(open.get(id));
    }

    void undone(int id) {
        append(JSON.createObjectNode().put("undone", id));
        open.remove(id);
    }

    private void append(ObjectNode entry) {
        try {
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of it; if nothing is left to put back, the file is gone. */
    @Override
    public void close() {
        try {
            if (open.isEmpty()) {
                Files.deleteIfExists(file);
            }
            channel.close();
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
