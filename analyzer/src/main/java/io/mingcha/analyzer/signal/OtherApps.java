package io.mingcha.analyzer.signal;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.Setting;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Requests that say themselves that another app sent them: a web view of Android names the app that it is in. Apps that
 * show pages and mini-programs of others may be how the app under test is opened and are no other ones.
 */
public final class OtherApps {
    private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(?:\\.[a-z]\\w*){1,9}", Pattern.CASE_INSENSITIVE);
    /** By what such a request tells it. */
    public static final String BY = "header";

    private static final double SAID = 0.8;
    private static final int LONGEST = 100;

    private final String header;
    private final Set<String> showingPages;

    OtherApps(Setting root) {
        root.allow("header", "showing_pages");
        header = root.require("header").text("").toLowerCase(Locale.ROOT);
        showingPages = Set.copyOf(root.require("showing_pages").texts());
    }

    /** The flow with its owner, if nothing else tells one and the request names another app than that of the session. */
    public Flow named(Flow flow, SessionSpec spec) {
        if (flow.client().owner().isPresent()) {
            return flow;
        }
        return flow.requestHead()
                .flatMap(head -> head.header(header))
                .filter(app -> isAnother(app, spec.app().packageName()))
                .map(app -> flow.withClient(
                        flow.client().withOwner(new Owner(Owner.Whose.OTHER_APP, Optional.of(app), BY, SAID))))
                .orElse(flow);
    }

    /** Whether a request has the name of the app under test in its address or its headers. */
    public static boolean isNamed(SessionSpec spec, Flow flow) {
        String app = spec.app().packageName();
        return PACKAGE.matcher(app).matches()
                && flow.requestHead()
                        .filter(head -> head.target().contains(app)
                                || head.headers().stream()
                                        .anyMatch(header -> header.value().contains(app)))
                        .isPresent();
    }

    private boolean isAnother(String app, String tested) {
        return app.length() <= LONGEST
                && PACKAGE.matcher(app).matches()
                && PACKAGE.matcher(tested).matches()
                && !isPartOf(app, tested)
                && !isPartOf(tested, app)
                && !showingPages.contains(app);
    }

    /** «com.example.app.debug» is com.example.app. */
    private static boolean isPartOf(String longer, String app) {
        return longer.startsWith(app) && (longer.length() == app.length() || longer.charAt(app.length()) == '.');
    }
}
