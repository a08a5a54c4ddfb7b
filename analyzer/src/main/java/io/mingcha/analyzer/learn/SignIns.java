package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.learn.SignInNames.Says;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a server says whose account it is, and how an app says it back. An account is said where somebody signs in: the answer gives a
 * token beside the id, and the request asks for it or holds a secret, or the token lasts; or the request asks who is signed in. What
 * stands in a list, or within anything that is not called a person's, may be anybody's.
 */
public final class SignIns {
    private static final int MOST_MEMBERS = 200;
    private static final int DEEPEST = 12;
    private static final int SHORTEST_TOKEN = 8;
    private static final int SHORTEST_ID = 5;
    private static final int LONGEST_SHORT_ID = 24;

    /** Five digits at least, or a word with a digit. */
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{4,23}");

    private static final Pattern WORD = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_.:=|-]{5,63}");
    /** What stands in the place of an account while nobody is logged in. */
    private static final Pattern NOBODY = Pattern.compile("\\s*(?:0+|-1|(?i:null|undefined))?\\s*");

    /** What frameworks end the names of services with. */
    private static final Pattern ENDING = Pattern.compile("\\.(?:do|action|json|php|html?|aspx?|ashx|jsp|api)$");

    private static final int MOST_OPERATIONS = 10;
    private static final int LONGEST_OPERATION = 100;
    private static final String DOCUMENT = "query";
    /** The name of an operation of GraphQL and of the first field that it asks for. */
    private static final Pattern OPERATION = Pattern.compile("\\s*(?:mutation|query)\\b\\s*(\\w*)[^{]*+\\{\\s*(\\w+)");

    private static final String SUBJECT = "sub";
    private static final String CLAIMS = "claims";

    private static final Pattern ONE_DIGIT = Pattern.compile("\\d*?(\\d)\\1{4,}\\d?");

    private final double confidence;
    private final SignInNames names;
    private final Set<String> asks;
    private final Set<String> self;
    private final Set<String> others;
    private final Set<String> steps;
    private final Set<String> purposes = new HashSet<>();

    /** @param known what recipients may be there for */
    SignIns(Setting root, Collection<String> known) {
        root.allow(
                "confidence",
                "of",
                "accounts",
                "ids",
                "back",
                "people",
                "around",
                "beside",
                "tokens",
                "lasting",
                "secrets",
                "asks",
                "operations",
                "self",
                "others",
                "steps");
        confidence = root.require("confidence").decimal().orElse(0);
        names = new SignInNames(root);
        asks = SignInNames.normal(root.get("asks"));
        self = SignInNames.normal(root.get("self"));
        others = SignInNames.normal(root.get("others"));
        steps = SignInNames.normal(root.get("steps"));
        for (Setting purpose : root.get("of").list()) {
            purpose.oneOf(List.copyOf(known)).ifPresent(purposes::add);
        }
    }

    /** Whether people sign in at a recipient of these purposes: its ids are theirs, not those of the apps that it serves. */
    public boolean isSignedInAt(Collection<String> of) {
        return of.stream().anyMatch(purposes::contains);
    }

    /** Of what is sent back. */
    double confidence() {
        return confidence;
    }

    /** What an answer says. */
    private static final class Answer {
        private final List<Node> ids = new ArrayList<>(0);
        private boolean token;
        private boolean lasts;
    }

    /**
     * The accounts that an answer says.
     *
     * @param path of a field as it may be shown
     */
    public List<SaidAccount> in(Optional<Decoded> request, Decoded answer, Function<Node, String> path) {
        Answer said = new Answer();
        for (Node part : answer.parts()) {
            if (part.location() == Location.BODY) {
                look(part, true, said, 0);
            }
        }
        if (said.ids.isEmpty() || request.isEmpty() || !isOfWhoAsks(request.get(), said)) {
            return List.of();
        }
        return said.ids.stream()
                .map(id -> new SaidAccount(id.text().strip(), path.apply(id)))
                .toList();
    }

    /** @param person whether what it is a layer over is called a person's */
    private void look(Node node, boolean person, Answer said, int depth) {
        if (depth > DEEPEST || node.kind() == Node.Kind.ARRAY && !isOnlyOneWithToken(node)) {
            return;
        }
        List<Node> members = node.children();
        int most = Math.min(members.size(), MOST_MEMBERS);
        boolean called = node.isNamed() ? names.of(node.key()).contains(Says.PERSON) : person;
        for (int i = 0; i < most; i++) {
            Node member = members.get(i);
            if (!member.isNamed()) {
                look(member, called, said, depth + 1);
                continue;
            }
            Set<Says> says = names.of(member.key());
            if (member.kind() == Node.Kind.TEXT && isBare(member)) {
                leaf(member, says, node, called && depth > 1, said);
            } else if (says.contains(Says.TOKEN)) {
                // a token that itself says what it is about, or an object of its parts
                said.token = true;
                look(member, false, said, depth + 1);
                member.walk(claim -> subject(claim, said));
            } else if (says.contains(Says.PERSON) || says.contains(Says.WRAPS)) {
                look(member, says.contains(Says.PERSON), said, depth + 1);
            }
        }
    }

    /** A list of one who is given a token is whom the answer is about. */
    private boolean isOnlyOneWithToken(Node list) {
        List<Node> items = list.children();
        return items.size() == 1
                && items.get(0).children().stream()
                        .limit(MOST_MEMBERS)
                        .anyMatch(member -> member.isNamed()
                                && member.text().length() >= SHORTEST_TOKEN
                                && names.of(member.key()).contains(Says.TOKEN));
    }

    /** Of whom a token is that says so itself (RFC 7519 §4.1.2). */
    private void subject(Node claim, Answer said) {
        if (claim.isNamed()
                && (claim.key().equals(SUBJECT) || names.of(claim.key()).contains(Says.ACCOUNT))
                && isClaim(claim)
                && isId(claim.text().strip())) {
            said.ids.add(claim);
        }
    }

    private static boolean isClaim(Node field) {
        return field.parent().filter(of -> of.key().equals(CLAIMS)).isPresent();
    }

    /**
     * Who sends a request, by the token that an app sends with it.
     *
     * @param hit what was found in it
     * @param path of the field as it may be shown
     */
    public Optional<SaidAccount> sender(Hit hit, String path) {
        return hit.type().equals(Lessons.ACCOUNT)
                        && hit.node().location() == Location.HEADER
                        && isClaim(hit.node())
                        && isId(hit.value())
                ? Optional.of(new SaidAccount(hit.value(), path))
                : Optional.empty();
    }

    /** An id may be as many letters as base64's are, as WeChat's and Firebase's are, and stand for nothing. */
    private static boolean isBare(Node member) {
        return member.children().isEmpty()
                || !member.isOpened() && isId(member.text().strip());
    }

    private void leaf(Node leaf, Set<Says> says, Node object, boolean person, Answer said) {
        if (says.isEmpty()) {
            return;
        }
        String text = leaf.text().strip();
        said.token |= says.contains(Says.TOKEN) && text.length() >= SHORTEST_TOKEN;
        said.lasts |= says.contains(Says.LASTS) && !text.isEmpty();
        if ((says.contains(Says.ACCOUNT) || says.contains(Says.ID) && isPersons(object, person)) && isId(text)) {
            said.ids.add(leaf);
        }
    }

    private boolean isPersons(Node object, boolean person) {
        return person && names.of(object.key()).contains(Says.PERSON)
                || object.children().stream()
                        .limit(MOST_MEMBERS)
                        .anyMatch(c -> c.isNamed() && names.of(c.key()).contains(Says.BESIDE_A_PERSON));
    }

    private boolean isOfWhoAsks(Decoded request, Answer said) {
        List<String> path = request.steps();
        List<String> asked = operations(request);
        boolean self = asksWho(path) || asked.stream().anyMatch(operation -> asksWho(List.of(operation)));
        if (self && !holds(request, Says.SOMEBODY)) {
            return true;
        }
        boolean asking =
                Stream.concat(path.stream(), asked.stream()).anyMatch(step -> NameWords.holdsOneOf(step, asks));
        return said.token && (asking || said.lasts || holds(request, Says.SECRET))
                || asking && holds(request, Says.SECRET);
    }

    /** {@code …/me}, {@code …/user/info}, {@code …/queryUserInfo.do}, but not {@code …/otherUserInfo}. */
    private boolean asksWho(List<String> path) {
        if (path.isEmpty()) {
            return false;
        }
        String last = ENDING.matcher(path.get(path.size() - 1)).replaceFirst("");
        return !NameWords.holdsOneOf(last, others)
                && (NameWords.called(last).stream().anyMatch(self::contains)
                        || path.size() > 1 && self.contains(NameWords.normal(path.get(path.size() - 2) + '_' + last)));
    }

    /** What is asked of a path that answers everything: {@code operationName}, and the names in a document of GraphQL. */
    private List<String> operations(Decoded request) {
        List<String> asked = new ArrayList<>(0);
        for (Node part : request.parts()) {
            part.walk(node -> {
                if (node.kind() != Node.Kind.TEXT || node.text().isEmpty() || asked.size() >= MOST_OPERATIONS) {
                    return;
                }
                if (names.of(node.key()).contains(Says.ASKED) && node.text().length() <= LONGEST_OPERATION) {
                    asked.add(node.text());
                } else if (node.key().equals(DOCUMENT)) {
                    Matcher document = OPERATION.matcher(node.text());
                    if (document.lookingAt()) {
                        asked.add(document.group(1));
                        asked.add(document.group(2));
                    }
                }
            });
        }
        return asked;
    }

    /** Whether a field of such a name says anything. */
    private boolean holds(Decoded request, Says wanted) {
        boolean[] holds = new boolean[1];
        for (Node part : request.parts()) {
            if (part.location() == Location.BODY || part.location() == Location.URL_QUERY) {
                part.walk(node -> holds[0] |= !holds[0]
                        && node.kind() == Node.Kind.TEXT
                        && !NOBODY.matcher(node.text()).matches()
                        && names.of(node.key()).contains(wanted));
            }
        }
        return holds[0];
    }

    /** Whether a text may be somebody's id. */
    static boolean isId(String text) {
        return NUMBER.matcher(text).matches() && !ONE_DIGIT.matcher(text).matches()
                || WORD.matcher(text).matches();
    }

    /** Whether an account's id may stand here that is too short to be known under any name. */
    boolean mayBeBack(Node leaf) {
        int length = leaf.text().length();
        if (length < SHORTEST_ID || length > LONGEST_SHORT_ID || leaf.letters().digits() == 0) {
            return false;
        }
        boolean may = leaf.location() == Location.PATH
                ? leaf.parent().map(path -> follows(path, leaf)).orElse(false)
                : names.of(leaf.key()).contains(Says.BACK);
        return may && isId(leaf.text());
    }

    private boolean follows(Node path, Node leaf) {
        List<Node> all = path.children();
        int at = all.indexOf(leaf);
        return at > 0 && steps.contains(NameWords.normal(all.get(at - 1).text()));
    }
}
