package io.mingcha.cli;

import com.amplitude.Amplitude;
import com.amplitude.AmplitudeCallbacks;
import com.amplitude.Event;
import com.bugsnag.Bugsnag;
import com.bugsnag.delivery.SyncHttpDelivery;
import com.mixpanel.mixpanelapi.ClientDelivery;
import com.mixpanel.mixpanelapi.MessageBuilder;
import com.mixpanel.mixpanelapi.MixpanelAPI;
import com.posthog.java.PostHog;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.matomo.java.tracking.MatomoRequest;
import org.matomo.java.tracking.MatomoTracker;
import org.matomo.java.tracking.TrackerConfiguration;

/**
 * SDKs that other people wrote, each told of the person whom {@link RealSdksTest} knows. Run as a process of its own, by the name
 * of one: nothing in it knows of a proxy but the properties of the process.
 */
enum TelemetrySdk {
    AMPLITUDE {
        @Override
        void send() throws Exception {
            Amplitude amplitude = Amplitude.getInstance();
            amplitude.init("0123456789abcdef0123456789abcdef");
            amplitude.setServerUrl(url("/2/httpapi"));
            // the only one that asks nobody but its own option
            amplitude.setProxy(new Proxy(
                    Proxy.Type.HTTP,
                    new InetSocketAddress(
                            System.getProperty("https.proxyHost"), Integer.getInteger("https.proxyPort"))));
            Event event = new Event("order", RealSdksTest.USER, RealSdksTest.OAID);
            event.locationLat = Double.parseDouble(RealSdksTest.LATITUDE);
            event.locationLng = Double.parseDouble(RealSdksTest.LONGITUDE);
            event.eventProperties = new JSONObject(facts());
            CompletableFuture<Integer> answered = new CompletableFuture<>();
            amplitude.logEvent(event, new AmplitudeCallbacks() {
                @Override
                public void onLogEventServerResponse(Event sent, int status, String message) {
                    answered.complete(status);
                }
            });
            amplitude.flushEvents();
            if (answered.get(60, TimeUnit.SECONDS) != 200) {
                throw new IllegalStateException("refused: " + answered);
            }
        }
    },
    BUGSNAG {
        @Override
        void send() {
            try (Bugsnag bugsnag = new Bugsnag("0123456789abcdef0123456789abcdef", false)) {
                bugsnag.setDelivery(new SyncHttpDelivery(url("/")));
                bugsnag.notify(new IllegalStateException("refused " + RealSdksTest.PHONE), report -> {
                    report.setUser(RealSdksTest.USER, RealSdksTest.EMAIL, RealSdksTest.NAME);
                    facts().forEach((name, value) -> report.addToTab("order", name, value));
                });
            }
        }
    },
    MATOMO {
        @Override
        void send() throws Exception {
            try (MatomoTracker tracker = new MatomoTracker(TrackerConfiguration.builder()
                    .apiEndpoint(URI.create(url("/matomo.php")))
                    .defaultSiteId(1)
                    .defaultAuthToken("0123456789abcdef0123456789abcdef")
                    .build())) {
                MatomoRequest.MatomoRequestBuilder request = MatomoRequest.request()
                        .actionName("order")
                        .actionUrl("https://app.shop.example/pay?phone=" + RealSdksTest.PHONE)
                        .userId(RealSdksTest.USER)
                        .visitorLatitude(Double.parseDouble(RealSdksTest.LATITUDE))
                        .visitorLongitude(Double.parseDouble(RealSdksTest.LONGITUDE))
                        .dimensions(Map.of(1L, RealSdksTest.EMAIL, 2L, RealSdksTest.NAME, 3L, RealSdksTest.RESIDENT));
                tracker.sendRequestAsync(request.build()).get(60, TimeUnit.SECONDS);
                tracker.sendBulkRequest(request.build());
            }
        }
    },
    MIXPANEL {
        @Override
        void send() throws Exception {
            MessageBuilder messages = new MessageBuilder("0123456789abcdef0123456789abcdef");
            ClientDelivery delivery = new ClientDelivery();
            delivery.addMessage(messages.event(RealSdksTest.USER, "order", new JSONObject(facts())));
            delivery.addMessage(messages.set(
                    RealSdksTest.USER,
                    new JSONObject(Map.of("$email", RealSdksTest.EMAIL, "$name", RealSdksTest.NAME))));
            for (boolean packed : new boolean[] {false, true}) {
                new MixpanelAPI(url("/track"), url("/engage"), url("/groups"), url("/import"), packed)
                        .deliver(delivery);
            }
        }
    },
    OPENTELEMETRY {
        @Override
        void send() {
            for (String compression : new String[] {"none", "gzip"}) {
                OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                        .setEndpoint(url("/v1/traces"))
                        .setCompression(compression)
                        .build();
                try (SdkTracerProvider tracers = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
                    Span span = tracers.get("shop").spanBuilder("order").startSpan();
                    facts().forEach(span::setAttribute);
                    span.setAttribute("enduser.id", RealSdksTest.USER);
                    span.addEvent(
                            "login",
                            Attributes.builder().put("by", RealSdksTest.EMAIL).build());
                    span.end();
                    tracers.forceFlush().join(60, TimeUnit.SECONDS);
                }
            }
        }
    },
    POSTHOG {
        @Override
        void send() {
            PostHog posthog =
                    new PostHog.Builder("phc_0123456789").host(url("")).build();
            posthog.identify(RealSdksTest.USER, Map.of("email", RealSdksTest.EMAIL, "name", RealSdksTest.NAME));
            posthog.capture(RealSdksTest.USER, "order", new HashMap<>(facts()));
            posthog.shutdown();
        }
    },
    SENTRY {
        @Override
        void send() {
            Sentry.init(options -> {
                options.setDsn(url("/42").replace("://", "://0123456789abcdef0123456789abcdef@"));
                options.setServerName("shop");
                options.setAttachServerName(false);
            });
            User user = new User();
            user.setId(RealSdksTest.USER);
            user.setEmail(RealSdksTest.EMAIL);
            user.setUsername(RealSdksTest.NAME);
            Sentry.setUser(user);
            Sentry.configureScope(scope -> scope.setContexts("order", new HashMap<String, Object>(facts())));
            Sentry.captureException(new IllegalStateException("refused " + RealSdksTest.PHONE));
            Sentry.flush(TimeUnit.SECONDS.toMillis(60));
            Sentry.close();
        }
    };

    String host() {
        return name().toLowerCase(Locale.ROOT) + ".collector.example";
    }

    String url(String path) {
        return "https://" + host() + path;
    }

    /** Under names that tell nothing. */
    private static Map<String, String> facts() {
        return Map.of(
                "a", RealSdksTest.PHONE,
                "b", RealSdksTest.RESIDENT,
                "c", RealSdksTest.OAID,
                "d", RealSdksTest.IMEI);
    }

    abstract void send() throws Exception;

    public static void main(String[] args) {
        int code = 0;
        try {
            valueOf(args[0]).send();
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        // some leave threads behind that would run on
        System.exit(code);
    }
}
