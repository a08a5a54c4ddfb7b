package io.mingcha.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A data folder as a running capture owns it. Whoever only reads takes {@link SessionStore#at} and needs no ownership.
 */
public final class DataFolder implements AutoCloseable {
    // sun_path holds 108 bytes on Linux and 104 on macOS, the final zero included
    private static final int LONGEST_SOCKET_PATH = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FolderLock lock;
    private final Path socket;

    private DataFolder(Path folder, FolderLock lock, Path socket) {
        this.folder = folder;
        this.lock = lock;
        this.socket = socket;
    }

    /**
     * Who owns a folder.
     *
     * @param socket where it listens
     */
    public record Holder(long pid, Instant since, Path socket) {}

    /**
     * Takes the folder, making it if needed.
     *
     * @throws io.mingcha.settings.FaultException saying who holds it, if someone does
     */
    public static DataFolder open(Path folder) {
        try {
            Private.createFolders(folder);
            Optional<FolderLock> lock = FolderLock.take(folder);
            // someone who only asked for the holder has it for an instant
            for (int i = 0; lock.isEmpty() && i < 5; i++) {
                Thread.sleep(20);
                lock = FolderLock.take(folder);
            }
            if (lock.isEmpty()) {
                throw held(folder).asException();
            }
            Path socket = socketFor(folder.toAbsolutePath());
            Files.deleteIfExists(socket);
            byte[] holder = JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("pid", ProcessHandle.current().pid())
                    .put("since", Instant.now().toString())
                    .put("socket", socket.toString()));
            Private.replace(holderFile(folder), holder);
            return new DataFolder(folder, lock.get(), socket);
        } catch (IOException e) {
            throw Faults.unusable(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.unusable(folder, e);
        }
    }

    /** The running capture that owns a folder, if there is one. */
    public static Optional<Holder> holder(Path folder) {
        try {
            return FolderLock.isHeld(folder) ? Optional.of(readHolder(folder)) : Optional.empty();
        } catch (IOException e) {
            throw Faults.unusable(folder, e);
        }
    }

    public Path path() {
        return folder;
    }

    /** Where the capture listens for commands; nothing is there yet. */
    public Path controlSocket() {
        return socket;
    }

    public SessionStore sessions() {
        return SessionStore.at(folder);
    }

    @Override
    public void close() {
        try (lock) {
            Files.deleteIfExists(socket);
            Path runtime = socket.getParent();
            if (runtime != null && !runtime.equals(folder.toAbsolutePath())) {
                Files.deleteIfExists(runtime);
            }
            Files.deleteIfExists(holderFile(folder));
        } catch (IOException e) {
            throw Faults.unusable(folder, e);
        }
    }

    private static Path holderFile(Path folder) {
        return folder.resolve("holder.json");
    }

    private static Path socketFor(Path folder) throws IOException {
        Path usual = folder.resolve("control.sock");
        if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
            return usual;
        }
        return Files.createTempDirectory("mingcha-").resolve("control.sock");
    }

    private static Holder readHolder(Path folder) throws IOException {
        Path file = holderFile(folder);
        JsonNode json = Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        Instant since;
        try {
            since = Instant.parse(json.path("since").asText());
        } catch (DateTimeException e) {
            since = Instant.EPOCH;
        }
        String socket = json.path("socket").asText();
        return new Holder(
                json.path("pid").asLong(),
                since,
                socket.isEmpty() ? folder.toAbsolutePath().resolve("control.sock") : Path.of(socket));
    }

    private static Fault held(Path folder) throws IOException {
        Holder holder = readHolder(folder);
        return new Fault(
                Text.of(
                        "另一个采集正在使用此数据目录：进程 " + holder.pid() + "，自 " + holder.since() + " 起",
                        "Another capture uses this data folder: process " + holder.pid() + ", since " + holder.since()),
                folder.toString(),
                Text.of(
                        "先停止它（mingcha stop），或用 --data 指定另一个目录",
                        "Stop it first (mingcha stop), or choose another folder with --data"));
    }
}
