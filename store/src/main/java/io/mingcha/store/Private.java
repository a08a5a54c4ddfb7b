package io.mingcha.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner may read. */
final class Private {
    private Private() {}

    static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder.toAbsolutePath(), "rwx------"));
    }

    /** Fails if it is there already. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, mode(folder, "rwx------"));
    }

    static void create(Path file, byte[] content) throws IOException {
        Files.createFile(file, mode(file, "rw-------"));
        Files.write(file, content, StandardOpenOption.WRITE);
    }

    /** Puts a file in place as a whole: whoever reads it sees the old one or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + Thread.currentThread().getId() + ".new");
        Files.deleteIfExists(fresh);
        create(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
