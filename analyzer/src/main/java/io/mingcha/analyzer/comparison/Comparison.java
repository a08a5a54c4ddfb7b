package io.mingcha.analyzer.comparison;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.comparison.Change.Fate;
import io.mingcha.analyzer.comparison.Change.Reason;
import io.mingcha.flows.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The findings of two analyses of one app side by side, such as before and after a vendor's correction. */
public record Comparison(List<Change> changes) {
    public Comparison {
        changes = List.copyOf(changes);
    }

    /**
     * By fate, new ones first; each in the order of its report. A finding stands under several where some of its data went, came
     * or stayed.
     *
     * @param occasions the kinds of marker that bring about what a rule asks for
     */
    public static Comparison of(Analysis before, Analysis after, Set<String> occasions) {
        return new Comparison(new Sides(before, after, new Again(before, after, occasions)).compared());
    }

    /** How many there are of one fate. */
    public long count(Fate fate) {
        return changes.stream().filter(c -> c.fate() == fate).count();
    }

    /** Whether nothing but what was there is there. */
    public boolean isSame() {
        return changes.stream().allMatch(c -> c.fate() == Fate.STILL);
    }

    private record Sides(Analysis before, Analysis after, Again again) {

        List<Change> compared() {
            List<Change> changes = new ArrayList<>();
            after.findings().forEach(f -> later(f, changes));
            List<Change> gone = new ArrayList<>();
            before.findings().forEach(f -> earlier(f, gone));
            for (Change change : gone) {
                changes.add(withSuccessors(change, changes));
            }
            return changes.stream()
                    .sorted((a, b) -> a.fate().compareTo(b.fate()))
                    .toList();
        }

        private void later(Finding finding, List<Change> changes) {
            Optional<Finding> earlier = same(before, finding);
            Set<String> now = types(after, finding);
            Set<String> then = earlier.map(e -> types(before, e)).orElse(Set.of());
            if (earlier.isEmpty() || now.isEmpty()) {
                Fate fate = earlier.isPresent() ? Fate.STILL : Fate.NEW;
                changes.add(change(fate, finding, earlier, now, after, Optional.empty()));
                return;
            }
            Set<String> kept = both(now, then);
            if (!kept.isEmpty()) {
                changes.add(change(Fate.STILL, finding, earlier, kept, after, Optional.empty()));
            }
            Set<String> added = without(now, then);
            if (!added.isEmpty()) {
                changes.add(change(Fate.NEW, finding, Optional.empty(), added, after, Optional.empty()));
            }
        }

        private void earlier(Finding finding, List<Change> gone) {
            Optional<Finding> later = same(after, finding);
            Set<String> then = types(before, finding);
            if (then.isEmpty()) {
                if (later.isEmpty()) {
                    Optional<Reason> whyNot = again.whyNot(finding, List.of());
                    gone.add(change(fate(whyNot), finding, Optional.empty(), then, before, whyNot));
                }
                return;
            }
            Map<Optional<Reason>, Set<String>> byReason = new LinkedHashMap<>();
            for (String type : without(then, later.map(l -> types(after, l)).orElse(Set.of()))) {
                byReason.computeIfAbsent(
                                again.whyNot(finding, exposures(before, finding, Set.of(type))),
                                reason -> new LinkedHashSet<>())
                        .add(type);
            }
            byReason.forEach((whyNot, types) ->
                    gone.add(change(fate(whyNot), finding, Optional.empty(), types, before, whyNot)));
        }

        /** What went away with its recipient may go to another one now. */
        private Change withSuccessors(Change gone, List<Change> changes) {
            if (gone.reason().filter(r -> r.kind() == Reason.Kind.NOT_CONTACTED).isEmpty()) {
                return gone;
            }
            List<String> nowAt = changes.stream()
                    .filter(c -> c.fate() == Fate.NEW
                            && c.finding().rule().equals(gone.finding().rule())
                            && c.dataTypes().containsAll(gone.dataTypes())
                            && Again.contacted(before, c.finding().recipient()).isEmpty())
                    .map(c -> c.finding().recipient())
                    .toList();
            return new Change(
                    gone.fate(), gone.finding(), gone.earlier(), gone.dataTypes(), gone.count(), gone.reason(), nowAt);
        }
    }

    private static Change change(
            Fate fate,
            Finding finding,
            Optional<Finding> earlier,
            Set<String> types,
            Analysis in,
            Optional<Reason> reason) {
        int count = types.equals(types(in, finding))
                ? finding.count()
                : exposures(in, finding, types).size();
        return new Change(fate, finding, earlier, List.copyOf(types), count, reason, List.of());
    }

    private static Fate fate(Optional<Reason> whyNot) {
        return whyNot.map(reason -> switch (reason.kind()) {
                    case UNREAD, CLOSED_FIELDS, NAMELESS_FIELDS -> Fate.NOT_READABLE;
                    case NOT_CONTACTED, NOT_JUDGED, NO_OCCASION, NO_SCENE, NOT_ASKED -> Fate.NOT_EXERCISED;
                })
                .orElse(Fate.FIXED);
    }

    private static Optional<Finding> same(Analysis in, Finding finding) {
        return in.findings().stream()
                .filter(f -> f.rule().equals(finding.rule()) && f.recipient().equals(finding.recipient()))
                .findFirst();
    }

    private static Set<String> types(Analysis in, Finding finding) {
        return finding.exposures().stream()
                .map(i -> in.exposures().get(i).dataType())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Integer> exposures(Analysis in, Finding finding, Collection<String> types) {
        return finding.exposures().stream()
                .filter(i -> types.contains(in.exposures().get(i).dataType()))
                .toList();
    }

    private static Set<String> both(Set<String> these, Set<String> those) {
        Set<String> both = new LinkedHashSet<>(these);
        both.retainAll(those);
        return both;
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> without = new LinkedHashSet<>(these);
        without.removeAll(those);
        return without;
    }
}
