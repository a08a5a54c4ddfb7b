package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a sentence says does the collecting: «财付通会收集您的姓名», «Firebase collects your device ID», «is processed by Sentry». */
final class Subjects {
    private static final String NAME = "((?:[A-Z][\\w&+.-]*[\\w+]\\s){1,5})";
    private static final String HAN = "([\\p{IsHan}A-Za-z0-9+·]{2,16}?)";
    private static final Pattern CLAUSE = Pattern.compile("(?<=^|[，。；：、\\s\\n“”《》（(>])|(?<=时|后|由|，)");

    private final PolicyWords words;
    private final Names names;
    private final String text;
    private final Pattern han;
    private final Pattern latin;
    private final Pattern which;
    private final Pattern by;

    Subjects(PolicyWords words, Names names, String text) {
        String adverbs = "(?:" + words.oneOf("recipient.latin.may") + "\\s){0,3}";
        this.latin = Pattern.compile(
                "(?:^|[,;.:]\\s|[（(]|\\b(?:and|that|then|while|so)\\s)\\s*(?:The\\s|the\\s|Our partner\\s)?" + NAME
                        + "(?:\\([^)]{1,60}\\)\\s)?(?:" + words.oneOf("recipient.latin.products") + "\\s)?" + adverbs);
        this.which = Pattern.compile("((?:[A-Z][\\w&+.-]*[\\w+]\\s?){1,5})\\)?,?\\s(?:which|who|that)\\s" + adverbs);
        this.by = Pattern.compile("\\b" + words.oneOf("recipient.latin.done")
                + "\\s(?:and\\s\\w+\\s)?by\\s(?:the\\s)?((?:[A-Z][\\w&+-]*\\s?){1,4})");
        String may = words.oneOf("recipient.may");
        this.han = Pattern.compile(HAN + words.oneOf("recipient.company_words") + "?(?:" + may + "[^，。；、：]{0,14}?|"
                + may + "*)(?=" + words.oneOf("recipient.does") + ")");
        this.words = words;
        this.names = names;
        this.text = text;
    }

    List<Named> in(Span span) {
        List<Named> out = new ArrayList<>();
        Matcher subject = latin.matcher(text).region(span.start(), span.end());
        while (subject.find()) {
            Span name = new Span(subject.start(1), subject.end(1)).stripped(text);
            if (isVerb(subject.end(), span.end()) && isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher relative = which.matcher(text).region(span.start(), span.end());
        while (relative.find()) {
            Span name = new Span(relative.start(1), relative.end(1)).stripped(text);
            if (isVerb(relative.end(), span.end()) && isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher agent = by.matcher(text).region(span.start(), span.end());
        while (agent.find()) {
            Span name = new Span(agent.start(1), agent.end(1)).stripped(text);
            if (isSomebody(name)) {
                out.add(Named.byName(name, name.in(text)));
            }
        }
        Matcher clause = CLAUSE.matcher(text).region(span.start(), span.end());
        clause.useTransparentBounds(true);
        while (clause.find()) {
            Matcher doer = han.matcher(text).region(clause.end(), span.end());
            if (doer.lookingAt()) {
                Span name = new Span(doer.start(1), doer.end(1)).stripped(text);
                boolean taken = out.stream().anyMatch(n -> n.span().holds(name.start()));
                Optional<Named> machine = names.ofMachine(name.start(), name.end());
                if (!taken && machine.isPresent()) {
                    out.add(machine.get());
                } else if (!taken && names.isKnownSubject(name) && !names.isOwn(name.in(text))) {
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
