package io.mingcha.analyzer.comparison;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Marker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The findings of two analyses of one app side by side, such as before and after a vendor's correction. */
public record Comparison(List<Change> changes) {
    public Comparison {
        changes = List.copyOf(changes);
    }

    /** What became of a finding. */
    public enum Fate {
        NEW,
        STILL,
        FIXED,
        /** Its recipient was contacted, but half of that or more could not be read. */
        NOT_READABLE,
        /** Its recipient was not contacted, what brought it about did not happen, or the rule could not be judged: nothing can be said. */
        NOT_EXERCISED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param finding as the later analysis has it, else as the earlier one had it */
    public record Change(Fate fate, Finding finding) {}

    /**
     * New ones first, then what stayed, then the rest; each in the order of its report.
     *
     * @param occasions the kinds of marker that bring about what a rule asks for
     */
    public static Comparison of(Analysis before, Analysis after, Set<String> occasions) {
        List<Change> changes = new ArrayList<>();
        after.findings().stream()
                .filter(f -> same(before, f).isEmpty())
                .forEach(f -> changes.add(new Change(Fate.NEW, f)));
        after.findings().stream()
                .filter(f -> same(before, f).isPresent())
                .forEach(f -> changes.add(new Change(Fate.STILL, f)));
        List<Change> gone = before.findings().stream()
                .filter(f -> same(after, f).isEmpty())
                .map(f -> new Change(fate(f, before, after, occasions), f))
                .toList();
        for (Fate fate : List.of(Fate.FIXED, Fate.NOT_READABLE, Fate.NOT_EXERCISED)) {
            gone.stream().filter(c -> c.fate() == fate).forEach(changes::add);
        }
        return new Comparison(changes);
    }

    private static Optional<Finding> same(Analysis in, Finding finding) {
        return in.findings().stream()
                .filter(f -> f.rule().equals(finding.rule()) && f.recipient().equals(finding.recipient()))
                .findFirst();
    }

    private static Fate fate(Finding finding, Analysis before, Analysis after, Set<String> occasions) {
        boolean judged = after.rules().stream()
                .anyMatch(r -> r.rule().equals(finding.rule()) && r.state() != RuleState.State.NOT_JUDGEABLE);
        if (!judged || !happenedAgain(finding, before, after, occasions)) {
            return Fate.NOT_EXERCISED;
        }
        if (contacted(before, finding.recipient()).isEmpty()) {
            return Fate.FIXED;
        }
        return contacted(after, finding.recipient())
                .map(c -> c.unread() * 2 < c.flows() ? Fate.FIXED : Fate.NOT_READABLE)
                .orElse(Fate.NOT_EXERCISED);
    }

    /** Whether what brought the finding about came again: nobody learns what an app does after a refusal where none was made. */
    private static boolean happenedAgain(Finding finding, Analysis before, Analysis after, Set<String> occasions) {
        Set<String> kinds = new HashSet<>();
        before.rules().stream()
                .filter(r -> r.rule().equals(finding.rule()))
                .flatMap(r -> r.needs().stream())
                .filter(occasions::contains)
                .forEach(kinds::add);
        return labels(after, kinds).containsAll(labels(before, kinds))
                && (!kinds.contains("background") || !wasAway(before) || wasAway(after))
                && scenesCameAgain(finding, before, after);
    }

    private static Set<String> labels(Analysis in, Set<String> kinds) {
        return in.session().spec().markers().stream()
                .filter(m -> kinds.contains(m.kind()) && !m.kind().equals("background"))
                .map(Marker::label)
                .collect(Collectors.toSet());
    }

    private static boolean wasAway(Analysis in) {
        return in.session().spec().markers().stream()
                .anyMatch(m -> m.kind().equals("background") || m.kind().equals("screen_off"));
    }

    /** Whether the app was again in one of the scenes that the finding is of. */
    private static boolean scenesCameAgain(Finding finding, Analysis before, Analysis after) {
        boolean byScene = before.rules().stream()
                .anyMatch(r -> r.rule().equals(finding.rule()) && r.needs().contains("scene_enter"));
        if (!byScene) {
            return true;
        }
        Timeline timeline = new Timeline(before.session().spec());
        Set<String> scenes = finding.exposures().stream()
                .map(i -> timeline.scene(before.exposures().get(i).at()))
                .collect(Collectors.toSet());
        return scenes.isEmpty()
                || scenes.contains("")
                || after.session().spec().markers().stream()
                        .anyMatch(m -> m.kind().equals("scene_enter")
                                && m.argument().filter(scenes::contains).isPresent());
    }

    private static Optional<Analysis.Contacted> contacted(Analysis in, String recipient) {
        return in.recipients().stream()
                .filter(c -> c.recipient().id().equals(recipient))
                .findFirst();
    }
}
