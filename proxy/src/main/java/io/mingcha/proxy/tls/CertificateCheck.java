package io.mingcha.proxy.tls;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.mingcha.certs.CertificateAuthority;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Judges a server's certificate as a careful client would. */
public final class CertificateCheck {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509TrustManager trust;
    private final Cache<List<String>, Set<CertificateIssue>> known = CacheBuilder.newBuilder()
            .maximumSize(4096)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Trusts the authorities of the platform and these. */
    public CertificateCheck(Collection<X509Certificate> extra) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : platform().getAcceptedIssuers()) {
            store.setCertificateEntry("platform-" + number++, certificate);
        }
        for (X509Certificate certificate : extra) {
            store.setCertificateEntry("extra-" + number++, certificate);
        }
        this.trust = trustManager(store);
    }

    private static X509TrustManager platform() throws GeneralSecurityException {
        return trustManager(null);
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }

    /** Everything that is wrong, empty if nothing is. */
    public Set<CertificateIssue> issues(List<X509Certificate> chain, String host) {
        Set<CertificateIssue> ofChain = ofChain(chain);
        if (names(chain.get(0), host)) {
            return ofChain;
        }
        Set<CertificateIssue> all = EnumSet.of(CertificateIssue.WRONG_NAME);
        all.addAll(ofChain);
        return Set.copyOf(all);
    }

    /** Many hosts show the same certificates: what is wrong with those whatever the name is found out once. */
    private Set<CertificateIssue> ofChain(List<X509Certificate> chain) {
        List<String> key = chain.stream().map(CertificateAuthority::fingerprint).toList();
        Set<CertificateIssue> cached = known.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        Set<CertificateIssue> found = check(chain);
        known.put(key, found);
        return found;
    }

    /** For people and for the record, such as {@code expired, wrong_name}. */
    public static String label(Set<CertificateIssue> issues) {
        return issues.stream().sorted().map(CertificateIssue::label).collect(Collectors.joining(", "));
    }

    private Set<CertificateIssue> check(List<X509Certificate> chain) {
        Set<CertificateIssue> issues = EnumSet.noneOf(CertificateIssue.class);
        X509Certificate leaf = chain.get(0);
        Date now = new Date();
        if (now.after(leaf.getNotAfter())) {
            issues.add(CertificateIssue.EXPIRED);
        } else if (now.before(leaf.getNotBefore())) {
            issues.add(CertificateIssue.NOT_YET_VALID);
        }
        try {
            trust.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
        } catch (CertificateException e) {
            if (selfSigned(chain)) {
                issues.add(CertificateIssue.SELF_SIGNED);
            } else if (issues.isEmpty()) {
                issues.add(CertificateIssue.UNTRUSTED);
            }
        }
        return Set.copyOf(issues);
    }

    private static boolean selfSigned(List<X509Certificate> chain) {
        X509Certificate leaf = chain.get(0);
        return chain.size() == 1 && leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
    }

    /** The names that a certificate gives itself, addresses included. */
    public static List<String> names(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            return names.stream()
                    .filter(n -> Integer.valueOf(DNS_NAME).equals(n.get(0))
                            || Integer.valueOf(IP_ADDRESS).equals(n.get(0)))
                    .map(n -> String.valueOf(n.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** RFC 9525: subject alternative names only, a wildcard stands for the whole first label. */
    private static boolean names(X509Certificate leaf, String host) {
        boolean address = HostNames.isAddress(host);
        return names(leaf).stream().anyMatch(name -> address ? sameAddress(name, host) : covers(name, host));
    }

    private static boolean covers(String name, String host) {
        if (name.equals(host)) {
            return true;
        }
        int dot = host.indexOf('.');
        return name.startsWith("*.") && dot > 0 && host.substring(dot).equals(name.substring(1));
    }

    private static boolean sameAddress(String name, String host) {
        byte[] left = NetUtil.createByteArrayFromIpAddressString(name);
        byte[] right = NetUtil.createByteArrayFromIpAddressString(host);
        return left != null && Arrays.equals(left, right);
    }
}
