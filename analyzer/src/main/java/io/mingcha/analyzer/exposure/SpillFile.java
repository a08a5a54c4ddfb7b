package io.mingcha.analyzer.exposure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of bytes, one behind the other, in a file that only this user may open and that has no name any more where the
 * system allows it: personal data stand in it, and it goes with its process. The channel closes when nobody holds it.
 */
final class SpillFile {
    private final FileChannel channel;
    private final List<Long> ends = new ArrayList<>();

    private SpillFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpillFile create() throws IOException {
        Path file = Files.createTempFile("mingcha-", ".exposures");
        return new SpillFile(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void append(byte[] block) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        long at = begin(ends.size());
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        ends.add(at);
    }

    byte[] read(int block) throws IOException {
        long at = begin(block);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(ends.get(block) - at));
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw new EOFException();
            }
            at += count;
        }
        return bytes.array();
    }

    int blocks() {
        return ends.size();
    }

    private long begin(int block) {
        return block == 0 ? 0 : ends.get(block - 1);
    }
}
