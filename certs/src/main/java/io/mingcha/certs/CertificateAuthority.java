package io.mingcha.certs;

import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/** The installation's own authority. Safe for use by many threads. */
public final class CertificateAuthority {
    private final AuthorityFolder folder;
    private final Root root;
    private final LeafFactory leaves;

    private CertificateAuthority(AuthorityFolder folder, Root root, LeafFactory leaves) {
        this.folder = folder;
        this.root = root;
        this.leaves = leaves;
    }

    /**
     * Opens the authority kept in a directory; the first use makes both.
     *
     * @throws FaultException if it cannot be read or written, or its root has expired
     */
    public static CertificateAuthority open(Path directory) {
        return open(directory, Clock.systemUTC());
    }

    /** The same by another clock. */
    public static CertificateAuthority open(Path directory, Clock clock) {
        AuthorityFolder folder = new AuthorityFolder(directory);
        try {
            folder.prepare();
            if (!folder.exists()) {
                folder.writeIfAbsent(RootFactory.create(Names.machine(), clock.instant()));
            }
            Root root = folder.read();
            if (root.certificate().getNotAfter().toInstant().isBefore(clock.instant())) {
                throw expired(folder).asException();
            }
            return new CertificateAuthority(folder, root, new LeafFactory(clock));
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder, e).asException(e);
        }
    }

    /**
     * Makes a new root and keeps the old one aside. This object goes on with the old root; use the one returned.
     *
     * @throws FaultException if the folder cannot be written
     */
    public static CertificateAuthority rotate(Path directory) {
        AuthorityFolder folder = new AuthorityFolder(directory);
        try {
            folder.prepare();
            if (folder.exists()) {
                folder.setAside(fingerprint(folder.read().certificate()).substring(0, 16));
            }
            return open(directory);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder, e).asException(e);
        }
    }

    public X509Certificate root() {
        return root.certificate();
    }

    /** What people call it. */
    public String name() {
        return Names.commonName(root.certificate());
    }

    /** SHA-256 of the root certificate in lower-case hex. */
    public String fingerprint() {
        return fingerprint(root.certificate());
    }

    /** SHA-256 of a certificate in lower-case hex. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Leaf issue(String... names) {
        return issue(LeafRequest.of(List.of(names)));
    }

    public Leaf issue(LeafRequest request) {
        try {
            return leaves.issue(root, request);
        } catch (GeneralSecurityException e) {
            throw new Fault(
                            Text.of("无法签发证书", "A certificate could not be issued"),
                            String.join(", ", request.names()),
                            Text.of("请运行：mingcha doctor", "Run: mingcha doctor"))
                    .asException(e);
        }
    }

    /** Whether a leaf that was issued for a request is so near to its end that it is better issued again. */
    public boolean isOutlived(LeafRequest request, Leaf leaf) {
        return leaves.isOutlived(root, request, leaf);
    }

    public Export export(ExportFormat format) {
        try {
            return Export.of(root.certificate(), format);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(folder, e).asException(e);
        }
    }

    private static Fault expired(AuthorityFolder folder) {
        return new Fault(
                Text.of("根证书已过期", "The root certificate has expired"),
                folder.file().toString(),
                Text.of(
                        "请运行 mingcha ca rotate，并在每台设备上安装新证书",
                        "Run mingcha ca rotate, then install the new one on every device"));
    }

    private static Fault unusable(AuthorityFolder folder, Exception cause) {
        return new Fault(
                Text.of("无法使用证书颁发机构：" + reason(cause), "The certificate authority cannot be used: " + reason(cause)),
                folder.file().toString(),
                Text.of(
                        "请检查该目录的权限；若文件已损坏，请移走后运行 mingcha ca rotate",
                        "Check who may read and write there; if the file is damaged, move it away and run mingcha ca rotate"));
    }

    private static String reason(Exception cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
