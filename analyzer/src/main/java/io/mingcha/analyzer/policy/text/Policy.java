package io.mingcha.analyzer.policy.text;

import java.util.List;

/**
 * A policy as it was read.
 *
 * @param text everything that it says, in order; places are offsets into it
 */
public record Policy(String text, List<Block> blocks, List<Link> links) {
    public Policy {
        blocks = List.copyOf(blocks);
        links = List.copyOf(links);
    }

    /** An address that the text leads to at a place. */
    public record Link(int at, String address) {}
}
