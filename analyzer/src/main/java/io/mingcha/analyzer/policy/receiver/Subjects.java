package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a sentence says does the collecting: «财付通会收集您的姓名», «Firebase collects your device ID», «is processed by Sentry». */
final class Subjects {
    private static final String NAME = "((?:[A-Z][\\w&+.-]*[\\w+]\\s){1,5})";
    private static final Pattern LATIN = Pattern.compile(
            "(?:^|[,;.:]\\s|[（(]|\\b(?:and|that|then|while|so)\\s)\\s*(?:The\\s|the\\s|Our partner\\s)?"
                    + NAME
                    + "(?:\\([^)]{1,60}\\)\\s)?(?:(?:SDKs?|services?|platform|APIs?)\\s)?(?:(?:may|will|can|could|might|also|automatically|then|only|further|directly)\\s){0,3}");

    private static final Pattern WHICH = Pattern.compile(
            "((?:[A-Z][\\w&+.-]*[\\w+]\\s?){1,5})\\)?,?\\s(?:which|who|that)\\s(?:(?:may|will|can|could|might|also|automatically)\\s){0,2}");
    private static final Pattern BY = Pattern.compile(
            "\\b(?:collected|processed|received|handled|stored|hosted|accessed|obtained|recorded|gathered)\\s(?:and\\s\\w+\\s)?by\\s(?:the\\s)?((?:[A-Z][\\w&+-]*\\s?){1,4})");

    private static final String HAN = "([\\p{IsHan}A-Za-z0-9+·]{2,16}?)(?:公司|平台|开放平台)?";
    private static final Pattern CLAUSE = Pattern.compile("(?<=^|[，。；：、\\s\\n“”《》（(>])|(?<=时|后|由|，)");

    private final PolicyWords words;
    private final Names names;
    private final String text;
    private final Pattern han;

    Subjects(PolicyWords words, Names names, String text) {
        String may = words.oneOf("recipient.may");
        this.han = Pattern.compile(
                HAN + "(?:" + may + "[^，。；、：]{0,14}?|" + may + "*)(?=" + words.oneOf("recipient.does") + ")");
        this.words = words;
        this.names = names;
        this.text = text;
    }

    List<Named> in(Span span) {
        List<Named> out = new ArrayList<>();
        Matcher latin = LATIN.matcher(text).region(span.start(), span.end());
        while (latin.find()) {
            Span name = new Span(latin.start(1), latin.end(1)).stripped(text);
            if (isVerb(latin.end(), span.end()) && isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher which = WHICH.matcher(text).region(span.start(), span.end());
        while (which.find()) {
            Span name = new Span(which.start(1), which.end(1)).stripped(text);
            if (isVerb(which.end(), span.end()) && isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher by = BY.matcher(text).region(span.start(), span.end());
        while (by.find()) {
            Span name = new Span(by.start(1), by.end(1)).stripped(text);
            if (isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher clause = CLAUSE.matcher(text).region(span.start(), span.end());
        clause.useTransparentBounds(true);
        while (clause.find()) {
            Matcher subject = han.matcher(text).region(clause.end(), span.end());
            if (subject.lookingAt()) {
                Span name = new Span(subject.start(1), subject.end(1)).stripped(text);
                boolean taken = out.stream().anyMatch(n -> n.span().holds(name.start()));
                if (!taken && names.isKnownSubject(name) && !names.isOwn(name.in(text))) {
                    out.add(Named.byName(name, name.in(text)));
                } else if (!taken) {
                    names.kindIn(name).ifPresent(out::add);
                }
            }
        }
        return out;
    }

    private boolean isVerb(int from, int end) {
        return words.words("recipient.collects").in(text, new Span(from, end)).stream()
                .anyMatch(v -> v.span().start() == from);
    }

    /** Known, or a name that is written with capitals wherever it stands and that the policy does not begin with. */
    private boolean isSomebody(Span name) {
        String written = name.in(text);
        if (names.isOwn(written) || names.of(name.start(), name.end()).isEmpty()) {
            return false;
        }
        boolean ordinary = text.contains(written.toLowerCase(Locale.ROOT));
        return names.isKnown(name) || written.length() > 2 && !ordinary;
    }
}
