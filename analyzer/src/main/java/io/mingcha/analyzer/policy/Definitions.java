package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.text.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * «日志信息，指……，包括：IP地址、……»: what a policy means by a word with which it collects elsewhere, in whatever
 * chapter it says so.
 */
final class Definitions {
    private static final int FEW = 2;

    private final Reading reading;
    private final String text;
    private final Pattern defines;

    Definitions(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
        this.defines = Pattern.compile("[“\"「【]?([\\p{L}、和及与]{2,14})[”\"」】]?\\s*[：:，,]?\\s*(?i:"
                + reading.words().oneOf("wording.defines") + ")");
    }

    /** It defines a word that is said elsewhere as well, and names some of what that is. */
    boolean isOne(Span sentence) {
        return body(sentence).filter(b -> reading.mentionsIn(b).size() >= FEW).isPresent();
    }

    /** It defines such a word, whether by what it names or by what stands below it. */
    boolean isHead(Span sentence) {
        return body(sentence).isPresent();
    }

    private Optional<Span> body(Span sentence) {
        Matcher defined = defines.matcher(text).region(sentence.start(), sentence.end());
        if (!defined.lookingAt()) {
            return Optional.empty();
        }
        Span word = new Span(defined.start(1), defined.end(1));
        boolean kind = reading.words().words("defined").in(text, word).stream()
                .anyMatch(w -> w.span().end() == word.end());
        return kind && isSaidElsewhere(word) ? Optional.of(new Span(defined.end(), sentence.end())) : Optional.empty();
    }

    private boolean isSaidElsewhere(Span word) {
        String said = word.in(text);
        return text.indexOf(said) < word.start() || text.indexOf(said, word.end()) >= 0;
    }
}
