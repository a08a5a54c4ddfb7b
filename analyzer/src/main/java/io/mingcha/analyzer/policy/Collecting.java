package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a sentence says that something is collected or given on, by the app or for it. */
final class Collecting {
    private static final Pattern ENUMERATES = Pattern.compile("(?s).*[：:].*|[^。.]*[、,，][^。.]*");
    /** «您的», and no more before it. */
    private static final int OWN = 3;

    private static final Pattern CLAUSE = Pattern.compile("[^，。；：,;]+");
    private static final Pattern ITEM_ENDS = Pattern.compile("[^，。；、]{0,8}[、。]");

    private final Reading reading;
    private final Definitions definitions;
    private final String text;
    /** «需要收集的手机信息包括：», with what that is below it, or 无. */
    private final Pattern sumsUp;

    Collecting(Reading reading, Definitions definitions) {
        this.reading = reading;
        this.definitions = definitions;
        this.text = reading.text();
        this.sumsUp = Pattern.compile("(?s).*" + reading.words().oneOf("wording.includes") + "\\s?[：:]\\s*"
                + reading.words().oneOf("wording.nothing") + "?[。.]?\\s*");
    }

    boolean isIn(Span sentence, List<Receivers.Group> groups, Chapter around) {
        String written = sentence.in(text);
        if (definitions.isOne(sentence)) {
            return true;
        }
        boolean aboutElse = around.says(Says.ELSEWHERE) && groups.isEmpty();
        if (sumsUp.matcher(written).matches()
                || groups.isEmpty() && isAboutOthers(sentence)
                || aboutElse && !words("insists").isIn(text, sentence)) {
            return false;
        }
        return (reading.words().collects(text, sentence)
                        || isForSomething(sentence) && !around.says(Says.ELSEWHERE)
                        || around.says(Says.LISTS)
                        || around.says(Says.COUNTS) && enumerates(sentence)
                        || words("recipient.shares").isIn(text, sentence)
                        || !groups.isEmpty() && words("recipient.gives").isIn(text, sentence)
                        || !groups.isEmpty() && written.matches("(?s).*[：:].*"))
                && (!isUnrelated(sentence) || words("insists").isIn(text, sentence));
    }

    /** «手机号用于登录»: what it is for is said of what is collected. */
    private boolean isForSomething(Span sentence) {
        List<Mentions.Mention> named = reading.mentionsIn(sentence);
        if (named.isEmpty()) {
            return false;
        }
        Span first = named.get(0).span();
        Span before = new Span(sentence.start(), first.start());
        boolean begins = before.length() == 0
                || before.length() <= OWN && words("means.of_user").isIn(text, before);
        return begins
                && words("purpose.before").in(text, new Span(first.end(), sentence.end())).stream()
                        .anyMatch(purpose -> purpose.span().start() == first.end());
    }

    private boolean enumerates(Span sentence) {
        return ENUMERATES.matcher(sentence.in(text)).matches()
                || words("wording.includes").isIn(text, sentence)
                || words("wording.such_as").isIn(text, sentence)
                || beginsWithData(sentence);
    }

    /** «您设置的昵称、密码、您的联系方式，我们会核验。»: the first clause is items, each of which ends with data. */
    private boolean beginsWithData(Span sentence) {
        Matcher clause = CLAUSE.matcher(text).region(sentence.start(), sentence.end());
        if (!clause.lookingAt()) {
            return false;
        }
        List<Span> named = reading.mentionsIn(new Span(clause.start(), clause.end())).stream()
                .map(Mentions.Mention::span)
                .toList();
        int from = clause.start();
        int items = 0;
        for (int at = from; at <= clause.end(); at++) {
            if (at == clause.end() || text.charAt(at) == '、') {
                Span item = new Span(from, at);
                if (named.stream().noneMatch(n -> item.holds(n.start()) && n.end() >= item.end() - 1)) {
                    return false;
                }
                items++;
                from = at + 1;
            }
        }
        return items > 1;
    }

    /** «当其他网站要求您提供手机号时»: somebody else collects, for whom the policy does not speak. */
    private boolean isAboutOthers(Span sentence) {
        return words("others").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .filter(o -> words("from_others").in(text, new Span(sentence.start(), o.start())).stream()
                        .noneMatch(from -> from.span().end() == o.start()))
                .anyMatch(o -> reading.words().collects(text, new Span(o.end(), sentence.end()))
                        && !reading.words().collects(text, new Span(sentence.start(), o.start()))
                        && !words("ourselves").isIn(text, sentence));
    }

    /** A word that is about something else, unless it is within an item of a list: «定位权限、拨打电话权限、日历». */
    boolean isUnrelated(Span sentence) {
        return words("unrelated").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .anyMatch(word -> !isWithinItem(word, sentence)
                        && !isWhenWeCollect(word, sentence)
                        && !isSuppliedToo(word, sentence));
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

    /** «您可以修改、补充您的昵称»: what is changed there is given there too. */
    private boolean isSuppliedToo(Span word, Span sentence) {
        return word.end() < sentence.end()
                && "、和与及或".indexOf(text.charAt(word.end())) >= 0
                && words("supplies").in(text, new Span(word.end() + 1, sentence.end())).stream()
                        .anyMatch(more -> more.span().start() == word.end() + 1);
    }

    private boolean isWithinItem(Span word, Span sentence) {
        return text.charAt(Math.max(sentence.start(), word.start() - 1)) == '、'
                && ITEM_ENDS.matcher(text).region(word.end(), sentence.end()).lookingAt();
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
