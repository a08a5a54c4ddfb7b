package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import java.util.Optional;

/**
 * Somebody whom a sentence names, and where.
 *
 * @param behind what he gets stands before him: «share your email with Heron»
 */
record Named(Span span, Optional<String> name, Optional<String> company, boolean behind) {
    Named(Span span, Optional<String> name, Optional<String> company) {
        this(span, name, company, false);
    }

    Named afterData() {
        return new Named(span, name, company, true);
    }

    static Named byName(Span span, String name) {
        return new Named(span, Optional.of(name), Optional.empty());
    }
}
