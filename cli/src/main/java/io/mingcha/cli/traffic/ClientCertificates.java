package io.mingcha.cli.traffic;

import io.mingcha.proxy.config.ClientCertificate;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads what {@code --client-cert} names: {@code PATTERN=FILE.p12[:password-env VAR]}. */
final class ClientCertificates {
    private static final String PASSWORD = ":password-env ";

    private ClientCertificates() {}

    static ClientCertificate read(String option, UnaryOperator<Path> resolve) {
        int equals = option.indexOf('=');
        int password = option.indexOf(PASSWORD);
        if (equals <= 0) {
            throw new IllegalArgumentException("not PATTERN=FILE.p12: " + option);
        }
        HostPattern hosts = new HostPattern(option.substring(0, equals));
        String file = option.substring(equals + 1, password < 0 ? option.length() : password);
        char[] secret = password < 0
                ? new char[0]
                : secret(option.substring(password + PASSWORD.length()).strip());
        return read(hosts, resolve.apply(Path.of(file)), secret);
    }

    private static char[] secret(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .map(String::toCharArray)
                .orElseThrow(() -> new Fault(
                                Text.of("环境变量未设置：" + variable, "The environment variable is not set: " + variable),
                                "--client-cert",
                                Text.of("请设置它，其值为 .p12 文件的密码", "Set it to the password of the .p12 file"))
                        .asException());
    }

    private static ClientCertificate read(HostPattern hosts, Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new ClientCertificate(hosts, key, chain);
                }
            }
            throw unreadable(file, "no key in it", new GeneralSecurityException("no key"));
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static RuntimeException unreadable(Path file, String why, Exception cause) {
        return new Fault(
                        Text.of("客户端证书无法读取：" + why, "The client certificate cannot be read: " + why),
                        file.toString(),
                        Text.of(
                                "需要含私钥的 PKCS#12 文件；密码用 :password-env 变量名 给出",
                                "A PKCS#12 file with a key is wanted; name the variable that holds its password with :password-env VAR"))
                .asException(cause);
    }
}
