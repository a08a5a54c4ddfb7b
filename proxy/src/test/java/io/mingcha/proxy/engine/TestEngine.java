package io.mingcha.proxy.engine;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.FlowSink;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.CertificateProbe;
import io.mingcha.proxy.upstream.Connector;
import io.mingcha.proxy.upstream.DestinationGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** The parts of a proxy that listens nowhere, for tests of what stands on them. */
public final class TestEngine {
    private TestEngine() {}

    public static Engine of(ProxyConfig config, FlowSink sink) {
        try {
            TlsContexts contexts = new TlsContexts(authority());
            DestinationGuard guard = new DestinationGuard(config.allowLoopback(), List::of);
            Connector connector = new Connector(
                    config, contexts, new CertificateCheck(List.of()), guard, sink::now, (host, port) -> {});
            return new Engine(
                    config,
                    sink,
                    InterceptPolicy.interceptAll(),
                    LocalSite.none(),
                    contexts,
                    connector,
                    new CertificateProbe(connector),
                    guard,
                    new Admission(config),
                    new Connections());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same parts, recording elsewhere. */
    public static Engine recordingTo(FlowSink sink, Engine engine) {
        return new Engine(
                engine.config(),
                sink,
                engine.policy(),
                engine.site(),
                engine.contexts(),
                engine.connector(),
                engine.probe(),
                engine.guard(),
                engine.admission(),
                engine.connections());
    }

    /** One that is not kept. */
    private static CertificateAuthority authority() throws IOException, GeneralSecurityException {
        Path directory = Files.createTempDirectory("engine");
        try {
            return CertificateAuthority.open(directory);
        } finally {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
