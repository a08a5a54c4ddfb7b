package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Text;
import java.util.Optional;

/**
 * One run of a batch, for reports.
 *
 * @param subject app, plan and variant
 * @param came how it came out, for programs
 * @param tries how often it was tried
 * @param verdict absent if it never got so far
 * @param why it failed; empty if it did not
 * @param outdated whether its plan, persona, app or configuration were changed after it
 * @param analysis absent if nothing was recorded
 */
public record BatchRun(
        String subject,
        String job,
        String device,
        String came,
        int tries,
        Optional<String> session,
        Optional<RunVerdict> verdict,
        Text why,
        boolean outdated,
        Optional<Summary> analysis) {

    /** What of an analysis a batch shows, so that a night's results fit into memory. */
    public record Summary(Text headline, java.util.List<Rule> rules, java.util.List<Finding> findings, boolean clean) {
        public Summary {
            rules = java.util.List.copyOf(rules);
            findings = java.util.List.copyOf(findings);
        }

        public static Summary of(Analysis analysis) {
            return new Summary(
                    Headline.of(analysis),
                    analysis.rules().stream()
                            .map(r -> new Rule(r.rule(), r.state().label(), String.join(", ", r.missing())))
                            .toList(),
                    analysis.findings().stream()
                            .map(f -> new Finding(
                                    f.rule(),
                                    f.title(),
                                    f.recipient(),
                                    f.severity().label(),
                                    f.count()))
                            .toList(),
                    analysis.findings().isEmpty() && analysis.coverage().verdict());
        }

        /** A rule and how it stands. */
        public record Rule(String id, String state, String missing) {}

        /** A finding in one line. */
        public record Finding(String rule, Text title, String recipient, String severity, int count) {}
    }

    /** Whether anything may be concluded from it. */
    public boolean isUsable() {
        return verdict.map(v -> v.level() != RunVerdict.Level.UNUSABLE).orElse(false) && analysis.isPresent();
    }
}
