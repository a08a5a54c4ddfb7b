package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.Sentences;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences: which data they name, and who is spoken of as the one that gets it. */
final class Prose {
    private static final Pattern LIST = Pattern.compile(".*(?:[：:]|以下|如下|the following)[^。]{0,12}");
    /** «需要收集的手机信息包括：», with what that is below it, or 无. */
    private static final Pattern SUMS_UP =
            Pattern.compile("(?s).*(?:包括|包含|including|includes?)\\s?[：:]\\s*(?:暂?无)?[。.]?\\s*");

    private static final Pattern OPENS = Pattern.compile("[：:]\\s*$");
    private static final Pattern ENUMERATES =
            Pattern.compile("(?s).*(?:[：:]|例如|比如|包括|such as|including|e\\.g\\.).*|[^。.]*[、,，][^。.]*");
    /** «您可以向特定的人发送照片»: to whom the user pleases, and not whom the policy spoke of. */
    private static final Pattern USER_GIVES =
            Pattern.compile("(?:^|[，；：])(?:[您你]|用户)(?:也|还)?可(?:以|自行)?(?:向|与|给|将|把)[^，。；]{1,14}(?:发送|分享|共享|展示)");

    private static final Pattern LABEL =
            Pattern.compile("([^，。；：:,;]{2,14})[：:](?=[^，。；]{0,4}(?:当|在|为|如|若|我们|您|When|If|We|You))");
    private static final Pattern ITEM_ENDS = Pattern.compile("[^，。；、]{0,8}[、。]");
    private static final Pattern SENTENCE = Pattern.compile("[，。；！：,;!:]|\\.$");
    private static final Pattern BRACKET = Pattern.compile("[（(][^（）()]*[）)]");
    private static final int LONGEST_HEADING = 60;
    private static final int LONGEST_TITLE = 40;

    private final Reading reading;
    private final Chapters chapters;
    private final GivingOn givingOn;
    private final Asides asides;
    private final Definitions definitions;
    private final Refusals refusals;
    private final String text;
    /** Who was spoken of in the paragraph before, for «该SDK». */
    private List<Receiver> lately = List.of();

    Prose(Reading reading, Chapters chapters) {
        this.reading = reading;
        this.chapters = chapters;
        this.givingOn = new GivingOn(reading);
        this.asides = new Asides(reading);
        this.definitions = new Definitions(reading);
        this.refusals = new Refusals(reading);
        this.text = reading.text();
    }

    /**
     * A paragraph, which may open a chapter of its own.
     *
     * @param leaf nothing is below it
     */
    void read(Span paragraph, int depth, boolean leaf) {
        Chapter chapter = chapters.current();
        Chapter around = leaf && chapter.says(Says.COUNTS) && depth > chapter.depth() && isItem(paragraph)
                ? chapter.listing()
                : chapter;
        Heard heard = sentences(paragraph, around, group -> true);
        Span tail = heard.tail();
        boolean opens = LIST.matcher(tail.in(text).replace('\n', ' ')).matches();
        boolean ofUses = words("purpose.lists").isIn(text, tail);
        boolean lists = opens && !ofUses;
        boolean collects = reading.words().collects(text, tail) || around.says(Says.LISTS) || definitions.isHead(tail);
        Optional<Says> refused = refusals.of(paragraph);
        boolean names = !heard.found() && !heard.first().isEmpty() && (heard.last() || opens);
        boolean heads = paragraph.length() <= LONGEST_HEADING
                && words("collecting").isIn(text, paragraph)
                && !(opens && ofUses)
                && refused.isEmpty();
        boolean insists = lists && words("insists").isIn(text, tail);
        boolean elsewhere = !heads && !insists && (around.says(Says.ELSEWHERE) || isAboutElse(paragraph));
        if (lists && collects || names || heads || refused.isPresent() || elsewhere && !around.says(Says.ELSEWHERE)) {
            boolean denied = lists && words("negations").isIn(text, lastClause(tail)) && !refusals.isConditional(tail);
            Optional<String> purpose = reading.phrases()
                    .purpose(reading.phrases().purposes(tail), tail.start())
                    .or(around::purpose);
            Set<Says> says = EnumSet.noneOf(Says.class);
            add(Says.LISTS, lists && collects || refused.isPresent(), says);
            refused.ifPresent(says::add);
            add(Says.KEPT, around.says(Says.KEPT), says);
            add(Says.COUNTS, heads || around.says(Says.COUNTS) && !elsewhere, says);
            add(Says.DENIED, denied || around.says(Says.DENIED), says);
            add(
                    Says.OTHERS,
                    around.says(Says.OTHERS) || words("recipient.names").isIn(text, tail),
                    says);
            add(Says.ELSEWHERE, elsewhere, says);
            chapters.open(
                    new Chapter(depth, says, heard.first().isEmpty() ? around.receivers() : heard.first(), purpose));
        } else if (opens && ofUses) {
            Set<Says> says = EnumSet.noneOf(Says.class);
            boolean given = words("recipient.names").isIn(text, tail)
                    && words("recipient.gives").isIn(text, tail);
            add(Says.OTHERS, around.says(Says.OTHERS) || given, says);
            add(Says.ELSEWHERE, elsewhere, says);
            chapters.open(new Chapter(depth, says, around.receivers(), around.purpose()));
        }
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
                && (named.stream().mapToInt(this::letters).sum() * 2 > letters(bare) || isTheUsers(bare, named));
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

    /** A cell of a table without headings that say what it is. */
    void readCell(Span cell) {
        sentences(cell, chapters.current(), group -> true);
    }

    /** What a cell beside somebody's name says of what he gets: kinds of recipients in it are himself again. */
    void readAbout(Receiver receiver, Span cell) {
        sentences(cell, new Chapter(0, Set.of(Says.LISTS), List.of(receiver), Optional.empty()), Prose::isElse);
    }

    /** What the sentences of a paragraph spoke of. */
    private record Heard(Span tail, boolean found, List<Receiver> first, boolean last) {}

    /** @param meant which of those that sentences name are spoken of */
    private Heard sentences(Span paragraph, Chapter opened, Predicate<Receivers.Group> meant) {
        Chapter around = opened;
        List<Receiver> spoken = around.receivers();
        List<Receiver> first = List.of();
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
                if (sentence.start() == paragraph.start() && reading.receivers().isHeaded(sentence)) {
                    around = around.of(groups.get(0).receivers());
                }
            }
            if (unrelated && goesOnWithout(sentence)) {
                continue;
            }
            unrelated = isUnrelated(sentence) && !words("insists").isIn(text, sentence);
            collected = reading.words().collects(text, sentence) && !isUnrelated(sentence);
            Chapter within = listing || more ? around.listing() : around;
            List<Rows.Key> said = sentence(sentence, groups, before, more ? within.of(before) : within);
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
        return new Heard(tail, found, first, named);
    }

    /** «……，设备品牌。以及运营商信息，设备时区。»: data and nothing that says anything of them. */
    private boolean enumeratesMore(Span sentence) {
        List<Span> purposes = reading.phrases().purposes(sentence);
        List<Span> named = reading.mentionsIn(sentence).stream()
                .map(Mentions.Mention::span)
                .filter(n -> purposes.stream().noneMatch(p -> p.holds(n.start())))
                .toList();
        int rest = letters(sentence) - purposes.stream().mapToInt(this::letters).sum();
        return named.size() > 1
                && !reading.words().collects(text, sentence)
                && named.stream().mapToInt(this::letters).sum() * 2 >= rest;
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

    private int letters(Span span) {
        return (int)
                span.in(text).codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static boolean isElse(Receivers.Group group) {
        return group.receivers().stream()
                .anyMatch(r -> !r.known().isEmpty() || r.company().isPresent());
    }

    private List<Rows.Key> sentence(
            Span sentence, List<Receivers.Group> groups, List<Receiver> spoken, Chapter around) {
        List<Mentions.Mention> mentioned = reading.mentionsIn(sentence);
        if (mentioned.isEmpty() || isTitleOfList(sentence, mentioned) || !counts(sentence, groups, around)) {
            return List.of();
        }
        List<Span> purposes = reading.phrases().purposes(sentence);
        List<Span> scenes = reading.phrases().scenes(sentence);
        Optional<Span> scene = scenes.stream().findFirst();
        List<Receiver> on = givingOn.receivers(sentence, groups);
        List<Mentions.Mention> refused = mentioned.stream()
                .filter(m -> m.standing() == Mentions.Standing.DENIED
                        && words("ourselves").isIn(text, asides.clause(m.span(), sentence)))
                .toList();
        List<Receivers.Group> at = groups.stream()
                .filter(g -> on.isEmpty() || !on.containsAll(g.receivers()))
                .toList();
        List<Rows.Key> said = new ArrayList<>();
        Optional<Span> label = label(sentence, mentioned);
        for (Mentions.Mention m : asides.without(sentence, mentioned, groups, purposes, scenes)) {
            if (label.filter(l -> l.holds(m.span().start())).isPresent()) {
                continue;
            }
            boolean refusing = around.refuses() && !words("insists").isIn(text, sentence);
            if (m.standing() != Mentions.Standing.COLLECTED || refusing) {
                reading.rows().deny(m, around, sentence);
                continue;
            }
            if (groups.isEmpty() && isRefusedBehind(m, refused, sentence)) {
                continue;
            }
            boolean givenOn = !on.isEmpty() && m.span().end() <= givingOn.at(sentence);
            List<List<Receiver>> all = new ArrayList<>();
            all.add(receiversOf(m, givenOn ? at : groups, spoken, around, sentence));
            if (givenOn) {
                all.add(on);
            } else if (isCollectedFirst(m.span(), groups, sentence)) {
                all.add(List.of());
            }
            Optional<String> purpose =
                    reading.phrases().purpose(purposes, m.span().end()).or(around::purpose);
            for (List<Receiver> to : all) {
                said.add(reading.rows()
                        .add(new Row(
                                m.type(),
                                to,
                                purpose,
                                scene.map(s -> s.in(text)),
                                reading.phrases().frequency(sentence, groups),
                                reading.link(sentence),
                                sentence)));
            }
        }
        return said;
    }

    /** «指纹由您的设备比对，我们不收集您的指纹»: named before with something that is not ours, and then refused. */
    private boolean isRefusedBehind(Mentions.Mention named, List<Mentions.Mention> refused, Span sentence) {
        return refused.stream()
                        .anyMatch(r -> r.type().equals(named.type())
                                && r.span().start() >= named.span().end())
                && !words("ourselves").isIn(text, asides.clause(named.span(), sentence));
    }

    /** «第三方SDK收集使用信息说明» is no data. */
    private boolean isTitleOfList(Span sentence, List<Mentions.Mention> mentioned) {
        int said = mentioned.get(mentioned.size() - 1).span().end();
        Span bare = sentence.stripped(text);
        return sentence.length() <= LONGEST_HEADING
                && words("recipient.lists").in(text, bare).stream()
                        .anyMatch(f -> f.span().end() == bare.end()
                                && f.span().start() >= said
                                && Character.isIdeographic(text.charAt(f.span().start())));
    }

    /** «我们会收集您的人脸视频，并委托某某进行比对»: the app has it before he gets it. */
    private boolean isCollectedFirst(Span named, List<Receivers.Group> groups, Span sentence) {
        return !groups.isEmpty()
                && groups.stream().allMatch(g -> g.span().start() >= named.end())
                && words("insists").isIn(text, new Span(sentence.start(), named.start()));
    }

    private boolean counts(Span sentence, List<Receivers.Group> groups, Chapter around) {
        String written = sentence.in(text);
        if (definitions.isOne(sentence)) {
            return true;
        }
        boolean aboutElse = around.says(Says.ELSEWHERE) && groups.isEmpty();
        if (SUMS_UP.matcher(written).matches()
                || groups.isEmpty() && isAboutOthers(sentence)
                || aboutElse && !words("insists").isIn(text, sentence)) {
            return false;
        }
        return (reading.words().collects(text, sentence)
                        || around.says(Says.LISTS)
                        || around.says(Says.COUNTS)
                                && ENUMERATES.matcher(written).matches()
                        || words("recipient.shares").isIn(text, sentence)
                        || !groups.isEmpty() && words("recipient.gives").isIn(text, sentence)
                        || !groups.isEmpty() && written.matches("(?s).*[：:].*"))
                && (!isUnrelated(sentence) || words("insists").isIn(text, sentence));
    }

    /** «当其他网站要求您提供手机号时»: somebody else collects, for whom the policy does not speak. */
    private boolean isAboutOthers(Span sentence) {
        return words("others").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .filter(o -> o.start() == sentence.start() || "从自与向至给".indexOf(text.charAt(o.start() - 1)) < 0)
                .anyMatch(o -> reading.words().collects(text, new Span(o.end(), sentence.end()))
                        && !reading.words().collects(text, new Span(sentence.start(), o.start()))
                        && !words("ourselves").isIn(text, sentence));
    }

    /** A word that is about something else, unless it is within an item of a list: «定位权限、拨打电话权限、日历». */
    private boolean isUnrelated(Span sentence) {
        return words("unrelated").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .anyMatch(word -> !isWithinItem(word, sentence) && !isWhenWeCollect(word, sentence));
    }

    /** «当您与我们联系时，我们可能会保存您的通话记录»: only when it happens. */
    private boolean isWhenWeCollect(Span word, Span sentence) {
        return reading.phrases().scenes(sentence).stream()
                .filter(scene -> scene.holds(word.start()))
                .map(scene -> new Span(scene.end(), sentence.end()))
                .anyMatch(rest -> words("ourselves").isIn(text, rest)
                        && reading.words().collects(text, rest)
                        && !words("unrelated").isIn(text, rest));
    }

    private boolean isWithinItem(Span word, Span sentence) {
        return text.charAt(Math.max(sentence.start(), word.start() - 1)) == '、'
                && ITEM_ENDS.matcher(text).region(word.end(), sentence.end()).lookingAt();
    }

    /** «天气、视频：当您……»: what a sentence is headed with, unless that is data and nothing else. */
    private Optional<Span> label(Span sentence, List<Mentions.Mention> mentioned) {
        Matcher label = LABEL.matcher(text).region(sentence.start(), sentence.end());
        if (!label.lookingAt()) {
            return Optional.empty();
        }
        Span head = new Span(label.start(1), label.end(1));
        int named = mentioned.stream()
                .map(Mentions.Mention::span)
                .filter(m -> head.holds(m.start()))
                .mapToInt(Span::length)
                .sum();
        long signs = head.in(text)
                .codePoints()
                .filter(c -> !Character.isLetterOrDigit(c))
                .count();
        return named + signs < head.length() ? Optional.of(head) : Optional.empty();
    }

    private List<Receiver> receiversOf(
            Mentions.Mention m, List<Receivers.Group> groups, List<Receiver> spoken, Chapter around, Span sentence) {
        if (groups.isEmpty() && USER_GIVES.matcher(sentence.in(text)).find()) {
            return List.of();
        }
        if (groups.isEmpty()) {
            boolean meant = reading.receivers().speaksOfBefore(sentence)
                    || !around.receivers().isEmpty();
            return meant ? spoken : List.of();
        }
        return groups.stream()
                .filter(g -> g.behind() && g.span().start() >= m.span().end())
                .findFirst()
                .or(() -> groups.stream()
                        .filter(g -> g.span().end() <= m.span().start())
                        .reduce((a, b) -> b))
                .orElse(groups.get(0))
                .receivers();
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
