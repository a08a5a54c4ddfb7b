package io.mingcha.proxy;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the authorities that a user trusts besides those of the platform. */
final class AuthorityFiles {
    private AuthorityFiles() {}

    static List<X509Certificate> read(List<Path> files) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            int before = certificates.size();
            try (InputStream in = Files.newInputStream(file)) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    if (certificate instanceof X509Certificate x509) {
                        certificates.add(x509);
                    }
                }
            } catch (IOException | CertificateException e) {
                throw unreadable(file).asException(e);
            }
            if (certificates.size() == before) {
                throw unreadable(file).asException();
            }
        }
        return certificates;
    }

    private static Fault unreadable(Path file) {
        return new Fault(
                Text.of("文件中没有可用的证书", "The file holds no certificate that can be read"),
                file.toString(),
                Text.of("--upstream-ca 需要 PEM 格式的证书文件", "--upstream-ca wants a file of certificates in PEM"));
    }
}
