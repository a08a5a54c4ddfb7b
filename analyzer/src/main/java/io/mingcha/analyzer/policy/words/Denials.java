package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.policy.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stretch of a policy takes back: what is not collected, and what never leaves the device. */
final class Denials {
    private static final Pattern CLAUSE = Pattern.compile("[，,；;。！!\\n]");
    private static final Pattern SENTENCE = Pattern.compile("[。；;！!]");

    private static final String OPENS = "（(";
    private static final String CLOSES = "）)";
    private static final int NEAR = 14;

    private final PolicyWords words;
    private final String text;

    Denials(PolicyWords words, String text) {
        this.words = words;
        this.text = text;
    }

    /** What follows a negation, as far as it reaches. */
    List<Span> negated(Span span) {
        List<Span> out = new ArrayList<>();
        List<Lexicon.Found> goesOn = words.words("negation_goes_on").in(text, span);
        List<Lexicon.Found> ends = words.words("negation_ends").in(text, span).stream()
                .filter(e ->
                        goesOn.stream().noneMatch(g -> g.span().holds(e.span().start())))
                .toList();
        for (Span no : negations(span)) {
            int end = ends.stream()
                    .mapToInt(e -> e.span().start())
                    .filter(at -> at >= no.end())
                    .findFirst()
                    .orElse(span.end());
            Matcher stop = SENTENCE.matcher(text).region(no.end(), Math.max(no.end(), end));
            int reaches = stop.find() ? stop.start() : end;
            out.add(new Span(no.start(), Math.min(reaches, closing(span, no))));
        }
        return out;
    }

    /** «地理位置（不提供不影响使用）、出发地»: where the brackets end in which a word stands; the end of all if it stands in none. */
    private int closing(Span span, Span word) {
        if (opening(span, word) < 0) {
            return span.end();
        }
        for (int i = word.end(), opened = 0; i < span.end(); i++) {
            char c = text.charAt(i);
            if (OPENS.indexOf(c) >= 0) {
                opened++;
            } else if (CLOSES.indexOf(c) >= 0 && opened-- == 0) {
                return i;
            }
        }
        return span.end();
    }

    /** Words that deny as they are, and «不会（也无法）收集»: one that only negates, and close behind it what is negated. */
    private List<Span> negations(Span span) {
        List<Span> out = new ArrayList<>();
        words.words("negations").in(text, span).forEach(no -> out.add(no.span()));
        for (Lexicon.Found not : words.words("negators").in(text, span)) {
            Span near =
                    new Span(not.span().end(), Math.min(span.end(), not.span().end() + NEAR));
            Matcher stop = CLAUSE.matcher(text).region(near.start(), near.end());
            Span clause = new Span(near.start(), stop.find() ? stop.start() : near.end());
            words.words("negated").in(text, clause).stream()
                    .findFirst()
                    .ifPresent(verb ->
                            out.add(new Span(not.span().start(), verb.span().end())));
        }
        return out;
    }

    /** «指纹（我们不会收集）»: brackets that end with a negation speak of the word before them. */
    List<Span> negatedBefore(Span span, List<Span> named) {
        return words.words("negations").in(text, span).stream()
                .filter(no -> no.span().end() < span.end()
                        && "）)".indexOf(text.charAt(no.span().end())) >= 0)
                .flatMap(no -> beforeBracket(span, no.span(), named).stream())
                .toList();
    }

    /** Which of the named kinds of data never leave the device. */
    List<Span> local(Span span, List<Span> named) {
        List<Span> out = new ArrayList<>();
        for (Span word : localWords(span)) {
            List<Span> bracketed = beforeBracket(span, word, named);
            if (!bracketed.isEmpty()) {
                out.addAll(bracketed);
                out.addAll(within(named, new Span(bracketed.get(0).end(), word.start())));
                continue;
            }
            Span clause = clause(span, word);
            List<Span> meant = within(named, new Span(clause.start(), word.start()));
            List<Span> objects = within(named, new Span(word.end(), clause.end()));
            if (meant.isEmpty() && objects.isEmpty()) {
                boolean all = words.words("local.all").in(text, new Span(clause.start(), word.start())).stream()
                        .anyMatch(f ->
                                text.substring(clause.start(), f.span().start()).isBlank());
                meant = all
                        ? within(named, new Span(span.start(), clause.start()))
                        : nearestBefore(span, clause, named);
            }
            out.addAll(meant);
            out.addAll(objects);
            objects.forEach(object -> out.addAll(onlyRead(span, object, named)));
            meant.forEach(one -> out.addAll(onlyRead(span, one, named)));
        }
        return out;
    }

    private List<Span> localWords(Span span) {
        List<Span> out = new ArrayList<>();
        words.words("local.never").in(text, span).forEach(f -> out.add(f.span()));
        List<Lexicon.Found> only = words.words("local.only").in(text, span);
        for (Lexicon.Found at : words.words("local.at").in(text, span)) {
            Span clause = clause(span, at.span());
            only.stream()
                    .map(Lexicon.Found::span)
                    .filter(o -> clause.holds(o.start()))
                    .findFirst()
                    .or(() -> isBracketed(at.span()) ? Optional.of(at.span()) : Optional.empty())
                    .ifPresent(o -> out.add(new Span(
                            Math.min(o.start(), at.span().start()),
                            Math.max(o.end(), at.span().end()))));
        }
        // «未经您同意不会上传» says what happens otherwise
        out.removeIf(word -> words.words("local.conditional").isIn(text, new Span(span.start(), word.end())));
        out.removeIf(word -> words.words("local.unless")
                .isIn(text, new Span(word.end(), clause(span, word).end())));
        return out;
    }

    /** «网络信息（本地处理）»: all that the brackets say. */
    private boolean isBracketed(Span word) {
        return word.start() > 0
                && word.end() < text.length()
                && OPENS.indexOf(text.charAt(word.start() - 1)) >= 0
                && CLOSES.indexOf(text.charAt(word.end())) >= 0;
    }

    private Span clause(Span span, Span word) {
        int start = span.start();
        int end = span.end();
        Matcher cut = CLAUSE.matcher(text).region(span.start(), span.end());
        while (cut.find()) {
            if (cut.end() <= word.start()) {
                start = cut.end();
            } else if (cut.start() >= word.end()) {
                end = Math.min(end, cut.start());
            }
        }
        return new Span(start, end);
    }

    private static List<Span> within(List<Span> named, Span part) {
        return named.stream().filter(n -> part.holds(n.start())).toList();
    }

    private List<Span> nearestBefore(Span span, Span clause, List<Span> named) {
        Span at = clause;
        while (at.start() > span.start()) {
            at = clause(span, new Span(at.start() - 1, at.start() - 1));
            List<Span> meant = within(named, at);
            if (!meant.isEmpty()) {
                return meant;
            }
        }
        return List.of();
    }

    /** The same kind of data elsewhere in the sentence, where it was only looked at: «我们会读取步数，但不会上传步数明细». */
    private List<Span> onlyRead(Span span, Span meant, List<Span> named) {
        String type = meaning(meant);
        return named.stream()
                .filter(n -> n.end() <= meant.start() && meaning(n).equals(type))
                .filter(n ->
                        words.words("local.reads").in(text, clause(span, n)).size()
                                >= words.collecting(text, clause(span, n)).size())
                .toList();
    }

    private String meaning(Span named) {
        return words.types().in(text, named).stream()
                .map(Lexicon.Found::meaning)
                .findFirst()
                .orElse("");
    }

    /** The last that is named before the brackets in which a word stands. */
    private List<Span> beforeBracket(Span span, Span word, List<Span> named) {
        int at = opening(span, word);
        return at < 0
                ? List.of()
                : named.stream()
                        .filter(n -> n.end() <= at
                                && text.substring(n.end(), at).strip().length() <= 4)
                        .reduce((a, b) -> b)
                        .map(List::of)
                        .orElse(List.of());
    }

    /** Where the brackets open in which a word stands; negative if it stands in none. */
    private int opening(Span span, Span word) {
        for (int i = word.start() - 1, closed = 0; i >= span.start(); i--) {
            char c = text.charAt(i);
            if (CLOSES.indexOf(c) >= 0) {
                closed++;
            } else if (OPENS.indexOf(c) >= 0 && closed-- == 0) {
                return i;
            }
        }
        return -1;
    }
}
