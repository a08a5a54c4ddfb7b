package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** To whom a sentence says that something is given: «提供给顺丰速运», «向合作银行提供», «is shared with Mailchimp». */
final class Given {
    private static final Pattern GIVEN_TO =
            Pattern.compile("([^，。；、（(,;.]{2,24}?)(?=，|。|；|（|、|\\(|,|;|配送|为您|向您|用于|以便|进行|来|以|,|\\.|$)");
    private static final Pattern TOWARDS = Pattern.compile("向|给|与");
    private static final Pattern CLAUSE_END = Pattern.compile("[，。；：,;:]");
    private static final Pattern AND = Pattern.compile("\\s*(?:、|以及|和|及|与|或)\\s*");

    private static final String LATIN_NAMES =
            "((?:[A-Z][\\w&+-]*\\s?){1,4}(?:(?:,\\s*and|,|and|or)\\s+(?:[A-Z][\\w&+-]*\\s?){1,4})*)";
    private static final Pattern ONE_NAME = Pattern.compile("(?:[A-Z][\\w&+-]*\\s?){1,4}");
    private static final String KIND =
            "\\s*((?:[a-z][a-z-]*,?\\s){0,5}[a-z][a-z-]*?)(?=\\s*(?:[.;(,]|$|\\b(?:to|for|who|which|that|in|so|you|where|when)\\b|\\band (?:the|we|to|its|their)\\b))";

    private final PolicyWords words;
    private final Names names;
    private final String text;
    private final Pattern withNames;
    private final Pattern another;
    private final Pattern withKind;
    private final Pattern byUser;
    private final Pattern examples;

    Given(PolicyWords words, Names names, String text) {
        String to = "\\b" + words.oneOf("recipient.latin.to") + "\\s+";
        String gives = words.oneOf("recipient.latin.gives") + "\\b[^.;]{0,80}?" + to;
        this.withNames = Pattern.compile(gives + LATIN_NAMES);
        this.another = Pattern.compile(to + LATIN_NAMES);
        this.withKind = Pattern.compile(gives + words.oneOf("recipient.latin.articles") + "?" + KIND);
        this.byUser = Pattern.compile(words.oneOf("users.are") + words.oneOf("users.may") + "$");
        this.examples = Pattern.compile("\\s*[（(]" + words.oneOf("recipient.examples") + "[^（()）]{1,60}[）)]");
        this.words = words;
        this.names = names;
        this.text = text;
    }

    List<Named> in(Span span) {
        List<Named> out = new ArrayList<>(withNames(span));
        for (Lexicon.Found share :
                out.isEmpty() ? words.words("recipient.shares").in(text, span) : List.<Lexicon.Found>of()) {
            listed(share.span().end(), span.end()).forEach(n -> out.add(n.afterData()));
        }
        if (out.isEmpty()) {
            out.addAll(towards(span));
        }
        if (out.isEmpty()) {
            Matcher kind = withKind.matcher(text).region(span.start(), span.end());
            while (out.isEmpty() && kind.find()) {
                names.kindIn(new Span(kind.start(1), kind.end(1)))
                        .map(Named::afterData)
                        .ifPresent(out::add);
            }
        }
        return out;
    }

    /** «share your email with Heron and your age with Egret». */
    private List<Named> withNames(Span span) {
        List<Named> out = new ArrayList<>();
        Matcher first = withNames.matcher(text).region(span.start(), span.end());
        if (first.find()) {
            out.addAll(latinNames(first.start(1), first.end(1)));
            Matcher more = another.matcher(text).region(first.end(1), span.end());
            while (more.find()) {
                out.addAll(latinNames(more.start(1), more.end(1)));
            }
        }
        return out;
    }

    private List<Named> latinNames(int from, int to) {
        List<Named> out = new ArrayList<>();
        Matcher one = ONE_NAME.matcher(text).region(from, to);
        while (one.find()) {
            names.of(one.start(), one.end()).map(Named::afterData).ifPresent(out::add);
        }
        return out;
    }

    /** «向顺丰速运、合作银行提供». */
    private List<Named> towards(Span span) {
        List<Span> verbs = words.words("recipient.gives").in(text, span).stream()
                .map(Lexicon.Found::span)
                .toList();
        Matcher to = TOWARDS.matcher(text).region(span.start(), span.end());
        while (to.find()) {
            if (byUser.matcher(text.substring(span.start(), to.start())).find()) {
                continue;
            }
            int from = to.end();
            Matcher stop = CLAUSE_END.matcher(text).region(from, span.end());
            int clause = stop.find() ? stop.start() : span.end();
            for (Span verb : verbs) {
                boolean within = verb.start() > from && verb.end() <= clause;
                List<Named> out = within ? listed(from, verb.start()) : List.of();
                Optional<Named> kind = within ? kindBehind(from, verb.start()) : Optional.empty();
                if (!out.isEmpty() || kind.isPresent()) {
                    return out.isEmpty() ? kind.stream().toList() : out;
                }
            }
        }
        return List.of();
    }

    /** «向为您提供服务的骑手展示»: the kind behind what is said of it. */
    private Optional<Named> kindBehind(int from, int end) {
        int of = text.lastIndexOf('的', end);
        return of >= from ? names.kindIn(new Span(of + 1, end)) : Optional.empty();
    }

    /** «顺丰速运», «快递公司（如顺丰）和合作药房»: the first is whatever is given to, those joined to it are kinds of recipients or known. */
    private List<Named> listed(int from, int end) {
        List<Named> out = new ArrayList<>();
        int at = from;
        while (at < end) {
            Matcher to = GIVEN_TO.matcher(text).region(at, end);
            if (!to.lookingAt()) {
                break;
            }
            Span whole = withoutEtc(new Span(to.start(1), to.end(1)).stripped(text));
            List<Span> parts = parts(whole);
            for (Span part : parts) {
                Matcher bracket = examples.matcher(text).region(part.end(), end);
                Span named =
                        part.end() == whole.end() && bracket.lookingAt() ? new Span(part.start(), bracket.end()) : part;
                Optional<Named> receiver = names.kindIn(part)
                        .map(k -> Named.byName(
                                new Span(k.span().start(), named.end()),
                                text.substring(k.span().start(), named.end())));
                boolean joined = !out.isEmpty() || parts.size() > 1;
                if (receiver.isEmpty() && (!joined || names.isKnownSubject(part))) {
                    receiver = names.ofMachine(part.start(), part.end()).or(() -> names.of(part.start(), part.end()));
                }
                receiver.ifPresent(out::add);
                at = named.end();
            }
            Matcher next = AND.matcher(text).region(at, end);
            if (out.isEmpty() || !next.lookingAt()) {
                break;
            }
            at = next.end();
        }
        return out;
    }

    /** «顺丰速运、圆通等». */
    private Span withoutEtc(Span names) {
        boolean open = names.length() > 2 && text.charAt(names.end() - 1) == '等';
        return open ? new Span(names.start(), names.end() - 1) : names;
    }

    /** Parts at a joining word if each is a kind of recipient or known by name; else the whole is one name. */
    private List<Span> parts(Span whole) {
        List<Span> parts = new ArrayList<>();
        Matcher and = AND.matcher(text).region(whole.start(), whole.end());
        int from = whole.start();
        while (and.find()) {
            parts.add(new Span(from, and.start()).stripped(text));
            from = and.end();
        }
        parts.add(new Span(from, whole.end()).stripped(text));
        boolean all =
                parts.stream().allMatch(p -> p.length() >= 2 && (names.kindIn(p).isPresent() || names.isKnown(p)));
        return all ? parts : List.of(whole);
    }
}
