package io.mingcha.analyzer.policy.text;

import java.util.List;

/** A part of a policy. */
public sealed interface Block {

    /**
     * Text of its own.
     *
     * @param depth how far within others it stands: what is deeper belongs to the one before it
     */
    record Paragraph(Span span, int depth) implements Block {}

    /** Rows of cells, all rows of the same length; a merged cell stands in every place that it covers. */
    record Table(List<List<Span>> rows) implements Block {
        public Table {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
