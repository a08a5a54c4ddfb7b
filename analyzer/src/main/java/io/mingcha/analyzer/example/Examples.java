package io.mingcha.analyzer.example;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.analyzer.judge.SessionFacts;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.settings.Document;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads files of examples. Each entry names a rule and holds captures under {@code fires} and {@code spared}: a session
 * file's keys, {@code marks} (a kind of marker → seconds since the start, or {@code [earliest, latest]}), {@code exchanges},
 * and what the finding must be.
 */
public final class Examples {
    static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final String[] OWN_KEYS = {"marks", "exchanges", "earlier", "verdict", "severity", "recipient"};

    private final Configuration configuration;
    private final List<Example> examples = new ArrayList<>();

    private Examples(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @throws io.mingcha.settings.InvalidDocument with everything that is wrong */
    public static List<Example> parse(String source, String text, Configuration configuration) {
        Problems problems = new Problems();
        Examples reader = new Examples(configuration);
        reader.read(Document.parse(source, text, problems));
        problems.throwIfAny();
        return List.copyOf(reader.examples);
    }

    private void read(Setting root) {
        List<String> rules =
                configuration.rules().rules().stream().map(Rule::id).toList();
        for (Setting entry : root.list()) {
            entry.allow("rule", "fires", "spared");
            if (entry.get("rule").isScalar()
                    && configuration.removedRules().contains(entry.get("rule").text(""))) {
                continue;
            }
            // of a rule that there is not the captures are read all the same, to tell at once what is wrong with them
            String rule = entry.require("rule").oneOf(rules).orElse("");
            captures(entry.require("fires")).forEach(c -> example(rule, c, true));
            captures(entry.require("spared")).forEach(c -> example(rule, c, false));
        }
    }

    private static List<Setting> captures(Setting setting) {
        return setting.isMap() ? List.of(setting) : setting.list();
    }

    private void example(String rule, Setting capture, boolean fires) {
        SessionSpec spec = SessionFile.read(capture, configuration.vocabulary(), OWN_KEYS);
        List<Marker> markers = new ArrayList<>(spec.markers());
        capture.get("marks").entries().forEach((label, at) -> mark(capture, label, at, markers));
        markers.sort(Comparator.comparing(Marker::at));
        List<Flow> flows = new ArrayList<>();
        for (Setting exchange : capture.get("exchanges").list()) {
            Exchange.read(exchange, flows);
        }
        examples.add(new Example(
                rule,
                capture.place(),
                fires,
                new Session(
                        "example",
                        spec.withMarkers(markers),
                        START,
                        Optional.of(START.plus(LENGTH)),
                        Session.State.COMPLETE,
                        new byte[32],
                        Optional.empty()),
                flows,
                capture.get("verdict").oneOf(List.of("violation", "suspected", "clue")),
                capture.get("severity").oneOf(List.of("info", "low", "medium", "high", "critical")),
                capture.get("recipient").text(),
                earlier(capture.get("earlier"))));
    }

    private static void mark(Setting capture, String label, Setting at, List<Marker> markers) {
        if (!MarkerKinds.all().contains(MarkerKinds.kindOf(label))) {
            String kind = MarkerKinds.kindOf(label);
            Optional<String> nearest = Nearest.to(kind, MarkerKinds.all());
            capture.problems()
                    .add(
                            capture.get("marks").keyPlace(label),
                            kind + " 不是标记类型。"
                                    + nearest.map(n -> "是否想写 " + n + "？").orElse(""),
                            (kind + " is not a kind of marker. "
                                            + nearest.map(n -> "Did you mean " + n + "?")
                                                    .orElse(""))
                                    .strip());
            return;
        }
        List<Setting> times = at.list();
        boolean window = at.isList() && times.size() == 2;
        if (window) {
            Instant earliest = time(times.get(0));
            Instant latest = time(times.get(1));
            Instant middle = earliest.plus(Duration.between(earliest, latest).dividedBy(2));
            markers.add(Marker.within(label, middle, earliest, latest, Marker.Source.FILE));
        } else {
            markers.add(Marker.at(label, time(at), Marker.Source.FILE));
        }
    }

    static Instant time(Setting seconds) {
        return START.plusMillis(Math.round(seconds.decimal().orElse(0) * 1000));
    }

    private static Optional<Set<String>> earlier(Setting list) {
        if (!list.isPresent()) {
            return Optional.empty();
        }
        Set<String> pairs = new TreeSet<>();
        for (Setting pair : list.list()) {
            pair.allow("type", "to");
            pairs.add(SessionFacts.pair(
                    pair.require("type").text(""), pair.require("to").text("")));
        }
        return Optional.of(pairs);
    }
}
