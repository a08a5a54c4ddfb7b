package io.mingcha.analyzer.policy;

import java.util.ArrayList;
import java.util.List;

/** Kinds of data that a stretch of a policy names. */
final class Mentions {
    private static final String OPENING = "（(：:";
    private static final List<String> SUMMING = List.of("包括", "包含", "如", "例如", "等", "中的", "including", "such as");

    private final PolicyWords words;
    private final String text;
    private final Denials denials;

    /** Whether what is named is collected. */
    enum Standing {
        COLLECTED,
        DENIED,
        LOCAL
    }

    record Mention(String type, Span span, Standing standing) {}

    Mentions(PolicyWords words, String text) {
        this.words = words;
        this.text = text;
        this.denials = new Denials(words, text);
    }

    List<Mention> in(Span span) {
        List<Lexicon.Found> found = words.types().in(text, span).stream()
                .filter(f -> !f.meaning().equals(PolicyWords.IGNORED))
                .toList();
        List<Span> named = found.stream().map(Lexicon.Found::span).toList();
        List<Span> negated = denials.negated(span);
        List<Span> negatedBefore = denials.negatedBefore(span, named);
        List<Span> local = denials.local(span, named);
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Lexicon.Found f = found.get(i);
            boolean broad = f.meaning().startsWith(PolicyWords.BROAD);
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
            String type = broad ? f.meaning().substring(PolicyWords.BROAD.length()) : f.meaning();
            mentions.add(new Mention(type, f.span(), standing(f.span(), negated, negatedBefore, local)));
        }
        return mentions;
    }

    private static Standing standing(Span named, List<Span> negated, List<Span> negatedBefore, List<Span> local) {
        if (negated.stream().anyMatch(d -> d.holds(named.start()))) {
            return Standing.DENIED;
        }
        return local.contains(named)
                ? Standing.LOCAL
                : negatedBefore.contains(named) ? Standing.DENIED : Standing.COLLECTED;
    }

    /** «设备信息（IMEI», «设备信息包括：IMEI». */
    private boolean introduces(int from, Span next) {
        String between = Lexicon.compact(text.substring(from, next.start()));
        if (between.isEmpty()) {
            return false;
        }
        boolean opens = OPENING.indexOf(between.charAt(0)) >= 0
                && between.indexOf('）') < 0
                && between.indexOf(')') < 0
                && between.indexOf('。') < 0;
        return opens
                || between.length() < 16
                        && "、，,；;。".indexOf(between.charAt(0)) < 0
                        && SUMMING.stream().anyMatch(w -> between.startsWith(Lexicon.compact(w)));
    }

    /** «IMEI等设备信息». */
    private boolean sumsUp(int from, int to) {
        String between = Lexicon.compact(text.substring(from, to));
        return between.startsWith("等") && between.length() <= 4 || between.equals("andother");
    }
}
