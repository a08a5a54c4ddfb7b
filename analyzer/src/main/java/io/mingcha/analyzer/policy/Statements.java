package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Chapter;
import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.Mentions;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One sentence and the rows that it says: which data, who gets it, what for. */
final class Statements {
    private static final Pattern CLAUSE = Pattern.compile("[，；]");
    private static final int LONGEST_TITLE = 60;

    private final Reading reading;
    private final Collecting collecting;
    private final GivingOn givingOn;
    private final Asides asides;
    private final String text;
    /** «您可以向特定的人发送照片»: to whom the user pleases, and not whom the policy spoke of. */
    private final Pattern userGives;

    private final Pattern label;

    Statements(Reading reading, Collecting collecting, GivingOn givingOn) {
        this.reading = reading;
        this.collecting = collecting;
        this.givingOn = givingOn;
        this.asides = new Asides(reading);
        this.text = reading.text();
        PolicyWords words = reading.words();
        this.userGives = Pattern.compile("(?:^|[，；：])" + words.oneOf("users.are") + words.oneOf("users.may")
                + words.oneOf("users.to") + "[^，。；]{1,14}" + words.oneOf("users.gives"));
        this.label = Pattern.compile("([^，。；：:,;]{2,14})[：:](?=[^，。；]{0,4}" + words.oneOf("wording.begins") + ")");
    }

    /** @param spoken who was spoken of before, for a sentence that names nobody */
    List<Rows.Key> read(Span sentence, List<Receivers.Group> groups, List<Receiver> spoken, Chapter around) {
        List<Mentions.Mention> mentioned = reading.mentionsIn(sentence);
        if (mentioned.isEmpty() || isTitleOfList(sentence, mentioned) || !collecting.isIn(sentence, groups, around)) {
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
        return sentence.length() <= LONGEST_TITLE
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

    /** «天气、视频：当您……»: what a sentence is headed with, unless that is data and nothing else. */
    private Optional<Span> label(Span sentence, List<Mentions.Mention> mentioned) {
        Matcher headed = label.matcher(text).region(sentence.start(), sentence.end());
        if (!headed.lookingAt()) {
            return Optional.empty();
        }
        Span head = new Span(headed.start(1), headed.end(1));
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
        if (groups.isEmpty() && userGives.matcher(sentence.in(text)).find()) {
            return List.of();
        }
        if (groups.isEmpty()) {
            boolean meant = reading.receivers().speaksOfBefore(sentence)
                    || !around.receivers().isEmpty();
            return meant ? spoken : List.of();
        }
        Receivers.Group meant = groups.stream()
                .filter(g -> g.behind() && g.span().start() >= m.span().end())
                .findFirst()
                .or(() -> groups.stream()
                        .filter(g -> g.span().end() <= m.span().start())
                        .reduce((a, b) -> b))
                .orElse(groups.get(0));
        return isBeforeGiving(m.span(), meant.span(), sentence) ? List.of() : meant.receivers();
    }

    /** «我们收集您的账号，但将订单号与某某共享»: in a clause before that with what is given. */
    private boolean isBeforeGiving(Span named, Span receiver, Span sentence) {
        return named.end() < receiver.start()
                && words("recipient.takes").in(text, new Span(named.end(), receiver.start())).stream()
                        .map(Lexicon.Found::span)
                        .anyMatch(takes -> CLAUSE.matcher(text.substring(named.end(), takes.start()))
                                        .find()
                                && reading.words().collects(text, new Span(sentence.start(), takes.start()))
                                && !reading.mentionsIn(new Span(takes.end(), receiver.start()))
                                        .isEmpty());
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
