package io.mingcha.analyzer.comparison;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        /** Its recipient was contacted, but nothing of that could be read. */
        NOT_READABLE,
        /** Its recipient was not contacted, or the rule could not be judged: nothing can be said. */
        NOT_EXERCISED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param finding as the later analysis has it, else as the earlier one had it */
    public record Change(Fate fate, Finding finding) {}

    /** New ones first, then what stayed, then the rest; each in the order of its report. */
    public static Comparison of(Analysis before, Analysis after) {
        List<Change> changes = new ArrayList<>();
        after.findings().stream()
                .filter(f -> same(before, f).isEmpty())
                .forEach(f -> changes.add(new Change(Fate.NEW, f)));
        after.findings().stream()
                .filter(f -> same(before, f).isPresent())
                .forEach(f -> changes.add(new Change(Fate.STILL, f)));
        List<Change> gone = before.findings().stream()
                .filter(f -> same(after, f).isEmpty())
                .map(f -> new Change(fate(f, before, after), f))
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

    private static Fate fate(Finding finding, Analysis before, Analysis after) {
        boolean judged = after.rules().stream()
                .anyMatch(r -> r.rule().equals(finding.rule()) && r.state() != RuleState.State.NOT_JUDGEABLE);
        if (!judged) {
            return Fate.NOT_EXERCISED;
        }
        if (contacted(before, finding.recipient()).isEmpty()) {
            return Fate.FIXED;
        }
        return contacted(after, finding.recipient())
                .map(c -> c.unread() < c.flows() ? Fate.FIXED : Fate.NOT_READABLE)
                .orElse(Fate.NOT_EXERCISED);
    }

    private static Optional<Analysis.Contacted> contacted(Analysis in, String recipient) {
        return in.recipients().stream()
                .filter(c -> c.recipient().id().equals(recipient))
                .findFirst();
    }
}
