package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Chapters.Says;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines that say of what stands below them that it is not collected: «我们不收集的信息», «以下信息仅存储在您的设备上，不会上传». */
final class Refusals {
    private static final int LONGEST = 60;
    private static final Pattern OPENS = Pattern.compile("[：:]\\s*$");

    private final Reading reading;
    private final String text;

    Refusals(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    Optional<Says> of(Span line) {
        boolean heads = line.length() <= LONGEST
                && (!line.in(text).contains("。") || opens(line))
                && words("refusals.of").isIn(text, line)
                && !isConditional(line)
                && reading.mentionsIn(line).isEmpty();
        if (!heads) {
            return Optional.empty();
        }
        if (staysLocal(line)) {
            return Optional.of(Says.KEPT);
        }
        return refuses(line) ? Optional.of(Says.DENIED) : Optional.empty();
    }

    private boolean opens(Span line) {
        return OPENS.matcher(line.in(text)).find() || words("wording.below").isIn(text, line);
    }

    /** «未经您同意，我们不会收集……», «除以下信息外，我们不收集……»: otherwise it does. */
    boolean isConditional(Span line) {
        return words("local.conditional").isIn(text, line) || words("except").isIn(text, line);
    }

    private boolean staysLocal(Span line) {
        return !words("local.unless").isIn(text, line)
                && (words("local.never").isIn(text, line)
                        || words("local.only").isIn(text, line)
                                && words("local.at").isIn(text, line));
    }

    /** What an exception follows is no refusal. */
    private boolean refuses(Span line) {
        return words("refusals.says").in(text, line).stream()
                .map(Lexicon.Found::span)
                .anyMatch(no -> !words("negation_ends").isIn(text, new Span(no.end(), line.end()))
                        && !words("negation_ends").isIn(text, new Span(line.start(), no.start())));
    }

    private Lexicon words(String name) {
        return reading.words().words(name);
    }
}
