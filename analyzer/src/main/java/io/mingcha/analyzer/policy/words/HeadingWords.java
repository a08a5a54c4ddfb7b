package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of the headings of tables and of the keys of blocks. */
final class HeadingWords {
    private final Lexicon columns = new Lexicon();
    private final Lexicon details;

    /** @param details words behind a heading that change nothing */
    HeadingWords(Setting headings, Lexicon details) {
        this.details = details;
        List<String> names = new ArrayList<>();
        for (Column column : Column.values()) {
            names.add(column.label());
            columns.addAll(headings.get(column.label()).texts(), column.name());
        }
        headings.allow(names.toArray(String[]::new));
        headings.require("data");
        headings.require("name");
    }

    /** What a heading is about; empty if it is none. */
    Optional<Column> column(String text, Span span) {
        Span bare = withoutDetails(text, span);
        return isHeading(text, bare) ? about(text, bare) : Optional.empty();
    }

    private Span withoutDetails(String text, Span heading) {
        return details.in(text, heading).stream()
                .map(Lexicon.Found::span)
                .filter(d -> d.end() == heading.stripped(text).end() && d.start() > heading.start())
                .findFirst()
                .map(d -> new Span(heading.start(), d.start()))
                .orElse(heading);
    }

    /** What a heading is about: its last word tells, except that a purpose goes before a scene. */
    private Optional<Column> about(String text, Span heading) {
        List<Lexicon.Found> words = columns.in(text, heading);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Column> found =
                words.stream().map(f -> Column.valueOf(f.meaning())).toList();
        Column last = last(
                text,
                new Span(heading.start(), words.get(words.size() - 1).span().end()));
        return Optional.of(last == Column.SCENE && found.contains(Column.PURPOSE) ? Column.PURPOSE : last);
    }

    /** Of all words that a heading ends with the longest: «所属公司名称» is 公司名称 and not 名称. */
    private Column last(String text, Span heading) {
        for (int start = heading.start(); start < heading.end(); start++) {
            Span ending = new Span(start, heading.end());
            List<Lexicon.Found> whole = columns.in(text, ending);
            if (whole.size() == 1 && whole.get(0).span().equals(ending)) {
                return Column.valueOf(whole.get(0).meaning());
            }
        }
        return Column.OTHER;
    }

    /** Whether most of the text is the words of a heading. */
    boolean isHeading(String text, Span heading) {
        int covered = columns.in(text, heading).stream()
                .mapToInt(f -> f.span().letters(text))
                .sum();
        return covered > 0 && covered * 2 >= heading.letters(text);
    }
}
