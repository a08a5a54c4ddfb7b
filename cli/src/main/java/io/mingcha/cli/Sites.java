package io.mingcha.cli;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.onboarding.OnboardingSite;
import io.mingcha.proxy.site.LocalSite;

/** The pages that the proxy itself serves. */
final class Sites {
    private Sites() {}

    static LocalSite of(Context context) {
        return new OnboardingSite(CertificateAuthority.open(context.authorityFolder()));
    }
}
