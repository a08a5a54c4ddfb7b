package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.receiver.Receivers;
import io.mingcha.analyzer.policy.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that only name something: «高德地图», «推送（某某推送SDK）», over the keys that say more of it. */
final class Titles {
    private static final int LONGEST = 40;
    /** So many letters of the beginning of a name tell whose it is: «支付» begins many. */
    private static final int TELLING = 4;

    private static final Pattern SENTENCE = Pattern.compile("[。；，！？,;!?：:]|\\.$");
    private static final Pattern BRACKET = Pattern.compile("[（(][^（）()]*[）)]");
    private static final Pattern PACKAGE = Pattern.compile("\\s*[（(]\\s*(?:[a-z][\\w]*\\.)+[\\w.*]+\\s*[）)]");
    private static final Pattern CALLED_TWICE =
            Pattern.compile("[\\p{L}\\p{N} .+-]{2,16}[（(][\\p{L}\\p{N} .+-]{2,16}[）)]\\s*[A-Za-z]+");
    private static final Pattern JOINED = Pattern.compile(".*[、及和与/]\\s*");

    private final Reading reading;

    /**
     * Who a title may name.
     *
     * @param certain it says itself that it is somebody; else that is for the keys below to say
     */
    record Title(List<Receiver> receivers, boolean certain) {}

    Titles(Reading reading) {
        this.reading = reading;
    }

    boolean isTitle(Span span) {
        String line = BRACKET.matcher(span.in(reading.text())).replaceAll("");
        return span.length() > 1
                && line.length() <= LONGEST
                && !SENTENCE.matcher(line).find()
                && line.codePoints().anyMatch(Character::isLetter);
    }

    /** Empty if it heads a list and names nobody: «第三方SDK清单». */
    Optional<Title> names(Span title) {
        String text = reading.text();
        boolean lists = reading.words().words("recipient.lists").in(text, title).stream()
                .anyMatch(f -> f.span().end() == title.end());
        if (lists) {
            return Optional.empty();
        }
        Matcher named = PACKAGE.matcher(text).region(title.start(), title.end());
        Span bare = (named.find() ? new Span(title.start(), named.start()) : title).stripped(text);
        List<Receivers.Group> groups = reading.receivers().in(bare);
        if (groups.isEmpty() && isKitCalledTwice(bare)) {
            return Optional.of(new Title(List.of(receiver(bare)), true));
        }
        if (groups.size() != 1 || groups.get(0).receivers().size() != 1) {
            return groups.isEmpty()
                    ? unmarked(bare)
                    : Optional.of(new Title(groups.get(0).receivers(), true));
        }
        Span group = groups.get(0).span();
        boolean partOfMore = group.end() == bare.end()
                && JOINED.matcher(text.substring(bare.start(), group.start())).matches();
        return Optional.of(
                new Title(partOfMore ? List.of(receiver(bare)) : groups.get(0).receivers(), true));
    }

    /** «Umeng（友盟） SDK»: the other name stands in brackets before the word that says that it is one. */
    private boolean isKitCalledTwice(Span title) {
        return CALLED_TWICE.matcher(title.in(reading.text())).matches()
                && reading.words().words("recipient.suffixes").in(reading.text(), title).stream()
                        .anyMatch(s -> s.span().end() == title.end());
    }

    /** No word such as SDK says that it is a name. */
    private Optional<Title> unmarked(Span title) {
        boolean known = reading.receivers().isKnown(title.in(reading.text()))
                || title.length() >= TELLING && !receiver(title).known().isEmpty();
        return known || !reading.words().isHeading(reading.text(), title) && !isDoing(title)
                ? Optional.of(new Title(List.of(receiver(title)), known))
                : Optional.empty();
    }

    /** «提供基础服务», over the company that does so. */
    private boolean isDoing(Span title) {
        return reading.words().words("recipient.tasks").in(reading.text(), title).stream()
                .anyMatch(w -> w.span().start() == title.start());
    }

    private Receiver receiver(Span name) {
        return reading.receivers().of(Optional.of(name.in(reading.text())), Optional.empty());
    }
}
