package io.mingcha.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.settings.FaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    @TempDir
    Path directory;

    @Test
    void the_first_use_makes_a_root_that_later_uses_find_again() {
        CertificateAuthority first = CertificateAuthority.open(directory.resolve("ca"));
        CertificateAuthority second = CertificateAuthority.open(directory.resolve("ca"));
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(first.name())
                .startsWith("Mingcha CA ")
                .contains(first.root()
                        .getNotBefore()
                        .toInstant()
                        .plus(Duration.ofDays(1))
                        .toString()
                        .substring(0, 10));
    }

    @Test
    void two_installations_share_nothing() {
        assertThat(CertificateAuthority.open(directory.resolve("a")).fingerprint())
                .isNotEqualTo(CertificateAuthority.open(directory.resolve("b")).fingerprint());
    }

    @Test
    void only_the_owner_reads_the_key() throws IOException {
        CertificateAuthority.open(directory.resolve("ca"));
        assertThat(mode(directory.resolve("ca"))).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("ca/authority.pem"))).isEqualTo("rw-------");
    }

    @Test
    void a_key_that_others_can_read_is_closed_to_them_when_opened() throws IOException {
        CertificateAuthority.open(directory.resolve("ca"));
        Path file = directory.resolve("ca/authority.pem");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        CertificateAuthority.open(directory.resolve("ca"));
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void openers_at_the_same_moment_agree_on_one_root() throws Exception {
        int openers = 6;
        CountDownLatch gate = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(openers);
        try {
            List<Future<String>> fingerprints = new ArrayList<>();
            for (int i = 0; i < openers; i++) {
                fingerprints.add(pool.submit(() -> {
                    gate.await();
                    return CertificateAuthority.open(directory.resolve("ca")).fingerprint();
                }));
            }
            gate.countDown();
            Set<String> seen = new HashSet<>();
            for (Future<String> fingerprint : fingerprints) {
                seen.add(fingerprint.get());
            }
            assertThat(seen).hasSize(1);
        } finally {
            pool.shutdown();
        }
        try (var files = Files.list(directory.resolve("ca"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void rotating_makes_a_new_root_and_keeps_the_old_one_aside() throws IOException {
        CertificateAuthority old = CertificateAuthority.open(directory.resolve("ca"));
        CertificateAuthority fresh = CertificateAuthority.rotate(directory.resolve("ca"));
        assertThat(fresh.fingerprint()).isNotEqualTo(old.fingerprint());
        assertThat(fresh.name()).isNotEqualTo(old.name());
        Path aside = directory.resolve("ca/authority-" + old.fingerprint().substring(0, 16) + ".pem");
        assertThat(aside).exists();
        assertThat(mode(aside)).isEqualTo("rw-------");
    }

    @Test
    void a_damaged_file_is_a_fault_that_says_where_and_what_to_do() throws IOException {
        CertificateAuthority.open(directory.resolve("ca"));
        Files.writeString(directory.resolve("ca/authority.pem"), "not a key");
        assertThatThrownBy(() -> CertificateAuthority.open(directory.resolve("ca")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("authority.pem")
                .hasMessageContaining("mingcha ca rotate");
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_a_fault_that_says_so() throws IOException {
        Path file = write("data", new byte[0]);

        assertThatThrownBy(() -> CertificateAuthority.open(file.resolve("ca")))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(e.fault().toString())
                                .contains("A file stands where", file.toString(), "--data"));
    }

    @Test
    void an_expired_root_is_a_fault() {
        CertificateAuthority.open(directory.resolve("ca"));
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(800)), ZoneOffset.UTC);
        assertThatThrownBy(() -> CertificateAuthority.open(directory.resolve("ca"), later))
                .hasMessageContaining("expired");
    }

    @Test
    void a_leaf_lives_at_most_ninety_days_and_began_yesterday() {
        var leaf = CertificateAuthority.open(directory.resolve("ca"))
                .issue("api.example")
                .certificate();
        Duration life = Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        assertThat(life).isLessThanOrEqualTo(Duration.ofDays(90));
        assertThat(leaf.getNotBefore().toInstant()).isBefore(Instant.now().minus(Duration.ofHours(23)));
    }

    @Test
    void leaves_share_a_key_and_never_a_serial_number() {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Leaf one = authority.issue("one.example");
        Leaf two = authority.issue("two.example");
        assertThat(one.certificate().getPublicKey()).isEqualTo(two.certificate().getPublicKey());
        assertThat(one.certificate().getSerialNumber())
                .isNotEqualTo(two.certificate().getSerialNumber());
        assertThat(one.certificate().getSerialNumber().signum()).isPositive();
        assertThat(one.certificate().getSerialNumber().bitLength()).isGreaterThanOrEqualTo(64);
    }

    @Test
    void openssl_accepts_the_chain_in_strict_mode() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Path root = write("root.pem", authority.export(ExportFormat.PEM).content());
        for (String name : List.of("api.example", "10.1.2.3", "2001:db8::1", "a".repeat(60) + ".long.example")) {
            Path leaf = write(
                    "leaf.pem",
                    Export.pem(
                            "CERTIFICATE", authority.issue(name).certificate().getEncoded()));
            String flag = name.contains("example") ? "-verify_hostname" : "-verify_ip";
            assertThat(run(
                            "openssl",
                            "verify",
                            "-x509_strict",
                            "-purpose",
                            "sslserver",
                            flag,
                            name,
                            "-CAfile",
                            root.toString(),
                            leaf.toString()))
                    .contains("OK");
        }
    }

    /** Others compute the identifier from the key in their own way, or choose it freely. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01:02:03",
                "A7:1B:64:13:0F:93:29:2E:5C:61:8D:77:90:4D:FE:00:12:A9:33:D1:5E:A0:C4:48:2B:39:6F:77:01:8E:55:AA"
            })
    void a_leaf_names_the_identifier_that_a_foreign_root_gave_itself(String identifier) throws Exception {
        CertificateAuthority authority = foreign("subjectKeyIdentifier=" + identifier);
        Path root = write("root.pem", authority.export(ExportFormat.PEM).content());
        Path leaf = write(
                "leaf.pem",
                Export.pem(
                        "CERTIFICATE",
                        authority.issue("api.example").certificate().getEncoded()));

        assertThat(run("openssl", "x509", "-noout", "-ext", "authorityKeyIdentifier", "-in", leaf.toString()))
                .contains(identifier);
        assertThat(run("openssl", "verify", "-x509_strict", "-CAfile", root.toString(), leaf.toString()))
                .contains("OK");
    }

    @Test
    void a_leaf_of_a_foreign_root_without_an_identifier_names_none() throws Exception {
        CertificateAuthority authority = foreign("subjectKeyIdentifier=none");
        Path root = write("root.pem", authority.export(ExportFormat.PEM).content());
        Path leaf = write(
                "leaf.pem",
                Export.pem(
                        "CERTIFICATE",
                        authority.issue("api.example").certificate().getEncoded()));

        assertThat(run("openssl", "x509", "-noout", "-text", "-in", leaf.toString()))
                .doesNotContain("Authority Key Identifier");
        assertThat(run("openssl", "verify", "-CAfile", root.toString(), leaf.toString()))
                .contains("OK");
    }

    /** An authority whose root openssl made. */
    private CertificateAuthority foreign(String extension) throws Exception {
        Path key = directory.resolve("foreign.key");
        Path certificate = directory.resolve("foreign.pem");
        Path config = write(
                "foreign.cnf",
                ("[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\nCN=Foreign root\n"
                                + "[v3]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
                                + extension + "\nauthorityKeyIdentifier=none\n")
                        .getBytes(StandardCharsets.US_ASCII));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-config",
                config.toString(),
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        Path folder = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(folder.resolve("authority.pem"), Files.readString(key) + Files.readString(certificate));
        return CertificateAuthority.open(folder);
    }

    @Test
    void a_leaf_is_outlived_before_its_end_and_not_if_no_other_would_live_longer() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"), clock(now));
        LeafRequest request = LeafRequest.of("api.example");
        Leaf leaf = authority.issue(request);
        Instant end = leaf.certificate().getNotAfter().toInstant();
        assertThat(authority.isOutlived(request, leaf)).isFalse();
        now.set(end.minus(Duration.ofDays(3)));
        assertThat(authority.isOutlived(request, leaf)).isFalse();
        now.set(end.minus(Duration.ofDays(1)));
        assertThat(authority.isOutlived(request, leaf)).isTrue();

        now.set(authority.root().getNotAfter().toInstant().minus(Duration.ofHours(1)));
        assertThat(authority.isOutlived(request, leaf)).isTrue();
        assertThat(authority.isOutlived(request, authority.issue(request))).isFalse();
        var bad = new LeafRequest(
                List.of("old.example"),
                LeafRequest.Signer.SELF,
                Optional.of(new LeafRequest.Window(end.minus(Duration.ofDays(9)), end.minus(Duration.ofDays(8)))));
        assertThat(authority.isOutlived(bad, authority.issue(bad))).isFalse();
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void a_leaf_says_what_clients_look_for() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Path leaf = write(
                "leaf.pem",
                Export.pem(
                        "CERTIFICATE",
                        authority.issue("api.example", "10.1.2.3").certificate().getEncoded()));
        String text = run("openssl", "x509", "-noout", "-text", "-in", leaf.toString());
        assertThat(text)
                .contains(
                        "DNS:api.example, IP Address:10.1.2.3",
                        "prime256v1",
                        "TLS Web Server Authentication",
                        "Digital Signature",
                        "CA:FALSE",
                        "sha256WithRSAEncryption",
                        "X509v3 Authority Key Identifier");
    }

    @Test
    void a_name_too_long_for_the_subject_stands_in_a_critical_san() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        var leaf = authority.issue("a".repeat(60) + ".long.example").certificate();
        assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
        assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.17");
    }

    @Test
    void a_mirrored_leaf_is_as_bad_as_its_model() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        var expired = authority
                .issue(new LeafRequest(
                        List.of("old.example"),
                        LeafRequest.Signer.SELF,
                        Optional.of(new LeafRequest.Window(past, past.plusSeconds(3600)))))
                .certificate();
        assertThat(expired.getIssuerX500Principal()).isEqualTo(expired.getSubjectX500Principal());
        assertThat(expired.getNotAfter().toInstant()).isEqualTo(past.plusSeconds(3600));
        expired.verify(expired.getPublicKey());
    }

    @Test
    void the_android_file_bears_the_old_subject_hash() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Path root = write("root.pem", authority.export(ExportFormat.PEM).content());
        String hash = run("openssl", "x509", "-noout", "-subject_hash_old", "-in", root.toString())
                .strip();
        assertThat(authority.export(ExportFormat.ANDROID).fileName()).isEqualTo(hash + ".0");
    }

    @Test
    void keytool_reads_the_trust_store_and_finds_no_key_in_it() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        Path store = write("ca.p12", authority.export(ExportFormat.P12).content());
        String listing = run("keytool", "-list", "-keystore", store.toString(), "-storepass", Export.P12_PASSWORD);
        assertThat(listing).contains("trustedCertEntry").doesNotContain("PrivateKeyEntry");
    }

    @Test
    void the_profile_for_ios_carries_the_root_and_parses() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        byte[] profile = authority.export(ExportFormat.MOBILECONFIG).content();
        assertThat(new String(profile, StandardCharsets.UTF_8))
                .contains("com.apple.security.root")
                .contains(Base64.getEncoder().encodeToString(authority.root().getEncoded()));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder().parse(new ByteArrayInputStream(profile)))
                .isNotNull();
    }

    private String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
