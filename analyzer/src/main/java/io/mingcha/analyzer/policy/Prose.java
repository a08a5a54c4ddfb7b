package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Paragraphs of sentences: who is spoken of from one to the next, and what goes on with what one before says. */
final class Prose {
    private static final Pattern OPENS = Pattern.compile("[：:]\\s*$");

    private final Reading reading;
    private final Chapters chapters;
    private final Headings headings;
    private final Collecting collecting;
    private final GivingOn givingOn;
    private final Statements statements;
    private final String text;
    /** Who was spoken of in the paragraph before, for «该SDK». */
    private List<Receiver> lately = List.of();

    /**
     * What the sentences of a paragraph spoke of.
     *
     * @param found they say that something is collected
     * @param first the first whom they name
     * @param last whether the last of them names somebody
     * @param about whom the paragraph is headed with, and what stands below it
     */
    record Heard(Span tail, boolean found, List<Receiver> first, boolean last, List<Receiver> about) {}

    Prose(Reading reading, Chapters chapters, Headings headings, Definitions definitions) {
        this.reading = reading;
        this.chapters = chapters;
        this.headings = headings;
        this.collecting = new Collecting(reading, definitions);
        this.givingOn = new GivingOn(reading);
        this.statements = new Statements(reading, collecting, givingOn);
        this.text = reading.text();
    }

    /**
     * A paragraph, which may open a chapter of its own.
     *
     * @param leaf nothing is below it
     */
    void read(Span paragraph, int depth, boolean leaf) {
        Chapter around = headings.around(paragraph, depth, leaf);
        headings.open(paragraph, depth, around, sentences(paragraph, around, group -> true));
    }

    /** A cell of a table without headings that say what it is. */
    void readCell(Span cell) {
        sentences(cell, chapters.current(), group -> true);
    }

    /** What a cell beside somebody's name says of what he gets: kinds of recipients in it are himself again. */
    void readAbout(Receiver receiver, Span cell) {
        sentences(cell, new Chapter(0, Set.of(Says.LISTS), List.of(receiver), Optional.empty()), Prose::isElse);
    }

    /** @param meant which of those that sentences name are spoken of */
    private Heard sentences(Span paragraph, Chapter opened, Predicate<Receivers.Group> meant) {
        Chapter around = opened;
        List<Receiver> spoken = around.receivers();
        List<Receiver> first = List.of();
        List<Receiver> about = List.of();
        boolean found = false;
        boolean listing = false;
        boolean collected = false;
        boolean unrelated = false;
        boolean named = false;
        List<Rows.Key> last = List.of();
        Span tail = paragraph;
        for (Span sentence : Sentences.of(text, paragraph, reading.mentions())) {
            tail = sentence;
            named = false;
            List<Receivers.Group> groups =
                    reading.receivers().in(sentence).stream().filter(meant).toList();
            if (sentence.start() == paragraph.start()) {
                List<Receivers.Group> heading = reading.receivers().heading(sentence);
                groups = heading.isEmpty() ? groups : heading;
                about = heading.isEmpty() ? about : heading.get(0).receivers();
            }
            if (groups.isEmpty() && around.says(Says.OTHERS) && sentence.start() == paragraph.start()) {
                groups = reading.receivers().leading(sentence);
            }
            if (givingOn.takesBack(last, sentence)) {
                last = List.of();
                continue;
            }
            boolean ofLately = spoken.isEmpty() && reading.receivers().namesBefore(sentence);
            boolean more = groups.isEmpty()
                    && (!last.isEmpty() || collected && exemplifies(sentence))
                    && enumeratesMore(sentence);
            boolean ofLast = !last.isEmpty() && (more || reading.receivers().goesOn(sentence));
            List<Receiver> before = ofLast ? last.get(last.size() - 1).receivers() : ofLately ? lately : spoken;
            named = !groups.isEmpty();
            if (named) {
                spoken = groups.get(groups.size() - 1).receivers();
                first = first.isEmpty() ? groups.get(0).receivers() : first;
                if (sentence.start() == paragraph.start()
                        && (!about.isEmpty() || reading.receivers().isHeaded(sentence))) {
                    around = around.of(groups.get(0).receivers());
                }
            }
            if (unrelated && goesOnWithout(sentence)) {
                continue;
            }
            unrelated = collecting.isUnrelated(sentence) && !words("insists").isIn(text, sentence);
            collected = reading.words().collects(text, sentence) && !collecting.isUnrelated(sentence);
            Chapter within = listing || more ? around.listing() : around;
            List<Rows.Key> said = statements.read(sentence, groups, before, more ? within.of(before) : within);
            listing |= OPENS.matcher(sentence.in(text)).find()
                    && reading.words().collects(text, sentence)
                    && !words("purpose.lists").isIn(text, sentence);
            found |= !said.isEmpty();
            if (said.isEmpty()) {
                givingOn.readOf(last, sentence, groups);
            } else {
                last = said;
            }
        }
        lately = spoken;
        return new Heard(tail, found, first, named, about);
    }

    /** «……，设备品牌。以及运营商信息，设备时区。»: data and nothing that says anything of them. */
    private boolean enumeratesMore(Span sentence) {
        List<Span> purposes = reading.phrases().purposes(sentence);
        List<Span> named = reading.mentionsIn(sentence).stream()
                .map(Mentions.Mention::span)
                .filter(n -> purposes.stream().noneMatch(p -> p.holds(n.start())))
                .toList();
        int rest = sentence.letters(text)
                - purposes.stream().mapToInt(word -> word.letters(text)).sum();
        return named.size() > 1
                && !reading.words().collects(text, sentence)
                && named.stream().mapToInt(word -> word.letters(text)).sum() * 2 >= rest;
    }

    /** «个人信息包括：姓名、邮箱；学历、学校»: what a semicolon joins to something is about the same unless it says that it collects. */
    private boolean goesOnWithout(Span sentence) {
        int before = sentence.start() - 1;
        while (before > 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0
                && "；;".indexOf(text.charAt(before)) >= 0
                && !words("insists").isIn(text, sentence);
    }

    /** «我们会收集您的资料。例如，您的姓名。»: of what the sentence before says. */
    private boolean exemplifies(Span sentence) {
        return words("examples").in(text, sentence).stream()
                .anyMatch(w -> w.span().start() == sentence.start());
    }

    private static boolean isElse(Receivers.Group group) {
        return group.receivers().stream()
                .anyMatch(r -> !r.known().isEmpty() || r.company().isPresent());
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
