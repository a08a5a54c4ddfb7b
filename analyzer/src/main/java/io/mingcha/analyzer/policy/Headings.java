package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that speak of what stands below them: it is collected or is not, who gets it, or that it is about something else. */
final class Headings {
    private static final Pattern SENTENCE = Pattern.compile("[，。；！：,;!:]|\\.$");
    private static final Pattern BRACKET = Pattern.compile("[（(][^（）()]*[）)]");
    private static final int LONGEST_HEADING = 60;
    private static final int LONGEST_TITLE = 40;

    private final Reading reading;
    private final Chapters chapters;
    private final Definitions definitions;
    private final Refusals refusals;
    private final String text;
    private final Pattern list;

    Headings(Reading reading, Chapters chapters, Definitions definitions) {
        this.reading = reading;
        this.chapters = chapters;
        this.definitions = definitions;
        this.refusals = new Refusals(reading);
        this.text = reading.text();
        this.list = Pattern.compile(".*(?:[：:]|" + reading.words().oneOf("wording.below") + ")[^。]{0,12}");
    }

    /**
     * The chapter in which a paragraph's own sentences stand: an item below «收集的信息» is collected without a verb.
     *
     * @param leaf nothing is below it
     */
    Chapter around(Span paragraph, int depth, boolean leaf) {
        Chapter chapter = chapters.current();
        return leaf && chapter.says(Says.COUNTS) && depth > chapter.depth() && isItem(paragraph)
                ? chapter.listing()
                : chapter;
    }

    /** Opens the chapter of what stands below a paragraph, if it says anything of that. */
    void open(Span paragraph, int depth, Chapter around, Prose.Heard heard) {
        Span tail = heard.tail();
        boolean opens = list.matcher(tail.in(text).replace('\n', ' ')).matches();
        boolean ofUses = words("purpose.lists").isIn(text, tail);
        Optional<Says> refused = refusals.of(paragraph);
        boolean heads = paragraph.length() <= LONGEST_HEADING
                && words("collecting").isIn(text, paragraph)
                && !(opens && ofUses)
                && refused.isEmpty();
        boolean lists = opens && !ofUses;
        boolean insists = lists && words("insists").isIn(text, tail);
        boolean elsewhere = !heads
                && !insists
                && (around.says(Says.ELSEWHERE) || !around.says(Says.COUNTS) && isAboutElse(paragraph));
        boolean collects =
                lists && (reading.words().collects(text, tail) || around.says(Says.LISTS) || definitions.isHead(tail));
        boolean names =
                !heard.about().isEmpty() || !heard.found() && !heard.first().isEmpty() && (heard.last() || opens);
        boolean turns = refused.isPresent() || elsewhere && !around.says(Says.ELSEWHERE);
        if (!collects && !names && !heads && !turns) {
            if (opens && ofUses) {
                chapters.open(
                        new Chapter(depth, ofUses(tail, around, elsewhere), around.receivers(), around.purpose()));
            }
            return;
        }
        boolean denied = lists && words("negations").isIn(text, lastClause(tail)) && !refusals.isConditional(tail);
        Set<Says> says = EnumSet.noneOf(Says.class);
        add(Says.LISTS, collects || refused.isPresent(), says);
        refused.ifPresent(says::add);
        add(Says.KEPT, around.says(Says.KEPT), says);
        add(Says.COUNTS, heads || around.says(Says.COUNTS) && !elsewhere, says);
        add(Says.DENIED, denied || around.says(Says.DENIED), says);
        add(Says.OTHERS, around.says(Says.OTHERS) || words("recipient.names").isIn(text, tail), says);
        add(Says.ELSEWHERE, elsewhere, says);
        Optional<String> purpose = reading.phrases()
                .purpose(reading.phrases().purposes(tail), tail.start())
                .or(around::purpose);
        chapters.open(new Chapter(depth, says, heard.first().isEmpty() ? around.receivers() : heard.first(), purpose));
    }

    /** «我们使用您的信息用于以下用途：»: what is below is no data, and somebody's only if it is given to him. */
    private Set<Says> ofUses(Span tail, Chapter around, boolean elsewhere) {
        Set<Says> says = EnumSet.noneOf(Says.class);
        boolean given = words("recipient.names").isIn(text, tail)
                && words("recipient.gives").isIn(text, tail);
        add(Says.OTHERS, around.says(Says.OTHERS) || given, says);
        add(Says.ELSEWHERE, elsewhere, says);
        return says;
    }

    /** A line that says that nothing below it is collected, or that it is about something else, names nobody, whatever follows it. */
    boolean turnsAway(Span paragraph) {
        return refusals.of(paragraph).isPresent()
                || isAboutElse(paragraph) && reading.receivers().in(paragraph).isEmpty();
    }

    private static void add(Says what, boolean said, Set<Says> says) {
        if (said) {
            says.add(what);
        }
    }

    /** «密码（加密存储）», «您注册时使用的邮箱», an item below «收集的信息»: data and hardly anything else, or the user's something that is data. */
    private boolean isItem(Span paragraph) {
        Matcher bracket = BRACKET.matcher(text).region(paragraph.start(), paragraph.end());
        Span bare = new Span(paragraph.start(), bracket.find() ? bracket.start() : paragraph.end());
        List<Span> named =
                reading.mentionsIn(bare).stream().map(Mentions.Mention::span).toList();
        return paragraph.length() <= LONGEST_TITLE
                && !SENTENCE.matcher(bare.in(text)).find()
                && (named.stream().mapToInt(n -> n.letters(text)).sum() * 2 > bare.letters(text)
                        || isTheUsers(bare, named));
    }

    /** The last word of a Chinese phrase is what it is; one that says what somebody may or will do is none. */
    private boolean isTheUsers(Span phrase, List<Span> named) {
        if (named.isEmpty()) {
            return false;
        }
        Span last = named.get(named.size() - 1);
        Span before = new Span(phrase.start(), last.start());
        return last.end() == phrase.stripped(text).end()
                && before.in(text).stripTrailing().endsWith("的")
                && words("means.of_user").in(text, before).stream()
                        .anyMatch(w -> w.span().start() == before.start())
                && !words("recipient.may").isIn(text, before)
                && !words("negators").isIn(text, before)
                && !words("unrelated").isIn(text, phrase);
    }

    /** «五、您的权利», «信息安全»: a heading of a chapter that is about neither collecting nor giving on. */
    private boolean isAboutElse(Span paragraph) {
        return paragraph.length() <= LONGEST_TITLE
                && !SENTENCE.matcher(paragraph.in(text)).find()
                && isElsewhere(paragraph)
                && reading.mentionsIn(paragraph).isEmpty();
    }

    /** «如何保存您的信息»: no word of collecting but the one that says what else it is about. */
    private boolean isElsewhere(Span paragraph) {
        List<Span> about = words("elsewhere").in(text, paragraph).stream()
                .map(Lexicon.Found::span)
                .toList();
        return !about.isEmpty()
                && !reading.words()
                        .collects(text, new Span(paragraph.start(), about.get(0).start()))
                && !reading.words()
                        .collects(text, new Span(about.get(about.size() - 1).end(), paragraph.end()));
    }

    /** «如您不提供，您将无法使用以下服务：»: what a list is of is said last. */
    private Span lastClause(Span sentence) {
        int start = sentence.end();
        while (start > sentence.start() && "，,；;".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return new Span(start, sentence.end());
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
