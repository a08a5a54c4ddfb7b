package io.mingcha.sessions.browser;

import java.util.List;

/**
 * Switches that keep Chromium from talking for itself: updates, experiments, safe browsing, suggestions, crash reports. A
 * few requests of its own are left in spite of them, seen with Chromium 156: {@code update.googleapis.com},
 * {@code accounts.google.com} and {@code connectivitycheck.gstatic.com}. {@link PageRequest} tells those of the page apart.
 */
final class QuietFlags {
    private QuietFlags() {}

    /** Sites hide their notices from what says that it is driven; people would see them. */
    static final String AS_PEOPLE_SEE = "--disable-blink-features=AutomationControlled";

    static final List<String> ALL = List.of(
            AS_PEOPLE_SEE,
            "--disable-background-networking",
            "--disable-breakpad",
            "--disable-client-side-phishing-detection",
            "--disable-component-update",
            "--disable-crash-reporter",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-field-trial-config",
            "--disable-search-engine-choice-screen",
            "--disable-sync",
            "--disable-quic",
            "--metrics-recording-only",
            "--no-default-browser-check",
            "--no-first-run",
            "--no-service-autorun",
            "--password-store=basic",
            "--safebrowsing-disable-auto-update",
            "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,"
                    + "DialMediaRouteProvider,HttpsUpgrades,InterestFeedContentSuggestions,LensOverlay,MediaRouter,"
                    + "NetworkTimeServiceQuerying,OptimizationGuideModelDownloading,OptimizationHints,"
                    + "OptimizationHintsFetching,OptimizationTargetPrediction,Translate");
}
