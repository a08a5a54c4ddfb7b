package io.mingcha.analyzer.signal;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.flows.App;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Party;
import io.mingcha.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests of the phone's system to its maker, known by the package that they say sent them. */
public final class SystemApps {
    /** By what such a request tells it. */
    public static final String BY = "package";

    private static final double SAID = 0.8;
    private static final int READ = 64 * 1024;
    private static final String BELOW = ".*";

    private final List<Maker> makers = new ArrayList<>();

    /** @param packages those of the system */
    private record Maker(Pattern packages, Set<String> companies) {}

    SystemApps(Setting root) {
        for (Setting maker : root.list()) {
            maker.allow("packages", "companies");
            String packages = maker.require("packages").texts().stream()
                    .map(SystemApps::pattern)
                    .collect(Collectors.joining("|"));
            makers.add(new Maker(
                    Pattern.compile("(?<![\\w.])(?:" + packages + ")(?!\\.?\\w)"),
                    Set.copyOf(maker.require("companies").texts())));
        }
    }

    /** {@code com.miui.*} is a package with all below it. */
    private static String pattern(String named) {
        return named.endsWith(BELOW)
                ? Pattern.quote(named.substring(0, named.length() - BELOW.length())) + "(?:\\.\\w+)*+"
                : Pattern.quote(named);
    }

    /**
     * The flow as the system's, if nothing else tells whose it is and it names a package of the system to the maker of that, and not
     * the app under test, which has to be known. A recipient that the app declares may be one of its own.
     */
    public Flow named(Flow flow, App app, Supplier<Attributed> recipient) {
        if (!app.isKnown() || flow.client().owner().isPresent()) {
            return flow;
        }
        Attributed to = recipient.get();
        if (to.declared() || to.party() == Party.FIRST) {
            return flow;
        }
        String tested = app.packageName();
        Optional<String> company = to.recipient().company().map(c -> c.id());
        return makers.stream()
                .filter(m -> company.filter(m.companies()::contains).isPresent())
                .findFirst()
                .filter(m -> !m.packages().matcher(tested).matches())
                .flatMap(m -> saidBy(said(flow), m.packages(), tested))
                .map(named -> flow.withClient(
                        flow.client().withOwner(new Owner(Owner.Whose.SYSTEM, Optional.of(named), BY, SAID))))
                .orElse(flow);
    }

    private static Optional<String> saidBy(String said, Pattern packages, String tested) {
        Matcher named = packages.matcher(said);
        return named.find() && !said.contains(tested) ? Optional.of(named.group()) : Optional.empty();
    }

    private static String said(Flow flow) {
        StringBuilder said = new StringBuilder();
        flow.requestHead().ifPresent(head -> {
            said.append(head.target()).append('\n');
            head.headers().forEach(header -> said.append(header.value()).append('\n'));
        });
        flow.request()
                .map(Message::body)
                .filter(body -> body.kept() <= READ)
                .ifPresent(body -> said.append(new String(body.bytes(), StandardCharsets.ISO_8859_1)));
        return said.toString();
    }
}
