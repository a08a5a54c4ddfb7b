package io.mingcha.analyzer;

import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Party;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Everything that the analysis of one session gave.
 *
 * @param exposures in the order in which they were found; of a large session most are read from disk, best in order
 * @param recipients everyone who was contacted, by id
 * @param declarationSeen declared data types and recipients, with whether they were seen; empty without a declaration
 */
public record Analysis(
        Session session,
        String configDigest,
        Coverage coverage,
        List<Exposure> exposures,
        List<Finding> findings,
        List<RuleState> rules,
        List<Contacted> recipients,
        List<Declared> declarationSeen) {

    public Analysis {
        exposures = Collections.unmodifiableList(exposures);
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
        recipients = List.copyOf(recipients);
        declarationSeen = List.copyOf(declarationSeen);
    }

    /** What the conditions of a rule rest on, such as kinds of marker. */
    public List<String> needsOf(String rule) {
        return rules.stream()
                .filter(state -> state.rule().equals(rule))
                .findFirst()
                .map(RuleState::needs)
                .orElse(List.of());
    }

    /**
     * Somebody who was contacted.
     *
     * @param sdks vendors whose clients spoke to him, as their adapters tell: more than one may share a host
     * @param asked what was asked of him, as methods, hosts and paths without numbers, each with the exchanges that did
     */
    public record Contacted(
            Recipient recipient,
            Party party,
            boolean declared,
            List<String> hosts,
            int flows,
            int unread,
            List<Sdk> sdks,
            List<String> dataTypes,
            Map<String, List<Integer>> asked) {}

    /** A vendor's client, by what its adapter is called. */
    public record Sdk(String id, Text name) {}

    /** A declared data type, and whether it was seen. */
    public record Declared(String type, boolean seen) {}
}
