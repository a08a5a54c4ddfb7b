package io.mingcha.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A folder that one process holds until it lets go or dies. */
final class FolderLock implements AutoCloseable {
    // closing any descriptor of a locked file gives up the whole process's lock: a file held here is not opened again
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty if someone else holds it. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        synchronized (HELD) {
            Path file = folder.toRealPath().resolve("lock");
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(file);
            return Optional.of(new FolderLock(file, channel));
        }
    }

    static boolean isHeld(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        Optional<FolderLock> probe = take(folder);
        if (probe.isPresent()) {
            probe.get().close();
        }
        return probe.isEmpty();
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            channel.close();
            HELD.remove(file);
        }
    }
}
