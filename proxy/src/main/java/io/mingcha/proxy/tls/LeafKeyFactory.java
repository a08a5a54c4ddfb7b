package io.mingcha.proxy.tls;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;

/** A key manager where a factory of them is asked for. */
final class LeafKeyFactory extends SimpleKeyManagerFactory {
    private final X509ExtendedKeyManager only;

    LeafKeyFactory(X509ExtendedKeyManager only) {
        this.only = only;
    }

    @Override
    protected void engineInit(KeyStore keyStore, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        return new KeyManager[] {only};
    }
}
