package io.mingcha.analyzer.exposure;

import io.mingcha.flows.Exposure;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The exposures of a session in the order in which they were found. The first are kept in memory; what comes after them
 * goes to a file in blocks, of which the one that was asked for last is kept. Reading in order reads each block once.
 */
public final class ExposureLog extends AbstractList<Exposure> implements RandomAccess {
    private static final int MOST_IN_MEMORY = 100_000;
    private static final int BLOCK = 4_096;

    private final int mostInMemory;
    private final int block;
    private final List<Exposure> first = new ArrayList<>();
    private final List<Exposure> last = new ArrayList<>();
    private Optional<SpillFile> file = Optional.empty();
    private int size;
    private int readBlock = -1;
    private List<Exposure> read = List.of();

    public ExposureLog() {
        this(MOST_IN_MEMORY, BLOCK);
    }

    ExposureLog(int mostInMemory, int block) {
        this.mostInMemory = mostInMemory;
        this.block = block;
    }

    @Override
    public synchronized boolean add(Exposure exposure) {
        if (size < mostInMemory) {
            first.add(exposure);
        } else {
            last.add(exposure);
            if (last.size() == block) {
                spill();
            }
        }
        size++;
        return true;
    }

    private void spill() {
        try {
            if (file.isEmpty()) {
                file = Optional.of(SpillFile.create());
            }
            file.get().append(ExposureBlock.encode(last));
        } catch (IOException e) {
            throw new Fault(
                            Text.of(
                                    "无法暂存发现的个人信息：" + e.getMessage(),
                                    "What was found cannot be kept aside: " + e.getMessage()),
                            System.getProperty("java.io.tmpdir", "/tmp"),
                            Text.of("请为临时目录腾出空间", "Make room in the folder for temporary files"))
                    .asException(e);
        }
        last.clear();
    }

    @Override
    public synchronized Exposure get(int index) {
        Objects.checkIndex(index, size);
        if (index < mostInMemory) {
            return first.get(index);
        }
        int beyond = index - mostInMemory;
        int number = beyond / block;
        if (file.isEmpty() || number == file.get().blocks()) {
            return last.get(beyond % block);
        }
        if (number != readBlock) {
            try {
                read = ExposureBlock.decode(file.get().read(number));
            } catch (IOException e) {
                throw new UncheckedIOException("a file of our own without a name could not be read", e);
            }
            readBlock = number;
        }
        return read.get(beyond % block);
    }

    @Override
    public synchronized int size() {
        return size;
    }
}
