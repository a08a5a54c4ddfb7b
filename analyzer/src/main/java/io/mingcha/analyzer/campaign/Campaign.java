package io.mingcha.analyzer.campaign;

import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A campaign's problems, {@code config/campaign.yaml}. */
public final class Campaign {
    private static final List<String> OBSERVABLE = List.of("yes", "partly", "probe", "documents", "organisation");

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> removed;

    /**
     * One problem.
     *
     * @param sectors whose apps it is about; empty if it is about everybody's
     * @param rules whose findings answer it
     * @param purposes of recipients, of which alone it is; empty if it is about all
     * @param documents what must be asked for besides
     */
    public record Problem(
            String id,
            Text title,
            String observable,
            List<String> sectors,
            List<String> rules,
            List<String> purposes,
            Optional<Text> documents) {
        public Problem {
            sectors = List.copyOf(sectors);
            rules = List.copyOf(rules);
            purposes = List.copyOf(purposes);
        }

        /** What is about the app itself and no recipient concerns every problem of its rules. */
        private boolean concerns(Finding finding, Map<String, List<String>> purposesOf) {
            List<String> of = purposesOf.get(finding.recipient());
            return rules.contains(finding.rule())
                    && (purposes.isEmpty() || of == null || of.stream().anyMatch(purposes::contains));
        }
    }

    /** What an analysis says to a problem. */
    public enum State {
        FOUND,
        NOTHING_FOUND,
        /** Nothing was found by the rules that could be judged; others could not. */
        PARTLY_JUDGED,
        NOT_JUDGED,
        DOCUMENTS_NEEDED,
        /** The app is of another sector. */
        NOT_APPLICABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The answer to a problem.
     *
     * @param findings that speak to it, gravest first
     * @param unjudged the rules that could not be judged
     * @param missing what they lacked
     */
    public record Answer(
            Problem problem, State state, List<Finding> findings, List<String> unjudged, List<String> missing) {
        public Answer {
            findings = List.copyOf(findings);
            unjudged = List.copyOf(unjudged);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Reads the problems.
     *
     * @param ruleIds the rules there are
     * @param removed rules that somebody took out: what they would have answered is not judged
     * @param sectorIds the sectors there are
     * @param purposeIds the purposes that recipients may have
     */
    public Campaign(
            Setting root,
            List<String> ruleIds,
            Set<String> removed,
            List<String> sectorIds,
            Collection<String> purposeIds) {
        this.removed = Set.copyOf(removed);
        List<String> known = new ArrayList<>(ruleIds);
        known.addAll(removed);
        root.allow("problems");
        Set<String> ids = new LinkedHashSet<>();
        for (Setting problem : root.require("problems").list()) {
            problem.allow("id", "title", "observable", "sectors", "rules", "purposes", "documents");
            String id = problem.require("id").text("");
            if (!ids.add(id)) {
                problem.problem(id + " 重复", id + " stands here twice");
            }
            List<String> rules = new ArrayList<>();
            problem.get("rules").list().forEach(r -> r.oneOf(known).ifPresent(rules::add));
            List<String> sectors = new ArrayList<>();
            problem.get("sectors").list().forEach(x -> x.oneOf(sectorIds).ifPresent(sectors::add));
            List<String> purposes = new ArrayList<>();
            problem.get("purposes")
                    .list()
                    .forEach(x -> x.oneOf(List.copyOf(purposeIds)).ifPresent(purposes::add));
            Optional<Text> documents = problem.get("documents").isPresent()
                    ? Optional.of(problem.get("documents").bilingual())
                    : Optional.empty();
            if (rules.isEmpty() && documents.isEmpty()) {
                problem.problem("需要 rules 或 documents", "needs rules or documents to be answered by");
            }
            problems.add(new Problem(
                    id,
                    problem.require("title").bilingual(),
                    problem.require("observable").oneOf(OBSERVABLE).orElse("yes"),
                    sectors,
                    rules,
                    purposes,
                    documents));
        }
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * An answer to every problem, in order.
     *
     * @param purposesOf what recipients are there for, by id
     * @param sector of the app; where it is not known every problem is answered
     */
    public List<Answer> answers(
            List<Finding> findings,
            List<RuleState> states,
            Map<String, List<String>> purposesOf,
            Optional<String> sector) {
        Map<String, RuleState> byRule = new HashMap<>();
        states.forEach(state -> byRule.put(state.rule(), state));
        return problems.stream()
                .map(p -> p.sectors().isEmpty()
                                || sector.map(p.sectors()::contains).orElse(true)
                        ? answer(p, findings, byRule, purposesOf)
                        : new Answer(p, State.NOT_APPLICABLE, List.of(), List.of(), List.of()))
                .toList();
    }

    private Answer answer(
            Problem problem,
            List<Finding> findings,
            Map<String, RuleState> states,
            Map<String, List<String>> purposesOf) {
        List<Finding> speaking =
                findings.stream().filter(f -> problem.concerns(f, purposesOf)).toList();
        List<String> unjudged = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String rule : problem.rules()) {
            RuleState state = states.get(rule);
            if (removed.contains(rule)) {
                unjudged.add(rule);
            } else if (state != null && state.state() == RuleState.State.NOT_JUDGEABLE) {
                unjudged.add(rule);
                missing.addAll(state.missing());
            }
        }
        return new Answer(problem, state(problem, speaking, unjudged), speaking, unjudged, List.copyOf(missing));
    }

    private static State state(Problem problem, List<Finding> speaking, List<String> unjudged) {
        if (!speaking.isEmpty()) {
            return State.FOUND;
        }
        if (problem.observable().equals("organisation")) {
            return State.DOCUMENTS_NEEDED;
        }
        if (unjudged.isEmpty()) {
            return State.NOTHING_FOUND;
        }
        return unjudged.size() < problem.rules().size() ? State.PARTLY_JUDGED : State.NOT_JUDGED;
    }
}
