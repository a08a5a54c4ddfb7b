package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * That a device is in use by a process of this user, whichever data folder it records into. It ends with the process at the
 * latest; its file stays, since who deletes a lock takes it from the next.
 */
record Claim(FileChannel channel) implements AutoCloseable {

    static Claim on(String serial) throws IOException {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "mingcha-devices-" + System.getProperty("user.name"));
        Files.createDirectories(folder);
        Path file = folder.resolve(serial.replaceAll("[^A-Za-z0-9_-]", "_"));
        FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            lock(file, channel, serial);
            return new Claim(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    static void lock(Path file, FileChannel channel, String serial) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw Troubles.trouble(
                    DeviceTrouble.Kind.IN_USE,
                    serial + ", " + file,
                    Text.of("设备正被另一个会话使用", "Another session is using the device"),
                    Text.of("请等它结束，或先结束它", "Wait until it is over, or end it first"));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
