package io.mingcha.analyzer.comparison;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.comparison.Change.Reason;
import io.mingcha.analyzer.comparison.Change.Reason.Kind;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the later of two sessions would have shown what the earlier one did. */
final class Again {
    /** That a request is missing. */
    private static final Set<Kind> GONE = Set.of(Kind.NOT_CONTACTED, Kind.NOT_ASKED);

    private final Analysis before;
    private final Analysis after;
    private final Set<String> occasions;
    private final Timeline timeline;
    private final boolean wentTheSameWay;

    Again(Analysis before, Analysis after, Set<String> occasions) {
        this.before = before;
        this.after = after;
        this.occasions = occasions;
        timeline = new Timeline(before.session().spec());
        wentTheSameWay = wentTheSameWay();
    }

    /**
     * Why it need not have shown it; empty if it would have.
     *
     * @param exposures those of the earlier session that are asked after
     */
    Optional<Reason> whyNot(Finding finding, List<Integer> exposures) {
        return notJudged(finding)
                .or(() -> noOccasion(finding))
                .or(() -> noScene(exposures))
                .or(() -> notRead(finding.recipient()))
                .or(() -> notAsked(finding.recipient(), exposures))
                .filter(reason -> !(GONE.contains(reason.kind()) && wentTheSameWay));
    }

    /**
     * Whether one plan took both to its end, with everything asked again that no finding is about, of nobody else, and as readable: a
     * request that is missing then was taken out.
     */
    private boolean wentTheSameWay() {
        return fullRunOf(before).isPresent()
                && fullRunOf(before).equals(fullRunOf(after))
                && after.recipients().stream()
                        .allMatch(c -> contacted(before, id(c)).isPresent() && isAsReadable(c))
                && before.recipients().stream().allMatch(this::isAskedAgain);
    }

    private static Optional<String> fullRunOf(Analysis in) {
        return in.session()
                .spec()
                .run()
                .filter(run -> run.level() == RunVerdict.Level.FULL)
                .map(RunVerdict::plan);
    }

    private boolean isAsReadable(Analysis.Contacted now) {
        return now.unread()
                        <= contacted(before, id(now))
                                .map(Analysis.Contacted::unread)
                                .orElse(0)
                && closed(before, id(now)).containsAll(closed(after, id(now)))
                && nameless(before, id(now)).containsAll(nameless(after, id(now)));
    }

    private boolean isAskedAgain(Analysis.Contacted then) {
        Set<Integer> found =
                before.findings().stream().flatMap(f -> f.flows().stream()).collect(Collectors.toSet());
        Set<String> now = asked(after, id(then)).keySet();
        return then.asked().entrySet().stream()
                .filter(e -> e.getValue().stream().noneMatch(found::contains))
                .allMatch(e -> now.contains(e.getKey()));
    }

    private static String id(Analysis.Contacted contacted) {
        return contacted.recipient().id();
    }

    /** Whoever never places an order again does not learn whether it still says so much. */
    private Optional<Reason> notAsked(String recipient, List<Integer> exposures) {
        Set<Integer> flows =
                exposures.stream().map(i -> before.exposures().get(i).flow()).collect(Collectors.toSet());
        Set<String> with = asked(before, recipient).entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(flows::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean again = with.stream().anyMatch(asked(after, recipient)::containsKey);
        return again ? Optional.empty() : reason(Kind.NOT_ASKED, with);
    }

    private static Map<String, List<Integer>> asked(Analysis in, String recipient) {
        return contacted(in, recipient).map(Analysis.Contacted::asked).orElse(Map.of());
    }

    private Optional<Reason> notJudged(Finding finding) {
        Optional<RuleState> state = state(after, finding);
        return state.isPresent() && state.get().state() != RuleState.State.NOT_JUDGEABLE
                ? Optional.empty()
                : Optional.of(new Reason(
                        Kind.NOT_JUDGED, state.map(RuleState::missing).orElse(List.of())));
    }

    /** Nobody learns what an app does after a refusal where none was made. */
    private Optional<Reason> noOccasion(Finding finding) {
        Set<String> kinds = state(before, finding).stream()
                .flatMap(r -> r.needs().stream())
                .filter(occasions::contains)
                .collect(Collectors.toSet());
        Set<String> lacking = new LinkedHashSet<>(labels(before, kinds));
        lacking.removeAll(labels(after, kinds));
        if (kinds.contains("background") && wasAway(before) && !wasAway(after)) {
            lacking.add("background");
        }
        return reason(Kind.NO_OCCASION, lacking);
    }

    private static Set<String> labels(Analysis in, Set<String> kinds) {
        return in.session().spec().markers().stream()
                .filter(m -> kinds.contains(m.kind()) && !m.kind().equals("background"))
                .map(Marker::label)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean wasAway(Analysis in) {
        return in.session().spec().markers().stream()
                .anyMatch(m -> m.kind().equals("background") || m.kind().equals("screen_off"));
    }

    /** What was sent in certain scenes only is not looked for where nobody opened any of them. */
    private Optional<Reason> noScene(List<Integer> exposures) {
        Set<String> scenes = exposures.stream()
                .map(i -> timeline.scene(before.exposures().get(i).at()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean again = scenes.contains("")
                || after.session().spec().markers().stream()
                        .anyMatch(m -> m.kind().equals("scene_enter")
                                && m.argument().filter(scenes::contains).isPresent());
        return again ? Optional.empty() : reason(Kind.NO_SCENE, scenes);
    }

    private Optional<Reason> notRead(String recipient) {
        if (contacted(before, recipient).isEmpty()) {
            return Optional.empty();
        }
        Optional<Analysis.Contacted> contacted = contacted(after, recipient);
        if (contacted.isEmpty()) {
            return Optional.of(new Reason(Kind.NOT_CONTACTED, List.of()));
        }
        if (contacted.get().unread() * 2 >= contacted.get().flows()) {
            return Optional.of(new Reason(Kind.UNREAD, List.of()));
        }
        return newly(Kind.CLOSED_FIELDS, closed(before, recipient), closed(after, recipient))
                .or(() -> newly(Kind.NAMELESS_FIELDS, nameless(before, recipient), nameless(after, recipient)));
    }

    private static Set<String> closed(Analysis in, String recipient) {
        return in.coverage().opaque().stream()
                .filter(o -> o.recipient().equals(recipient))
                .map(Coverage.Opaque::field)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> nameless(Analysis in, String recipient) {
        return in.coverage().nameless().stream()
                .filter(n -> n.recipients().contains(recipient))
                .map(Coverage.Nameless::field)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Reason> newly(Kind kind, Set<String> earlier, Set<String> later) {
        Set<String> added = new LinkedHashSet<>(later);
        added.removeAll(earlier);
        return reason(kind, added);
    }

    private static Optional<Reason> reason(Kind kind, Set<String> what) {
        return what.isEmpty() ? Optional.empty() : Optional.of(new Reason(kind, List.copyOf(what)));
    }

    private static Optional<RuleState> state(Analysis in, Finding finding) {
        return in.rules().stream().filter(r -> r.rule().equals(finding.rule())).findFirst();
    }

    static Optional<Analysis.Contacted> contacted(Analysis in, String recipient) {
        return in.recipients().stream()
                .filter(c -> c.recipient().id().equals(recipient))
                .findFirst();
    }
}
