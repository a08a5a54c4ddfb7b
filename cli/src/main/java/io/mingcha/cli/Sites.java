package io.mingcha.cli;

import io.mingcha.proxy.site.LocalSite;

/** The pages that the proxy itself serves. */
final class Sites {
    private Sites() {}

    static LocalSite of(Context context) {
        return LocalSite.none();
    }
}
