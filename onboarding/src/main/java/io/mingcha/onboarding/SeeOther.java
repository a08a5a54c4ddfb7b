package io.mingcha.onboarding;

import io.mingcha.proxy.site.SiteResponse;
import java.util.Map;

/** An answer that leads on to another page of ours. */
final class SeeOther {
    private SeeOther() {}

    static SiteResponse to(String path) {
        return new SiteResponse(
                303,
                "text/plain; charset=utf-8",
                Map.of("Location", path, "Cache-Control", "no-store", "Referrer-Policy", "no-referrer"),
                new byte[0]);
    }
}
