package io.mingcha.cli.phone;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.cli.command.Context;
import io.mingcha.onboarding.DeviceChecks;
import io.mingcha.onboarding.OnboardingSite;
import io.mingcha.onboarding.Pairing;
import io.mingcha.proxy.site.LocalSite;
import java.time.Clock;

/**
 * What a capture has for devices.
 *
 * @param authority whose root they trust
 * @param site the pages that they open
 * @param pairing what lets them in
 * @param checks what is known of each
 */
public record Phones(CertificateAuthority authority, LocalSite site, Pairing pairing, DeviceChecks checks) {

    /**
     * @param resolves whether the capture answers for names
     */
    public static Phones of(Context context, boolean resolves) {
        CertificateAuthority authority = CertificateAuthority.open(context.authorityFolder());
        Clock clock = Clock.systemDefaultZone();
        Pairing pairing = new Pairing(clock);
        DeviceChecks checks = new DeviceChecks(resolves);
        return new Phones(authority, new OnboardingSite(authority, pairing, checks, clock), pairing, checks);
    }
}
