package io.mingcha.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An error as its reader needs it: what happened, where, what to do.
 *
 * @param where the file, address, host or option concerned, the same in every language
 */
public record Fault(Text what, String where, Text remedy) {

    public Fault {
        if (what.en().isBlank() || where.isBlank() || remedy.en().isBlank()) {
            throw new IllegalArgumentException("a fault names what, where and remedy: " + what);
        }
    }

    /** Of a file that could not be read. */
    public static Fault unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new Fault(
                    Text.of("文件不存在", "The file does not exist"), file.toString(), Text.of("请检查路径", "Check the path"));
        }
        if (cause instanceof CharacterCodingException) {
            return new Fault(
                    Text.of("文件不是 UTF-8 文本", "The file is not UTF-8 text"),
                    file.toString(),
                    Text.of("请以 UTF-8 编码保存", "Save it as UTF-8"));
        }
        return new Fault(
                Text.of("文件无法读取：" + cause.getMessage(), "The file cannot be read: " + cause.getMessage()),
                file.toString(),
                Text.of("请检查权限", "Check its permissions"));
    }

    public String in(Language language) {
        return language == Language.ZH
                ? what.zh() + "（" + where + "）。" + remedy.zh()
                : what.en() + " (" + where + "). " + remedy.en();
    }

    public FaultException asException() {
        return new FaultException(this, null);
    }

    public FaultException asException(Throwable cause) {
        return new FaultException(this, cause);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}
