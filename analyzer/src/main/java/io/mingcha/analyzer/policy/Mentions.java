package io.mingcha.analyzer.policy;

import java.util.ArrayList;
import java.util.List;

/** Kinds of data that a stretch of a policy names. */
final class Mentions {
    private static final String OPENING = "（(：:";
    private static final List<String> SUMMING = List.of("包括", "包含", "如", "例如", "等", "中的", "including", "such as");

    private final PolicyWords words;
    private final String text;

    /** A kind of data, whether the policy takes it back. */
    record Mention(String type, Span span, boolean denied) {}

    Mentions(PolicyWords words, String text) {
        this.words = words;
        this.text = text;
    }

    List<Mention> in(Span span) {
        List<Lexicon.Found> found = words.types().in(text, span).stream()
                .filter(f -> !f.meaning().equals(PolicyWords.IGNORED))
                .toList();
        List<Span> denials = denials(span);
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
            boolean denied = denials.stream().anyMatch(d -> d.holds(f.span().start()));
            mentions.add(new Mention(type, f.span(), denied));
        }
        return mentions;
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

    private List<Span> denials(Span span) {
        List<Span> out = new ArrayList<>();
        List<Lexicon.Found> ends = words.words("negation_ends").in(text, span);
        for (Lexicon.Found no : words.words("negations").in(text, span)) {
            int end = ends.stream()
                    .mapToInt(e -> e.span().start())
                    .filter(at -> at >= no.span().end())
                    .findFirst()
                    .orElse(span.end());
            for (int i = no.span().end(); i < end; i++) {
                if ("。；;！!".indexOf(text.charAt(i)) >= 0) {
                    end = i;
                }
            }
            out.add(new Span(no.span().start(), end));
        }
        return out;
    }
}
