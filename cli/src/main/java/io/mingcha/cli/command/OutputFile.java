package io.mingcha.cli.command;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Writes a file whole or not at all. */
public final class OutputFile {

    /** Writes the content. */
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a report. */
    public interface Report {
        void to(Writer out) throws IOException;
    }

    private OutputFile() {}

    public static void print(Context context, @Nullable Path out, String report) {
        print(context, out, to -> to.write(report));
    }

    /** Prints a report, or writes it to a file and says so. */
    public static void print(Context context, @Nullable Path out, Report report) {
        if (out == null) {
            try {
                report.to(context.out());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.out().flush();
        } else {
            Path file = context.resolve(out);
            writeReport(file, report);
            context.complain(Text.of("已写入 " + file, "Wrote " + file).in(context.language()));
        }
    }

    /** That only this user can read. */
    public static void writeReport(Path file, Report report) {
        write(file, bytes -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            report.to(out);
            out.flush();
        });
    }

    /** That only this user can read, since it may hold personal data. */
    public static void write(Path file, Content content) {
        write(file, false, content);
    }

    /** That everybody can read, being no secret. */
    public static void writeForAll(Path file, Content content) {
        write(file, true, content);
    }

    private static void write(Path file, boolean forAll, Content content) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".mingcha-", ".part");
            try {
                try (OutputStream out = Files.newOutputStream(fresh)) {
                    content.to(out);
                }
                if (forAll && Files.getFileStore(fresh).supportsFileAttributeView(PosixFileAttributeView.class)) {
                    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
                }
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new Fault(
                            Text.of("无法写入文件：" + e.getMessage(), "The file cannot be written: " + e.getMessage()),
                            file.toString(),
                            Text.of("请检查目录权限和磁盘空间", "Check the folder's permissions and the disk"))
                    .asException(e);
        }
    }
}
