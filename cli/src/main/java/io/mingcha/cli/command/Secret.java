package io.mingcha.cli.command;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Set;

/** The key of digests for captures that have no session of their own. */
public final class Secret {
    private Secret() {}

    /** From {@code --key}. */
    public static byte[] of(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The installation's, made on first use. */
    public static byte[] ofInstallation(Context context) {
        Path file = context.data().resolve("installation.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Fault(
                            Text.of("数据目录不可用：" + e.getMessage(), "The data folder cannot be used: " + e.getMessage()),
                            context.data().toString(),
                            Text.of("请检查权限，或用 --data 指定其他目录", "Check its permissions, or choose another with --data"))
                    .asException(e);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try (var channel = Files.newByteChannel(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(key));
        }
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key counts.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
