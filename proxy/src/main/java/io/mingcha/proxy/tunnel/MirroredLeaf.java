package io.mingcha.proxy.tunnel;

import io.mingcha.certs.LeafRequest;
import io.mingcha.certs.LeafRequest.Signer;
import io.mingcha.certs.LeafRequest.Window;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.CertificateIssue;
import io.mingcha.proxy.upstream.Upstream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Leaves made after the certificate that a server showed. */
final class MirroredLeaf {
    private MirroredLeaf() {}

    /** As bad as the server's own: the client sees what it would have seen. */
    static LeafRequest of(Upstream upstream, List<String> asked) {
        X509Certificate model = upstream.chain().get(0);
        var issues = upstream.issues();
        Signer signer = issues.contains(CertificateIssue.SELF_SIGNED)
                ? Signer.SELF
                : issues.contains(CertificateIssue.UNTRUSTED) ? Signer.STRANGER : Signer.AUTHORITY;
        boolean untimely = issues.contains(CertificateIssue.EXPIRED) || issues.contains(CertificateIssue.NOT_YET_VALID);
        List<String> names = CertificateCheck.names(model);
        boolean wrong = issues.contains(CertificateIssue.WRONG_NAME);
        return new LeafRequest(
                wrong ? names.isEmpty() ? List.of("invalid") : names : asked,
                signer,
                untimely
                        ? Optional.of(new Window(
                                model.getNotBefore().toInstant(),
                                model.getNotAfter().toInstant()))
                        : Optional.empty());
    }

    /** For a client that names no server: the names that the server gives itself, or the address that was asked for. */
    static LeafRequest namesOf(Upstream upstream, String host) {
        List<String> names = upstream.chain().stream()
                .findFirst()
                .map(CertificateCheck::names)
                .orElse(List.of());
        return LeafRequest.of(names.isEmpty() ? List.of(host) : names);
    }
}
