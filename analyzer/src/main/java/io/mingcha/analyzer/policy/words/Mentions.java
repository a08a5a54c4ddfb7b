package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.policy.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of data that a stretch of a policy names. */
public final class Mentions {
    private static final String OPENING = "（(：:";
    /** «申请日历和 Push 权限»: the others that leave is asked for. */
    private static final Pattern MORE = Pattern.compile("\\s*(?:[、/和及与或]\\s*[\\p{IsHan}A-Za-z]{2,8}\\s*){1,5}");

    private static final Pattern LIST_ETC =
            Pattern.compile("(?:[、和及与][^，。；、（()）]{1,12}){0,8}等(\\p{IsHan}{2,8}?)(?=[，。；）]|用于|以便|来|$)");
    private static final Pattern SIGN = Pattern.compile("[）)、，。；]");

    private static final Pattern BETWEEN = Pattern.compile("、[\\p{IsHan}]{0,4}$");
    private static final Pattern REST_OF_ITEM = Pattern.compile("\\p{IsHan}{2,6}[、，。；]");
    private static final List<String> SHARED = List.of("记录", "历史", "信息");
    private static final Pattern SHARES = Pattern.compile("(\\p{IsHan}{2,6})(?:[、和及与或]|以及)$");
    private static final int LONGEST_SHARING = 8;
    private static final Pattern OF = Pattern.compile("\\s*(?:的|相关的?|有关的?)\\s*");
    private static final Pattern VALUE = Pattern.compile("\\s*[：:]\\s*(?:[\\dA-Z][\\dA-Z -]{6,}|[\\w.-]+@[\\w-]+)");
    private static final Pattern BEFORE_ITEM = Pattern.compile(
            "(?i)(?:^|[、，,；;：:（(/|\\n•-]|和|及|与|或|包括|包含|例如|比如|[您你]的?|用户的?|\\b(?:and|or|your|as|including|the user['’]s|user['’]s|a|my))\\s*$");
    private static final Pattern AFTER_ITEM =
            Pattern.compile("(?i)\\s*(?:$|[、，,；;。.)）/|\\n（(]|和|及|与|或|以及|等|信息|\\b(?:and|or|etc|when|if|to)\\b)");

    private final PolicyWords words;
    private final String text;
    private final Denials denials;

    /** Whether what is named is collected. */
    public enum Standing {
        COLLECTED,
        /** Leave to look at it is asked for: «应用列表权限». */
        ASKED,
        DENIED,
        LOCAL
    }

    public record Mention(String type, Span span, Standing standing) {}

    public Mentions(PolicyWords words, String text) {
        this.words = words;
        this.text = text;
        this.denials = new Denials(words, text);
    }

    public List<Mention> in(Span span) {
        List<Lexicon.Found> found = found(span);
        List<Span> named = found.stream().map(Lexicon.Found::span).toList();
        List<Span> negated = denials.negated(span);
        List<Span> negatedBefore = denials.negatedBefore(span, named);
        List<Span> local = denials.local(span, named);
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Lexicon.Found f = found.get(i);
            boolean broad = f.meaning().startsWith(DataWords.BROAD);
            if (broad
                    && (i + 1 < found.size()
                                    && introduces(
                                            f.span().end(), found.get(i + 1).span())
                            || i > 0
                                    && sumsUp(
                                            found.get(i - 1).span().end(),
                                            f.span().start()))) {
                continue;
            }
            if (broad && isOnlyUsed(f.span(), span)) {
                continue;
            }
            if (i > 0 && (sumsUpDirectly(found.get(i - 1).span().end(), f.span().start()) || isRest(f.span(), span))) {
                continue;
            }
            if (i + 1 < found.size()
                    && isOf(f.span().end(), found.get(i + 1).span().start())) {
                continue;
            }
            String type = words.data().meant(kind(f), text, f.span(), span);
            mentions.add(new Mention(type, f.span(), standing(f.span(), span, negated, negatedBefore, local)));
        }
        return mentions;
    }

    /** «您的账号信息将仅被用于……»: what was collected before is spoken of again. */
    private boolean isOnlyUsed(Span named, Span span) {
        return words.words("only_used").in(text, new Span(named.end(), span.end())).stream()
                        .anyMatch(used -> used.span().start() == named.end())
                && !words.collects(text, new Span(span.start(), named.start()));
    }

    private static String kind(Lexicon.Found found) {
        return found.meaning().replaceFirst("^" + DataWords.BROAD, "");
    }

    private List<Lexicon.Found> found(Span span) {
        List<Lexicon.Found> all = words.types().in(text, span);
        List<Lexicon.Found> found = new ArrayList<>(all.stream()
                .filter(f -> !f.meaning().equals(DataWords.IGNORED)
                        && !isValue(f.span(), span)
                        && !isInAddress(f.span())
                        && !isOfServices(f.span(), span)
                        && !isActedOn(f.span(), span)
                        && !isOfAnother(f.span(), span))
                .toList());
        for (Lexicon.Found item : words.data().alone().in(text, span)) {
            boolean taken =
                    all.stream().anyMatch(f -> f.span().holds(item.span().start()));
            if (!taken && isItem(item.span(), span) && !isInAddress(item.span())) {
                found.add(item);
            }
        }
        List<Lexicon.Found> shared = new ArrayList<>();
        for (Lexicon.Found last : found) {
            shared.addAll(sharing(last, span, all));
        }
        shared.addAll(found);
        return apart(shared);
    }

    /** In order; of what is told twice, as 交易 in «交易、支付信息», the first telling counts. */
    private static List<Lexicon.Found> apart(List<Lexicon.Found> told) {
        List<Lexicon.Found> apart = new ArrayList<>();
        for (Lexicon.Found one : told) {
            if (apart.stream().noneMatch(other -> overlap(one.span(), other.span()))) {
                apart.add(one);
            }
        }
        apart.sort(Comparator.comparingInt(f -> f.span().start()));
        return apart;
    }

    private static boolean overlap(Span one, Span other) {
        return one.start() < other.end() && other.start() < one.end();
    }

    /** «浏览、搜索记录»: what stands before the last of them has its last word too. */
    private List<Lexicon.Found> sharing(Lexicon.Found last, Span span, List<Lexicon.Found> taken) {
        String written = last.span().in(text);
        Optional<String> head = SHARED.stream()
                .filter(h -> written.length() > h.length() && written.endsWith(h))
                .findFirst();
        List<Lexicon.Found> shared = new ArrayList<>();
        int at = last.span().start();
        while (head.isPresent()) {
            Matcher before = SHARES.matcher(text).region(Math.max(span.start(), at - LONGEST_SHARING), at);
            Optional<Lexicon.Found> one = before.find() ? named(before, head.get()) : Optional.empty();
            if (one.isEmpty()
                    || taken.stream().anyMatch(t -> overlap(t.span(), one.get().span()))) {
                break;
            }
            shared.add(one.get());
            at = one.get().span().start();
        }
        return shared;
    }

    /** The longest of the letters before the sign that are a kind of data with that head. */
    private Optional<Lexicon.Found> named(Matcher before, String head) {
        for (int start = before.start(1); start <= before.end(1) - 2; start++) {
            String whole = text.substring(start, before.end(1)) + head;
            List<Lexicon.Found> means = words.types().in(whole, new Span(0, whole.length()));
            if (means.size() == 1
                    && means.get(0).span().length() == whole.length()
                    && !means.get(0).meaning().equals(DataWords.IGNORED)) {
                return Optional.of(new Lexicon.Found(means.get(0).meaning(), new Span(start, before.end(1))));
            }
        }
        return Optional.empty();
    }

    /** «统一社会信用代码：91…»: the thing itself, which the policy tells of somebody. */
    private boolean isValue(Span named, Span span) {
        return VALUE.matcher(text).region(named.end(), span.end()).lookingAt();
    }

    /** «云计算、短信、支付等服务»: what a list is summed up by is what its items are. */
    private boolean isOfServices(Span named, Span span) {
        Matcher list = LIST_ETC.matcher(text).region(named.end(), span.end());
        return list.lookingAt()
                && words.words("heads").in(text, new Span(list.start(1), list.end(1))).stream()
                        .anyMatch(head -> head.span().end() == list.end(1));
    }

    /** A word of a web address. */
    private boolean isInAddress(Span named) {
        int start = named.start();
        while (start > 0 && text.charAt(start - 1) > ' ' && text.charAt(start - 1) < 0x250) {
            start--;
        }
        return text.substring(start, named.start()).contains("://");
    }

    /** «关注学校、收藏商品»: to what the user does something in the app. */
    private boolean isActedOn(Span named, Span span) {
        return words.words("acts").in(text, new Span(span.start(), named.start())).stream()
                .anyMatch(act -> act.span().end() == named.start());
    }

    private boolean isPermission(Span named, Span span) {
        boolean asked = words.words("asks").isIn(text, clauseBefore(named, span));
        return words.words("permission").in(text, new Span(named.end(), span.end())).stream()
                .map(p -> text.substring(named.end(), p.span().start()))
                .anyMatch(between ->
                        between.isBlank() || asked && MORE.matcher(between).matches());
    }

    private Span clauseBefore(Span named, Span span) {
        int start = named.start();
        while (start > span.start() && "，。；".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return new Span(start, named.start());
    }

    /** «姓名、视频学习时长、邮箱»: the last word of an item says what it is. */
    private boolean isOfAnother(Span named, Span span) {
        Matcher rest = REST_OF_ITEM.matcher(text).region(named.end(), span.end());
        return BETWEEN.matcher(text.substring(span.start(), named.start())).find()
                && rest.lookingAt()
                && words.words("heads").in(text, new Span(rest.start(), rest.end() - 1)).stream()
                        .anyMatch(h -> h.span().end() == rest.end() - 1);
    }

    /** Whether a word is all that stands between two signs of a list. */
    private boolean isItem(Span word, Span span) {
        return BEFORE_ITEM.matcher(text.substring(span.start(), word.start())).find()
                && AFTER_ITEM.matcher(text).region(word.end(), span.end()).lookingAt();
    }

    private Standing standing(Span named, Span span, List<Span> negated, List<Span> negatedBefore, List<Span> local) {
        if (negated.stream().anyMatch(d -> d.holds(named.start()))) {
            return Standing.DENIED;
        }
        if (local.contains(named)) {
            return Standing.LOCAL;
        }
        if (negatedBefore.contains(named)) {
            return Standing.DENIED;
        }
        return isPermission(named, span) ? Standing.ASKED : Standing.COLLECTED;
    }

    /** «设备信息（IMEI», «设备信息包括：IMEI». */
    private boolean introduces(int from, Span next) {
        String between = Lexicon.compact(text.substring(from, next.start()));
        if (between.isEmpty()) {
            return from == next.start() && text.charAt(from) < 0x250;
        }
        boolean opens = OPENING.indexOf(between.charAt(0)) >= 0
                && between.indexOf('）') < 0
                && between.indexOf(')') < 0
                && between.indexOf('。') < 0;
        return opens
                || between.length() < 16 && between.charAt(0) == '，' && leads(between.substring(1))
                || between.length() < 16 && "、，,；;。".indexOf(between.charAt(0)) < 0 && leads(between);
    }

    private boolean leads(String between) {
        return SIGN.matcher(between).results().noneMatch(sign -> sign.end() < between.length())
                && words.words("wording.leads").in(between, new Span(0, between.length())).stream()
                        .anyMatch(word -> word.span().start() == 0);
    }

    /** «微信账号的昵称», «订单相关的收货地址»: only the last is what is meant. */
    private boolean isOf(int from, int to) {
        return from < to && OF.matcher(text.substring(from, to)).matches();
    }

    /** «基站等传感器信息»: what a list is summed up by is what its items are. */
    private boolean sumsUpDirectly(int from, int to) {
        return Lexicon.compact(text.substring(from, to)).equals("等");
    }

    /** «姓名以及其他联系人信息»: the rest of a list, which nothing says what it is. */
    private boolean isRest(Span named, Span span) {
        return words.words("rest").in(text, new Span(span.start(), named.start())).stream()
                .anyMatch(w -> text.substring(w.span().end(), named.start()).isBlank());
    }

    /** «IMEI等设备信息». */
    private boolean sumsUp(int from, int to) {
        String between = Lexicon.compact(text.substring(from, to));
        return between.startsWith("等") && between.length() <= 4 || between.equals("andother");
    }
}
