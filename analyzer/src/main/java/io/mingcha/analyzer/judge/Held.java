package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import io.mingcha.flows.Finding.Measure;
import io.mingcha.flows.Finding.Severity;
import io.mingcha.flows.Finding.Verdict;
import io.mingcha.flows.Ordinals;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The cases of one recipient for which a rule holds. */
final class Held {
    private final Rule rule;
    private final BitSet exposures = new BitSet();
    private final BitSet flows = new BitSet();
    /** Escalations that hold for any case, and for one that is certain and whose exposure is sure. */
    private final BitSet escalated = new BitSet();

    private final BitSet surelyEscalated = new BitSet();
    /** By what was measured of which type: where it was farthest beyond its limit. */
    private final Map<List<String>, Measure> measures = new LinkedHashMap<>();

    private final double suspectedBelow;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private int count;
    private int uncertain;
    private double surest;

    /** @param suspectedBelow exposures less certain than this carry no violation */
    Held(Rule rule, double suspectedBelow) {
        this.rule = rule;
        this.suspectedBelow = suspectedBelow;
    }

    /**
     * Adds a case.
     *
     * @param certain false if the rule holds for it only where markers are read against the app
     * @param graver whether an escalation holds for it
     * @param taken the numbers on which that rests
     */
    void add(Case c, boolean certain, Predicate<Rule.Escalation> graver, List<Measure> taken) {
        count++;
        double confidence = c.subject().map(s -> s.exposure().confidence()).orElse(1.0);
        if (certain) {
            surest = Math.max(surest, confidence);
        } else {
            uncertain++;
        }
        first = c.at().isBefore(first) ? c.at() : first;
        last = c.at().isAfter(last) ? c.at() : last;
        c.subject().ifPresent(s -> exposures.set(s.index()));
        if (c.flow() >= 0) {
            flows.set(c.flow());
        }
        taken.forEach(m -> measures.merge(
                List.of(m.fact(), m.dataType(), m.relation()), m, (old, now) -> now.isBeyond(old) ? now : old));
        List<Rule.Escalation> escalations = rule.escalations();
        for (int i = 0; i < escalations.size(); i++) {
            boolean sure = certain && confidence >= suspectedBelow;
            if (!(sure ? surelyEscalated : escalated).get(i) && graver.test(escalations.get(i))) {
                escalated.set(i);
                surelyEscalated.set(i, sure || surelyEscalated.get(i));
            }
        }
    }

    /** Where there are sure cases, what is said rests on them alone; the others are listed beside them. */
    Finding finding(String recipient) {
        boolean sure = surest >= suspectedBelow;
        BitSet graver = sure ? surelyEscalated : escalated;
        Severity severity = rule.severity();
        Verdict verdict = rule.verdict();
        for (int i = 0; i < rule.escalations().size(); i++) {
            Rule.Escalation escalation = rule.escalations().get(i);
            if (escalation.severity().compareTo(severity) > 0 && graver.get(i)) {
                severity = escalation.severity();
                verdict = escalation.verdict().orElse(verdict);
            }
        }
        if (uncertain == count && verdict == Verdict.SUSPECTED) {
            verdict = Verdict.CLUE;
            severity = severity.compareTo(Severity.MEDIUM) > 0 ? Severity.MEDIUM : severity;
        } else if (!sure && verdict == Verdict.VIOLATION) {
            verdict = Verdict.SUSPECTED;
        }
        return new Finding(
                rule.id(),
                rule.title(),
                verdict,
                severity,
                recipient,
                rule.clauses(),
                first,
                last,
                count,
                uncertain,
                List.copyOf(measures.values()),
                Ordinals.of(exposures),
                Ordinals.of(flows),
                rule.disproof(),
                rule.remedy());
    }
}
