package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.catalogue.Recipients;
import io.mingcha.analyzer.policy.receiver.KnownNames;
import io.mingcha.analyzer.policy.receiver.Phrases;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Block;
import io.mingcha.analyzer.policy.text.Block.Paragraph;
import io.mingcha.analyzer.policy.text.Block.Table;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drafts a declaration from a policy: prose, lists, key-value blocks and tables. For one policy each. */
public final class Drafting {
    private final Reading reading;
    private final Chapters chapters = new Chapters();
    private final Titles titles;
    private final Pairs pairs;
    private final Tables tables;
    private final Headings headings;
    private final Prose prose;
    private final ListedTable listed;
    private final RecordList recordList;

    private Drafting(Reading reading) {
        this.reading = reading;
        Fields fields = new Fields(reading);
        this.titles = new Titles(reading);
        this.pairs = new Pairs(reading, chapters, fields);
        Definitions definitions = new Definitions(reading);
        this.headings = new Headings(reading, chapters, definitions);
        this.prose = new Prose(reading, chapters, headings, definitions);
        this.listed = new ListedTable(reading);
        this.tables = new Tables(reading, chapters, fields, prose);
        this.recordList = new RecordList(reading, chapters, fields, titles);
    }

    public static Draft of(Policy written, PolicyWords words, Recipients known) {
        String text = words.simplified(written.text());
        Policy policy = new Policy(text, written.blocks(), written.links());
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
        Records records = new Records(reading, blocks);
        for (int i = 0; i < blocks.size(); i++) {
            List<Block> from = blocks.subList(i, blocks.size());
            Optional<Records.Run> run = records.at(i);
            if (run.isPresent() && recordList.read(run.get(), pairs::end)) {
                i = run.get().last();
                continue;
            }
            List<List<Span>> lines = listed.table(from);
            if (!lines.isEmpty()) {
                pairs.end();
                tables.read(lines);
                i += taken(from, lines) - 1;
            } else if (blocks.get(i) instanceof Table table) {
                pairs.end();
                tables.read(table.rows());
            } else if (blocks.get(i) instanceof Paragraph paragraph) {
                boolean headsPairs = i + 1 < blocks.size()
                        && blocks.get(i + 1) instanceof Paragraph next
                        && (pairs.begin(reading.body(next.span()))
                                || isSomebody(paragraph) && pairs.isKeyed(reading.body(next.span())));
                pairs.ahead(() -> columns(from));
                paragraph(paragraph, headsPairs, !heads(paragraph, from));
            }
        }
        pairs.end();
    }

    /** How many blocks the cells of a table are; one may have been written on two. */
    private static int taken(List<Block> blocks, List<List<Span>> rows) {
        List<Span> last = rows.get(rows.size() - 1);
        int end = last.get(last.size() - 1).end();
        int taken = 0;
        while (taken < blocks.size()
                && blocks.get(taken) instanceof Paragraph cell
                && cell.span().end() <= end) {
            taken++;
        }
        return taken;
    }

    /** A line whose last words are data. */
    private boolean isData(Span line) {
        return reading.mentionsIn(line).stream()
                .anyMatch(m -> m.span().end() == line.stripped(reading.text()).end());
    }

    /** Whether a line says itself that it names somebody. */
    private boolean isSomebody(Paragraph paragraph) {
        Span line = reading.body(paragraph.span());
        return titles.isTitle(line)
                && titles.names(line).filter(Titles.Title::certain).isPresent();
    }

    /** The keys of the paragraphs that follow, as far as most of them are pairs. */
    private List<Column> columns(List<Block> blocks) {
        List<Column> columns = new ArrayList<>();
        int others = 0;
        for (Block block : blocks) {
            List<Column> more = block instanceof Paragraph paragraph
                    ? pairs.columns(reading.body(paragraph.span()))
                    : List.<Column>of();
            others = more.isEmpty() ? others + 1 : 0;
            if (others > 1 || block instanceof Table) {
                break;
            }
            columns.addAll(more);
        }
        return columns;
    }

    /** Whether it heads what follows, deeper or a sentence beside it, and is no item. */
    private boolean heads(Paragraph paragraph, List<Block> from) {
        if (from.size() < 2) {
            return false;
        }
        return !(from.get(1) instanceof Paragraph next)
                || next.depth() > paragraph.depth()
                || next.depth() == paragraph.depth()
                        && next.span().in(reading.text()).contains("。");
    }

    private void paragraph(Paragraph paragraph, boolean headsPairs, boolean leaf) {
        Span whole = reading.body(paragraph.span());
        Span head = pairs.head(whole);
        Span span = new Span(head.end(), whole.end()).stripped(reading.text());
        boolean pair = pairs.begin(span);
        chapters.close(paragraph.depth(), pair);
        if (head.length() > 0) {
            pairs.end();
            titles.names(head).ifPresent(title -> pairs.under(title, paragraph.depth()));
        }
        if (pair) {
            pairs.read(span, paragraph.depth());
        } else if (pairs.goesOn(span, paragraph.depth())) {
            pairs.goOn(span);
        } else if (headsPairs && pairs.isOther(span)) {
            pairs.skip();
        } else if (headsPairs && titles.isTitle(span) && !headings.turnsAway(span)) {
            pairs.end();
            if (isData(span)) {
                pairs.of(span);
            }
            titles.names(span).ifPresent(title -> pairs.under(title, paragraph.depth()));
        } else {
            pairs.end();
            prose.read(span, paragraph.depth(), leaf);
        }
    }
}
