package io.mingcha.certs;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of the authority. Key and certificate are one file, so that no reader ever sees half of a new root. */
record AuthorityFolder(Path directory) {
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");

    Path file() {
        return directory.resolve("authority.pem");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** Puts the root in place unless another process was faster; the caller reads what is there afterwards. */
    void writeIfAbsent(Root root) throws IOException, GeneralSecurityException {
        Path draft = directory.resolve(".authority-" + UUID.randomUUID());
        try {
            Files.createFile(draft, ownerOnly(OWNER_ONLY_FILE));
            Files.write(draft, encode(root), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.createLink(file(), draft);
        } catch (FileAlreadyExistsException e) {
            // Another opener was first: its root is the root.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    Root read() throws IOException, GeneralSecurityException {
        tighten(directory, OWNER_ONLY_DIRECTORY);
        tighten(file(), OWNER_ONLY_FILE);
        String text = Files.readString(file(), StandardCharsets.US_ASCII);
        byte[] key = section(text, "PRIVATE KEY");
        byte[] certificate = section(text, "CERTIFICATE");
        return new Root(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)), (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
    }

    void prepare() throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                createFolders(parent);
            }
            try {
                Files.createDirectory(directory, ownerOnly(OWNER_ONLY_DIRECTORY));
            } catch (FileAlreadyExistsException e) {
                // Another opener was first.
            }
        }
    }

    private static void createFolders(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new Fault(
                            Text.of("数据目录的位置已有一个文件", "A file stands where the data folder should be"),
                            folder.toString(),
                            Text.of("请用 --data 指定其他目录", "Choose another folder with --data"))
                    .asException(e);
        }
    }

    /** Keeps the present root under another name, so that what it signed can still be told. */
    void setAside(String mark) throws IOException {
        Files.move(file(), directory.resolve("authority-" + mark + ".pem"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] encode(Root root) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Export.pem("PRIVATE KEY", root.key().getEncoded()));
        out.write(Export.pem("CERTIFICATE", root.certificate().getEncoded()));
        return out.toByteArray();
    }

    private static byte[] section(String text, String type) throws GeneralSecurityException {
        Matcher matcher = PEM.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(type)) {
                return Base64.getMimeDecoder().decode(matcher.group(2));
            }
        }
        throw new GeneralSecurityException("no " + type + " section");
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] ownerOnly(Set<PosixFilePermission> permissions) {
        return posix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static void tighten(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (posix(path) && !permissions.containsAll(Files.getPosixFilePermissions(path))) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
