package io.mingcha.analyzer.example;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Session;
import io.mingcha.settings.Place;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One small capture and what a rule makes of it.
 *
 * @param fires whether the rule must hold; otherwise it must be judged and not hold
 * @param verdict and {@code severity} and {@code recipient} of its finding, where the example says them
 * @param earlier what an earlier version of the app sent, where the example says it
 */
public record Example(
        String rule,
        Place place,
        boolean fires,
        Session session,
        List<Flow> flows,
        Optional<String> verdict,
        Optional<String> severity,
        Optional<String> recipient,
        Optional<Set<String>> earlier) {

    public Example {
        flows = List.copyOf(flows);
    }

    /** What is not as the example says; empty if all is. */
    public Optional<Text> contradiction(Configuration configuration) {
        Analysis analysis = Analyzer.analyze(configuration, session, earlier, flows::forEach, UnaryOperator.identity());
        RuleState state = analysis.rules().stream()
                .filter(r -> r.rule().equals(rule))
                .findFirst()
                .orElseThrow();
        if (state.state() == RuleState.State.NOT_JUDGEABLE) {
            String missing = String.join(", ", state.missing());
            return Optional.of(Text.of("无法判断，缺少 " + missing, "it cannot be judged without " + missing));
        }
        if (!fires) {
            return state.state() == RuleState.State.FIRED
                    ? Optional.of(Text.of("不应触发，却触发了", "it must not fire and does"))
                    : Optional.empty();
        }
        List<Finding> findings =
                analysis.findings().stream().filter(f -> f.rule().equals(rule)).toList();
        return findings.stream().anyMatch(this::isMeant)
                ? Optional.empty()
                : Optional.of(
                        findings.isEmpty()
                                ? Text.of(
                                        "应触发，却没有触发；发现的数据：" + seen(analysis, "无"),
                                        "it must fire and does not; data seen: " + seen(analysis, "none"))
                                : Text.of("触发了，但结论不同：" + told(findings), "it fires otherwise: " + told(findings)));
    }

    private boolean isMeant(Finding f) {
        return verdict.map(f.verdict().label()::equals).orElse(true)
                && severity.map(f.severity().label()::equals).orElse(true)
                && recipient.map(f.recipient()::equals).orElse(true);
    }

    private static String seen(Analysis analysis, String none) {
        String seen = String.join(
                ", ",
                analysis.exposures().stream()
                        .map(e -> e.dataType() + " → " + e.recipient())
                        .toList());
        return seen.isEmpty() ? none : seen;
    }

    private static String told(List<Finding> findings) {
        return String.join(
                ", ",
                findings.stream()
                        .map(f -> f.verdict().label() + " " + f.severity().label() + " → " + f.recipient())
                        .toList());
    }
}
