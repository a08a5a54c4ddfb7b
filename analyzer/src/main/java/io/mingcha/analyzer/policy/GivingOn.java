package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.List;
import java.util.Optional;

/** Sentences that speak again of what was named before: «上述信息将提供给……», «该信息用于……». */
final class GivingOn {
    private static final int NEGATED_NEAR = 12;

    private final Reading reading;
    private final String text;

    GivingOn(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    /** What a sentence without data of its own says of the rows before it. */
    void readOf(List<Rows.Key> before, Span sentence, List<Receivers.Group> groups) {
        Optional<String> purpose = reading.phrases().purpose(reading.phrases().purposes(sentence), sentence.start());
        if (at(sentence) >= 0 && purpose.isPresent()) {
            before.forEach(key -> reading.rows().explain(key, purpose));
        }
        List<Receiver> to = receivers(sentence, groups);
        if (to.isEmpty()) {
            return;
        }
        for (Rows.Key key : before) {
            reading.rows()
                    .of(key)
                    .ifPresent(row -> reading.rows()
                            .add(new Row(row.type(), to, purpose, row.scene(), row.frequency(), row.link(), sentence)));
        }
    }

    /** «除OAID外，此部分数据仅保存在本地»: whether a sentence says that what the one before collects stays where it is. */
    boolean takesBack(List<Rows.Key> before, Span sentence) {
        Optional<Span> subject = words("local.all").in(text, sentence).stream()
                .map(Lexicon.Found::span)
                .findFirst();
        boolean local = subject.filter(s -> staysLocal(new Span(s.end(), sentence.end())))
                .isPresent();
        boolean rest = subject.isPresent()
                && reading.mentionsIn(new Span(subject.get().end(), sentence.end()))
                        .isEmpty();
        if (!local || !rest || before.isEmpty()) {
            return false;
        }
        Span exception = new Span(sentence.start(), subject.get().start());
        boolean excepts = words("except").isIn(text, exception);
        List<String> kept = reading.words().types().in(text, exception).stream()
                .map(Lexicon.Found::meaning)
                .filter(type -> excepts)
                .toList();
        if (!excepts && !text.substring(exception.start(), exception.end()).isBlank()) {
            return false;
        }
        before.stream()
                .filter(key -> !kept.contains(key.type()))
                .forEach(key -> reading.rows().takeBack(key, sentence));
        return true;
    }

    private boolean staysLocal(Span rest) {
        return !words("local.unless").isIn(text, rest) && isLocal(rest);
    }

    private boolean isLocal(Span rest) {
        return words("local.never").isIn(text, rest)
                || words("local.only").isIn(text, rest)
                        && (words("local.at").isIn(text, rest)
                                || words("local.place").isIn(text, rest));
    }

    /** To whom what was named before is given on. */
    List<Receiver> receivers(Span sentence, List<Receivers.Group> groups) {
        int at = at(sentence);
        if (at < 0
                || words("negations")
                        .isIn(text, new Span(Math.max(sentence.start(), at - NEGATED_NEAR), sentence.end()))) {
            return List.of();
        }
        return groups.stream()
                .filter(g -> givesTo(g, at, sentence))
                .flatMap(g -> g.receivers().stream())
                .toList();
    }

    /** Where a sentence speaks of what was named before; negative if it does not: «您填写的相关信息» and «除上述信息外» are something else. */
    int at(Span sentence) {
        return words("recipient.back").in(text, sentence).stream()
                .mapToInt(f -> f.span().start())
                .filter(at -> at == sentence.start() || text.charAt(at - 1) != '的')
                .filter(at -> words("except").in(text, new Span(sentence.start(), at)).stream()
                        .noneMatch(e -> e.span().end() == at))
                .findFirst()
                .orElse(-1);
    }

    /** «将上述信息提供给某某», «向某某提供上述信息». */
    private boolean givesTo(Receivers.Group group, int at, Span sentence) {
        int from = Math.min(at, group.span().start());
        int clause = Math.max(text.lastIndexOf('，', at), sentence.start());
        return group.span().start() >= clause
                && (words("recipient.shares").isIn(text, new Span(from, sentence.end()))
                        || words("recipient.gives").isIn(text, new Span(from, sentence.end())));
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
