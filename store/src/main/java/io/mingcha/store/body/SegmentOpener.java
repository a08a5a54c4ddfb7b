package io.mingcha.store.body;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the file of a new segment for writing. */
@FunctionalInterface
public interface SegmentOpener {

    Output create(Path file) throws IOException;

    /** A new file on the local disk. */
    SegmentOpener ON_DISK = file -> {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Output(channel, () -> channel.force(false));
    };

    /** Somewhere to write, and how to make sure that it was written. */
    record Output(GatheringByteChannel channel, Force force) {}

    /** Waits until the device has what was written. */
    @FunctionalInterface
    interface Force {
        void run() throws IOException;
    }
}
