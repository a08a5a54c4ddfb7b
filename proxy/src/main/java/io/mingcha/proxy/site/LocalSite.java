package io.mingcha.proxy.site;

/** The pages of the proxy itself. Called on event loops and never blocks; its exchanges are not recorded. */
public interface LocalSite {
    /** The host under which it is found through the proxy. */
    String HOST = "mingcha.test";

    SiteResponse answer(SiteRequest request);

    /** Nothing to see. */
    static LocalSite none() {
        return request -> SiteResponse.notFound();
    }
}
