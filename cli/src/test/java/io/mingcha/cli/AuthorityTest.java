package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form of the root certificate, read by the programs that others would read it with. */
class AuthorityTest {
    @TempDir
    Path folder;

    private Command.Result run(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    private String tool(String... line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        try (RunningCommand running = new RunningCommand(builder.start(), String.join(" ", line))) {
            int code = running.exitCode();
            assertThat(code).as(running.out() + running.err()).isZero();
            return running.out();
        }
    }

    private String fingerprint() {
        return run("ca", "show")
                .out()
                .lines()
                .filter(l -> l.startsWith("SHA-256 "))
                .findFirst()
                .orElseThrow()
                .substring("SHA-256 ".length())
                .replace(":", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String bare(String openssl) {
        return openssl.replaceAll("(?s).*=", "").replace(":", "").strip().toLowerCase(Locale.ROOT);
    }

    @Test
    void each_form_holds_the_certificate_that_is_shown() throws IOException {
        String fingerprint = fingerprint();
        for (String format : List.of("pem", "der", "p12", "android", "mobileconfig")) {
            assertThat(Command.mingcha(folder, "ca", "export", "--format", format, "--out", "root." + format)
                            .run()
                            .code())
                    .as(format)
                    .isZero();
        }

        assertThat(bare(tool("openssl", "x509", "-in", "root.pem", "-noout", "-fingerprint", "-sha256")))
                .isEqualTo(fingerprint);
        assertThat(bare(tool(
                        "openssl", "x509", "-inform", "DER", "-in", "root.der", "-noout", "-fingerprint", "-sha256")))
                .isEqualTo(fingerprint);
        assertThat(bare(tool("openssl", "x509", "-in", "root.android", "-noout", "-fingerprint", "-sha256")))
                .isEqualTo(fingerprint);
        assertThat(tool("keytool", "-list", "-keystore", "root.p12", "-storepass", "mingcha")
                        .replace(":", "")
                        .toLowerCase(Locale.ROOT))
                .contains("trustedcertentry")
                .contains(fingerprint);
        String profile = Files.readString(folder.resolve("root.mobileconfig"));
        String data = profile.replaceAll("(?s).*<data>(.*?)</data>.*", "$1");
        Files.write(folder.resolve("phone.der"), Base64.getMimeDecoder().decode(data));
        assertThat(bare(tool(
                        "openssl", "x509", "-inform", "DER", "-in", "phone.der", "-noout", "-fingerprint", "-sha256")))
                .isEqualTo(fingerprint);
    }

    @Test
    void android_s_file_is_named_by_the_old_subject_hash() throws IOException {
        run("ca", "export", "--format", "pem");
        String hash = tool("openssl", "x509", "-in", "mingcha-ca.pem", "-noout", "-subject_hash_old")
                .strip();
        run("ca", "export", "--format", "android");

        assertThat(folder.resolve(hash + ".0")).isRegularFile();
    }

    @Test
    void the_root_is_an_authority_and_its_key_is_nobody_else_s() throws IOException {
        run("ca", "export");
        String text = tool("openssl", "x509", "-in", "mingcha-ca.pem", "-noout", "-text");

        assertThat(text).contains("CA:TRUE").contains("Certificate Sign");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mingcha-ca.pem"))))
                .isEqualTo("rw-r--r--");
        Path secret = folder.resolve("data/ca/authority.pem");
        assertThat(Files.readString(secret)).contains("PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void rotating_makes_a_new_root_and_says_what_to_do_on_devices() {
        String before = fingerprint();
        Command.Result rotated = run("ca", "rotate");

        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).contains("Install the new certificate on every device");
        assertThat(fingerprint()).isNotEqualTo(before);
    }
}
