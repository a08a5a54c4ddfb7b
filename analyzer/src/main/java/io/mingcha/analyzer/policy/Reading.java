package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Phrases;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Depths;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.List;
import java.util.Optional;

/** What all readers of one policy read with. */
record Reading(Policy policy, PolicyWords words, Mentions mentions, Receivers receivers, Phrases phrases, Rows rows) {
    String text() {
        return policy.text();
    }

    Optional<String> link(Span span) {
        return policy.links().stream()
                .filter(l -> l.at() >= span.start() && l.at() <= span.end())
                .map(Policy.Link::address)
                .findFirst();
    }

    /** Without its number or bullet. */
    Span body(Span span) {
        return new Span(span.start() + Depths.afterMark(span.in(text())), span.end());
    }

    List<Mentions.Mention> mentionsIn(Span span) {
        return mentions.in(span);
    }
}
