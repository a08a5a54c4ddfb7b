package io.mingcha.proxy.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** The groups that the native library can offer; it says so only when asked for each. */
final class NativeGroups {
    static final Set<String> AVAILABLE = OpenSsl.isAvailable()
            ? Likeness.knownGroups().stream().filter(NativeGroups::works).collect(Collectors.toUnmodifiableSet())
            : Set.of();

    private NativeGroups() {}

    private static boolean works(String group) {
        try {
            ReferenceCountUtil.release(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .option(OpenSslContextOption.GROUPS, new String[] {group})
                    .build());
            return true;
        } catch (SSLException | RuntimeException e) {
            return false;
        }
    }
}
