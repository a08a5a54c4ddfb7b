package io.mingcha.onboarding;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.Client;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The pages that a device opens, in the reader's language, and the downloads that they name. */
public final class OnboardingSite implements LocalSite {
    private static final String PAIR = "/pair/";

    private final Downloads downloads;
    private final Guide guide;
    private final SelfCheck selfCheck;
    private final Pairing pairing;
    private final DeviceChecks checks;

    public OnboardingSite(CertificateAuthority authority, Pairing pairing, DeviceChecks checks, Clock clock) {
        this.downloads = new Downloads(authority);
        this.guide = new Guide(authority, downloads.android());
        this.selfCheck = new SelfCheck(guide, checks, clock);
        this.pairing = pairing;
        this.checks = checks;
    }

    @Override
    public SiteResponse answer(SiteRequest request) {
        Visit visit = Visit.of(request);
        if (!isAddressedToUs(request.host())) {
            return SiteResponse.text(421, "这里只有 mingcha.test。\nThis is mingcha.test only.\n");
        }
        if (!request.admitted()) {
            return stranger(visit);
        }
        boolean check = visit.path().equals("/check") || visit.path().startsWith("/check/");
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads && !(check && request.method().equals("POST"))) {
            return new SiteResponse(
                    405,
                    "text/plain; charset=utf-8",
                    Map.of("Allow", "GET, HEAD"),
                    "GET\n".getBytes(StandardCharsets.US_ASCII));
        }
        selfCheck.seen(visit);
        return check ? selfCheck.answer(visit) : page(visit);
    }

    private SiteResponse page(Visit visit) {
        return switch (visit.path()) {
            case "/" -> guide.start(visit);
            case "/leave" -> guide.leave(visit);
            default ->
                visit.path().startsWith(PAIR)
                        ? SeeOther.to("/" + visit.query())
                        : downloads.find(visit.path()).orElseGet(() -> guide.missing(visit));
        };
    }

    /** A name that somebody else's pages may be served under is none of ours, wherever it leads (DNS rebinding). */
    private static boolean isAddressedToUs(String host) {
        return LocalSite.isOurs(host)
                || host.equals("localhost")
                || host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.%a-z]*");
    }

    private SiteResponse stranger(Visit visit) {
        boolean redeems = visit.path().startsWith(PAIR)
                && visit.request().way() == Way.DIRECT
                && visit.request().method().equals("GET");
        if (!redeems) {
            return guide.stranger(visit, 403, "pair.stranger");
        }
        return switch (pairing.redeem(
                visit.path().substring(PAIR.length()), visit.client().getAddress())) {
            case ACCEPTED -> SeeOther.to("/" + visit.query()).admitting();
            case REFUSED -> guide.stranger(visit, 403, "pair.refused");
            case TOO_MANY_GUESSES -> guide.stranger(visit, 429, "pair.guesses");
        };
    }

    @Override
    public void asked(Client client, String name) {
        int dot = name.indexOf('.');
        if (dot > 0 && !name.equals(HOST)) {
            checks.note(name.substring(0, dot), Device::askedForName);
        }
    }

    @Override
    public void unsecured(Client client, boolean refused, Optional<String> alert) {
        if (refused) {
            checks.note(client, d -> d.refuses(alert.orElse("closed")));
        }
    }
}
