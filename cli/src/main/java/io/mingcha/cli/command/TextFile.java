package io.mingcha.cli.command;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that people write, in UTF-8. */
public final class TextFile {
    private TextFile() {}

    public static String read(Path file) {
        return read(file, Text.of("请检查路径", "Check the path"));
    }

    /** @param remedy what to do if the file is not there */
    public static String read(Path file, Text remedy) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new Fault(Text.of("文件不存在", "The file does not exist"), file.toString(), remedy).asException(e);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }
}
