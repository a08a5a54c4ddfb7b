package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a sentence names only by the way: why and when something is collected, how, for whom, what is worked out of it. */
final class Asides {
    private static final String CLAUSE = "，,；;：:。";
    private static final Pattern BEHIND = Pattern.compile("[^，。；（(]{0,12}[（(][^（）()]*[）)]");

    private static final Pattern BRACKET = Pattern.compile("[（(][^（）()]*[）)]");

    private final Reading reading;
    private final String text;

    Asides(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    /** What is named as data and is none of these; what is named with when it happens only if nothing else is. */
    List<Mentions.Mention> without(
            Span sentence,
            List<Mentions.Mention> mentioned,
            List<Receivers.Group> groups,
            List<Span> purposes,
            List<Span> scenes) {
        List<Mentions.Mention> told = mentioned.stream()
                .filter(m -> m.standing() != Mentions.Standing.ASKED)
                .filter(m -> purposes.stream().noneMatch(p -> p.holds(m.span().start())))
                .filter(m ->
                        groups.stream().noneMatch(g -> g.span().holds(m.span().start())))
                .filter(m -> !isForUser(m.span(), sentence))
                .filter(m -> groups.stream().noneMatch(g -> isExample(g, m.span(), sentence)))
                .filter(m -> !isMeans(m.span(), sentence))
                .filter(m -> !isWorkedOut(m.span(), sentence))
                .filter(m -> !isFunction(m.span(), sentence))
                .filter(m -> !isJurisdiction(m.span(), sentence))
                .toList();
        List<Mentions.Mention> outside = told.stream()
                .filter(m -> scenes.stream().noneMatch(s -> s.holds(m.span().start())))
                .toList();
        boolean given = scenes.stream().anyMatch(s -> reading.words().collects(text, s));
        return outside.isEmpty()
                        && given
                        && !asksPermission(sentence, scenes.stream().findFirst())
                ? told
                : outside;
    }

    /** «服务商（例如为我们提供位置数据的供应商）»: what is said of a recipient in the brackets behind him. */
    private boolean isExample(Receivers.Group group, Span named, Span sentence) {
        Matcher bracket = BEHIND.matcher(text).region(group.span().end(), sentence.end());
        return bracket.lookingAt()
                && new Span(bracket.start(), bracket.end()).holds(named.start())
                && words("recipient.kinds").isIn(text, new Span(bracket.start(), bracket.end()));
    }

    /** «我们会向您发送短信», «您会收到信息，例如短信»: what the user gets. */
    private boolean isForUser(Span named, Span sentence) {
        Span before = before(named, sentence);
        boolean examples = words("wording.such_as").in(text, before).stream()
                .anyMatch(w -> w.span().start() == before.start());
        Span clause = examples && before.start() > sentence.start()
                ? before(new Span(before.start() - 1, before.end()), sentence)
                : before;
        return words("to_user").isIn(text, clause);
    }

    /** «通过蓝牙、基站等获取的位置信息»: by what something else is found. */
    private boolean isMeans(Span named, Span sentence) {
        Span before = before(named, sentence);
        boolean led = words("means.through").isIn(text, before);
        Span rest = new Span(named.end(), clauseEnd(named, sentence));
        return led
                        && words("means.found").in(text, rest).stream()
                                .map(f -> f.span().end())
                                .anyMatch(end -> !reading.mentionsIn(new Span(end, rest.end()))
                                        .isEmpty())
                || isTool(named, sentence);
    }

    /** «通过Cookie、像素标签等技术收集……», «通过电话、邮件与您联系»: with what something is done, and nothing that is the user's. */
    private boolean isTool(Span named, Span sentence) {
        Span bracket = bracket(named, sentence);
        Span before = before(bracket, sentence);
        Optional<Span> led = words("means.with").in(text, before).stream()
                .map(Lexicon.Found::span)
                .reduce((a, b) -> b);
        if (led.isEmpty()) {
            return false;
        }
        Span between = new Span(led.get().end(), named.start());
        Span rest = new Span(bracket.end(), clauseEnd(bracket, sentence));
        return !words("means.of_user").isIn(text, between)
                && !reading.words().collects(text, between)
                && (words("means.gathers").isIn(text, rest)
                        || words("means.reaches").isIn(text, rest));
    }

    /** The brackets in which a word stands, else the word. */
    private Span bracket(Span named, Span sentence) {
        int open = Math.max(text.lastIndexOf('（', named.start()), text.lastIndexOf('(', named.start()));
        Matcher bracket = BRACKET.matcher(text).region(Math.max(open, sentence.start()), sentence.end());
        return open >= sentence.start() && bracket.lookingAt() && bracket.end() >= named.end()
                ? new Span(bracket.start(), bracket.end())
                : named;
    }

    /** «根据日志预测您的偏好»: what is worked out and nowhere collected. */
    private boolean isWorkedOut(Span named, Span sentence) {
        Span before = before(named, sentence);
        return words("works_out").in(text, before).stream().anyMatch(w -> !isLedThrough(w.span(), before))
                && !reading.words().collects(text, before);
    }

    /** «通过了解您的浏览记录判断风险»: from what is worked out, and not what. */
    private boolean isLedThrough(Span word, Span before) {
        return words("means.through").in(text, new Span(before.start(), word.start())).stream()
                .anyMatch(through -> through.span().end() == word.start());
    }

    /** «主要功能包括短信提醒»: what the app can do. */
    private boolean isFunction(Span named, Span sentence) {
        Span before = before(named, sentence);
        return words("functions").in(text, before).stream()
                .anyMatch(f -> !reading.words().collects(text, new Span(f.span().end(), named.start())));
    }

    /** «您所在国家、地区的境外», «所在地的法律»: where something holds or is kept, and not where the user is. */
    private boolean isJurisdiction(Span named, Span sentence) {
        return words("jurisdiction.places").in(text, named).stream()
                        .anyMatch(p -> p.span().start() == named.start())
                && words("jurisdiction.behind").isIn(text, new Span(named.end(), clauseEnd(named, sentence)));
    }

    /** «您上传图片时，需要开启存储权限»: what is asked for is no data, and what it is for is not collected by that. */
    private boolean asksPermission(Span sentence, Optional<Span> scene) {
        return scene.filter(s -> words("permission").isIn(text, new Span(s.end(), sentence.end())))
                .isPresent();
    }

    Span clause(Span named, Span sentence) {
        return new Span(before(named, sentence).start(), clauseEnd(named, sentence));
    }

    private Span before(Span named, Span sentence) {
        int start = named.start();
        while (start > sentence.start() && CLAUSE.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return new Span(start, named.start());
    }

    private int clauseEnd(Span named, Span sentence) {
        int end = named.end();
        while (end < sentence.end() && CLAUSE.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
