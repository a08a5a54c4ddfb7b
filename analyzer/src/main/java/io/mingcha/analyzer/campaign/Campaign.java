package io.mingcha.analyzer.campaign;

import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Finding;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private final Set<String> acts = new LinkedHashSet<>();

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
        private boolean concerns(Finding finding, Parties parties) {
            return rules.contains(finding.rule())
                    && (purposes.isEmpty()
                            || parties.purposes(finding.recipient())
                                    .map(of -> of.stream().anyMatch(purposes::contains))
                                    .orElse(true));
        }

        /** What would concern it if it were known what its recipient is there for. */
        private boolean mayConcern(Finding finding, Parties parties) {
            return rules.contains(finding.rule())
                    && !purposes.isEmpty()
                    && parties.strangers().contains(finding.recipient());
        }
    }

    /**
     * Who was contacted.
     *
     * @param purposesOf what recipients are there for, by id
     * @param strangers others than the app's own of whom that is not known
     */
    public record Parties(Map<String, List<String>> purposesOf, Set<String> strangers) {
        public Parties {
            purposesOf = Map.copyOf(purposesOf);
            strangers = Set.copyOf(strangers);
        }

        private Optional<List<String>> purposes(String recipient) {
            return Optional.ofNullable(purposesOf.get(recipient));
        }
    }

    /**
     * What the app does.
     *
     * @param sector empty if it is of none, or if nobody said
     * @param said whether somebody said what the app does
     */
    public record Trade(Optional<String> sector, boolean said) {}

    /** What an analysis says to a problem. */
    public enum State {
        VIOLATION,
        /** What was found is suspected, no more. */
        SUSPECTED,
        /** What was found is a clue, no more. */
        CLUE,
        NOTHING_FOUND,
        /** Nothing was found by the rules that could be judged; others could not, or nobody did what they ask about. */
        PARTLY_JUDGED,
        NOT_JUDGED,
        DOCUMENTS_NEEDED,
        /** It is a sector's, and nobody said of which the app is. */
        SECTOR_NOT_SAID,
        /** The app is of another sector. */
        NOT_APPLICABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A rule that says nothing, and what it lacked. */
    public record Open(String rule, List<String> missing) {
        public Open {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The answer to a problem.
     *
     * @param findings that speak to it, gravest first
     * @param perhaps findings that would if their recipient were there for what the problem is about
     * @param unjudged rules that could not be judged
     * @param unexercised rules about what nobody did: kinds of marker of which none came
     */
    public record Answer(
            Problem problem,
            State state,
            List<Finding> findings,
            List<Finding> perhaps,
            List<Open> unjudged,
            List<Open> unexercised) {
        public Answer {
            findings = List.copyOf(findings);
            perhaps = List.copyOf(perhaps);
            unjudged = List.copyOf(unjudged);
            unexercised = List.copyOf(unexercised);
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
        root.allow("acts", "problems");
        root.get("acts")
                .list()
                .forEach(act -> act.oneOf(List.copyOf(MarkerKinds.all())).ifPresent(acts::add));
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
     * @param happened kinds of marker that came
     */
    public List<Answer> answers(
            List<Finding> findings, List<RuleState> states, Parties parties, Trade trade, Set<String> happened) {
        Map<String, RuleState> byRule = new HashMap<>();
        states.forEach(state -> byRule.put(state.rule(), state));
        return problems.stream()
                .map(p -> p.sectors().isEmpty()
                                || !trade.said()
                                || trade.sector().filter(p.sectors()::contains).isPresent()
                        ? answer(p, findings, byRule, parties, trade, happened)
                        : new Answer(p, State.NOT_APPLICABLE, List.of(), List.of(), List.of(), List.of()))
                .toList();
    }

    private Answer answer(
            Problem problem,
            List<Finding> findings,
            Map<String, RuleState> states,
            Parties parties,
            Trade trade,
            Set<String> happened) {
        List<Finding> speaking =
                findings.stream().filter(f -> problem.concerns(f, parties)).toList();
        List<Finding> perhaps =
                findings.stream().filter(f -> problem.mayConcern(f, parties)).toList();
        List<Open> unjudged = new ArrayList<>();
        List<Open> unexercised = new ArrayList<>();
        for (String rule : problem.rules()) {
            RuleState state = states.get(rule);
            if (removed.contains(rule)) {
                unjudged.add(new Open(rule, List.of()));
            } else if (state != null && state.state() == RuleState.State.NOT_JUDGEABLE) {
                unjudged.add(new Open(rule, state.missing()));
            } else if (state != null && state.state() == RuleState.State.NOT_FIRED) {
                List<String> asked =
                        state.needs().stream().filter(acts::contains).toList();
                if (!asked.isEmpty() && asked.stream().noneMatch(happened::contains)) {
                    unexercised.add(new Open(rule, asked));
                }
            }
        }
        boolean ofNobodyKnowsWhich = !problem.sectors().isEmpty() && !trade.said();
        int open = unjudged.size() + unexercised.size();
        State state = ofNobodyKnowsWhich
                ? State.SECTOR_NOT_SAID
                : gravest(speaking).orElseGet(() -> withoutFindings(problem, open, !perhaps.isEmpty()));
        return new Answer(problem, state, speaking, perhaps, unjudged, unexercised);
    }

    private static Optional<State> gravest(List<Finding> findings) {
        return findings.stream()
                .map(f -> switch (f.verdict()) {
                    case VIOLATION -> State.VIOLATION;
                    case SUSPECTED -> State.SUSPECTED;
                    case CLUE -> State.CLUE;
                })
                .min(Comparator.naturalOrder());
    }

    private static State withoutFindings(Problem problem, int open, boolean perhaps) {
        boolean whole = open == 0 && !perhaps;
        if (problem.observable().equals("organisation") || problem.observable().equals("documents") && !whole) {
            return State.DOCUMENTS_NEEDED;
        }
        if (whole) {
            return State.NOTHING_FOUND;
        }
        return open < problem.rules().size() ? State.PARTLY_JUDGED : State.NOT_JUDGED;
    }
}
