package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a sentence says of why, when and how often. */
public final class Phrases {
    private static final Pattern STOP = Pattern.compile(
            "[，。；;,！\\n]|(?:需要|需|会|将)(?=收集|采集)|[您你](?=需要?|须|应)|需要[您你]|我们(?=会|将|需|可能)|\\.(?:\\s|$)|[（(]");
    private static final Pattern FOR = Pattern.compile("(?<=^|，|。|；)为([^，。；了]{2,30})，(?=我们|本|需|会)");
    private static final Pattern SO_AS = Pattern.compile(
            "(?<=[，,；;）)]|共享|提供|发送|传输|信息|数据)\\s?以(?![及下上往外前后内来为其免]|太网|[^，。；]{1,12}(?:方式|形式|身份|名义|为准|为限|为例|展示|标注))([^，。；;,]{2,40})");
    private static final Pattern WHILE = Pattern.compile("([^，。；：、]{2,20})(?:时|的时候|过程中)，");
    /** Not «如您的姓名，», «（如果您已实名）、昵称，». */
    private static final Pattern CONDITION = Pattern.compile("[^的、（）()][^、（）()]*");

    private static final Pattern CLAUSE_END = Pattern.compile("[，。；,;]");
    private static final Pattern OFTEN = Pattern.compile(
            "每隔?\\s*\\d*\\s*(?:秒|分钟|小时|天|日)(?:收集|采集|获取|上报|上传)?\\s*(?:\\d+|一)?\\s*次?|(?:every|each) \\d* ?(?:seconds?|minutes?|hours?|days?)"
                    + "|\\d+\\s*次\\s*/\\s*(?:秒|分钟|分|小时|天|日)|每次启动(?:时|后)?(?:[^，。；]{0,6}?一次)?|仅(?:收集|采集|获取)一次");

    private final PolicyWords words;
    private final String text;

    public Phrases(PolicyWords words, String text) {
        this.words = words;
        this.text = text;
    }

    /** Where purposes are written, without the words that introduce them. */
    public List<Span> purposes(Span sentence) {
        List<Span> out = new ArrayList<>();
        List<Lexicon.Found> never = words.words("purpose.never").in(text, sentence);
        for (Lexicon.Found before : words.words("purpose.before").in(text, sentence)) {
            if (never.stream().noneMatch(n -> n.span().holds(before.span().start()))) {
                add(out, before.span().end(), sentence.end());
                goOn(out, sentence.end(), false);
            }
        }
        for (Lexicon.Found leading : words.words("purpose.leading").in(text, sentence)) {
            add(out, leading.span().end(), sentence.end());
            goOn(out, sentence.end(), true);
        }
        Matcher plain = FOR.matcher(text).region(sentence.start(), sentence.end());
        while (plain.find()) {
            out.add(new Span(plain.start(1), plain.end(1)));
        }
        Matcher soAs = SO_AS.matcher(text).region(sentence.start(), sentence.end());
        soAs.useTransparentBounds(true);
        while (soAs.find()) {
            int at = soAs.start(1);
            if (out.stream().noneMatch(p -> p.holds(at))) {
                out.add(new Span(at, soAs.end(1)).stripped(text));
            }
        }
        return out;
    }

    private void add(List<Span> out, int from, int to) {
        int start = from;
        while (start < to && "：: 为的".indexOf(text.charAt(start)) >= 0 && !isForSomebody(start, to)) {
            start++;
        }
        Matcher stop = STOP.matcher(text).region(start, to);
        int end = stop.find() ? stop.start() : to;
        if (end - start >= 2 && out.stream().noneMatch(p -> p.holds(from))) {
            out.add(new Span(start, end).stripped(text));
        }
    }

    /** «为了保证运行，向您提供故障诊断，我们会收集……»: a clause more of what it is for, before the one that says what is done. */
    private void goOn(List<Span> out, int to, boolean leading) {
        if (out.isEmpty()) {
            return;
        }
        Span last = out.get(out.size() - 1);
        int at = last.end();
        while (at < to && "，,".indexOf(text.charAt(at)) >= 0) {
            int from = at + 1;
            Matcher end = CLAUSE_END.matcher(text).region(from, to);
            boolean ends = end.find();
            boolean before = ends && "，,".indexOf(text.charAt(end.start())) >= 0;
            Span clause = new Span(from, ends ? end.start() : to);
            boolean more = (before || !leading)
                    && words.words("purpose.goes_on").in(text, clause).stream()
                            .anyMatch(w -> w.span().start() == clause.start())
                    && !words.collects(text, clause);
            if (!more) {
                break;
            }
            at = clause.end();
        }
        if (at > last.end()) {
            out.set(out.size() - 1, new Span(last.start(), at));
        }
    }

    /** «为您推荐»: whom it is for is part of the purpose. */
    private boolean isForSomebody(int at, int to) {
        return text.charAt(at) == '为' && at + 1 < to && "您你用".indexOf(text.charAt(at + 1)) >= 0;
    }

    /** The purpose for a kind of data: the first after it, else the first of the sentence. */
    public Optional<String> purpose(List<Span> purposes, int at) {
        return purposes.stream()
                .filter(p -> p.start() >= at)
                .findFirst()
                .or(() -> purposes.stream().findFirst())
                .map(p -> tidy(p.in(text)));
    }

    public String tidy(String written) {
        String one = written.replaceAll("\\s+", " ").strip().replaceAll("[。；;，,]+$", "");
        for (Lexicon.Found after : words.words("purpose.after").in(one, new Span(0, one.length()))) {
            if (after.span().end() == one.length()) {
                return one.substring(0, after.span().start());
            }
        }
        return one;
    }

    /** When it happens: «当您登录时». */
    public List<Span> scenes(Span sentence) {
        List<Span> scenes = new ArrayList<>();
        List<Lexicon.Found> never = words.words("scene.never").in(text, sentence);
        List<Lexicon.Found> ends = words.words("scene.after").in(text, sentence).stream()
                .filter(e ->
                        never.stream().noneMatch(n -> n.span().holds(e.span().start())))
                .toList();
        for (Lexicon.Found before : words.words("scene.before").in(text, sentence)) {
            if (isOfExample(before.span(), sentence)) {
                continue;
            }
            int from = before.span().end();
            Matcher stop = CLAUSE_END.matcher(text).region(from, sentence.end());
            int limit = stop.find() ? stop.start() : sentence.end();
            if (scenes.stream().anyMatch(s -> s.holds(from))) {
                continue;
            }
            if (before.span().in(text).charAt(0) < 0x250) {
                scenes.add(new Span(from, limit).stripped(text));
                continue;
            }
            ends.stream()
                    .map(e -> e.span().start())
                    .filter(at -> at > from && at < limit)
                    .reduce((a, b) -> b)
                    .or(() -> isCondition(before.span(), limit, sentence) ? Optional.of(limit) : Optional.empty())
                    .map(at -> new Span(from, at).stripped(text))
                    .ifPresent(scenes::add);
        }
        Matcher leading = WHILE.matcher(text).region(sentence.start(), sentence.end());
        if (scenes.isEmpty() && leading.lookingAt()) {
            scenes.add(new Span(leading.start(1), leading.end(1)));
        }
        return scenes;
    }

    /** «例如您的邮箱»: no «如您». */
    private boolean isOfExample(Span word, Span sentence) {
        return words.words("wording.such_as").in(text, sentence).stream()
                .anyMatch(such -> such.span().holds(word.start()));
    }

    /** «如果您使用微信登录，»: a clause that says when, and does not say that anything is collected. */
    private boolean isCondition(Span word, int end, Span sentence) {
        Span clause = new Span(word.end(), end);
        return words.words("scene.if").in(text, word).stream()
                        .anyMatch(w -> w.span().equals(word))
                && end < sentence.end()
                && CONDITION.matcher(clause.in(text)).matches()
                && !words.collects(text, clause);
    }

    /** How often, unless it is part of a name, as in 每日互动. */
    public Optional<String> frequency(Span sentence, List<Receivers.Group> named) {
        Matcher often = OFTEN.matcher(text).region(sentence.start(), sentence.end());
        while (often.find()) {
            int at = often.start();
            if (named.stream().noneMatch(g -> g.span().holds(at))) {
                return Optional.of(often.group().strip());
            }
        }
        return Optional.empty();
    }
}
