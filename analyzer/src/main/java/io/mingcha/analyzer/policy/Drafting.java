package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.policy.receiver.KnownNames;
import io.mingcha.analyzer.policy.receiver.Phrases;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Block;
import io.mingcha.analyzer.policy.text.Block.Paragraph;
import io.mingcha.analyzer.policy.text.Block.Table;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.Collection;
import java.util.List;

/** Drafts a declaration from a policy: prose, lists, key-value blocks and tables. For one policy each. */
public final class Drafting {
    private final Reading reading;
    private final Chapters chapters = new Chapters();
    private final Titles titles;
    private final Pairs pairs;
    private final Tables tables;
    private final Prose prose;

    private Drafting(Reading reading) {
        this.reading = reading;
        Fields fields = new Fields(reading);
        this.titles = new Titles(reading);
        this.pairs = new Pairs(reading, chapters, fields);
        this.prose = new Prose(reading, chapters);
        this.tables = new Tables(reading, chapters, fields, prose);
    }

    public static Draft of(Policy policy, PolicyWords words, Collection<Recipient> known) {
        String text = policy.text();
        Rows rows = new Rows();
        Drafting drafting = new Drafting(new Reading(
                policy,
                words,
                new Mentions(words, text),
                new Receivers(words, new KnownNames(known), text),
                new Phrases(words, text),
                rows));
        drafting.read(policy.blocks());
        return rows.draft();
    }

    private void read(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Table table) {
                pairs.end();
                tables.read(table.rows());
            } else if (blocks.get(i) instanceof Paragraph paragraph) {
                boolean headsPairs = i + 1 < blocks.size()
                        && blocks.get(i + 1) instanceof Paragraph next
                        && pairs.begin(reading.body(next.span()));
                paragraph(paragraph, headsPairs);
            }
        }
        pairs.end();
    }

    private void paragraph(Paragraph paragraph, boolean headsPairs) {
        Span span = reading.body(paragraph.span());
        boolean pair = pairs.begin(span);
        chapters.close(paragraph.depth(), pair);
        if (pair) {
            pairs.read(span, paragraph.depth());
        } else if (pairs.goesOn(span, paragraph.depth())) {
            pairs.goOn(span);
        } else if (headsPairs && titles.isTitle(span)) {
            pairs.end();
            titles.names(span).ifPresent(title -> pairs.under(title, paragraph.depth()));
        } else {
            pairs.end();
            prose.read(span, paragraph.depth());
        }
    }
}
