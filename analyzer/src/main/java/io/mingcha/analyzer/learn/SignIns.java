package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a server says whose account it is, and how an app says it back. An account is said where somebody signs in: the answer gives a
 * token beside the id, and the request asks for it or holds a secret, or the token lasts; or the request asks who is signed in. What
 * stands in a list, or within anything that is not called a person's, may be anybody's.
 *
 * @param confidence of what is sent back
 * @param accounts names of the id of an account, in answers
 * @param back further words that a name ends in under which an app sends it back
 * @param people names of an object that is the person's, so that its {@code id} is the account's
 * @param around names of what may stand around the person's object
 * @param beside what a server says of a person only, beside which an {@code id} is an account's
 * @param tokens names of what who signed in is given
 * @param lasting names of what says how long it lasts, or renews it
 * @param secrets names of what somebody signs in with
 * @param asks words of a path that asks to sign in
 * @param self last parts of a path, or two of them, that ask who is signed in if the request names nobody
 * @param others words of such a part that speak of somebody else
 * @param steps parts of a path that an account's id follows
 */
public record SignIns(
        double confidence,
        Set<String> accounts,
        Set<String> back,
        Set<String> people,
        Set<String> around,
        Set<String> beside,
        Set<String> tokens,
        Set<String> lasting,
        Set<String> secrets,
        Set<String> asks,
        Set<String> self,
        Set<String> others,
        Set<String> steps) {
    private static final String ID = "id";
    private static final int MOST_MEMBERS = 200;
    private static final int DEEPEST = 12;
    private static final int SHORTEST_TOKEN = 8;

    /** Five digits at least, or a word with a digit. */
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{4,23}");

    private static final Pattern WORD = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_.:=-]{5,63}");
    /** What frameworks end the names of services with. */
    private static final Pattern ENDING = Pattern.compile("\\.(?:do|action|json|php|html?|aspx?|ashx|jsp|api)$");

    private static final Pattern ONE_DIGIT = Pattern.compile("\\d*?(\\d)\\1{4,}\\d?");

    public SignIns {
        accounts = Set.copyOf(accounts);
        back = Set.copyOf(back);
        people = Set.copyOf(people);
        around = Set.copyOf(around);
        beside = Set.copyOf(beside);
        tokens = Set.copyOf(tokens);
        lasting = Set.copyOf(lasting);
        secrets = Set.copyOf(secrets);
        asks = Set.copyOf(asks);
        self = Set.copyOf(self);
        others = Set.copyOf(others);
        steps = Set.copyOf(steps);
    }

    static SignIns read(Setting root) {
        root.allow(
                "confidence",
                "accounts",
                "back",
                "people",
                "around",
                "beside",
                "tokens",
                "lasting",
                "secrets",
                "asks",
                "self",
                "others",
                "steps");
        Set<String> accounts = wholes(root, "accounts");
        Set<String> back = wholes(root, "back");
        return new SignIns(
                root.require("confidence").decimal().orElse(0),
                accounts,
                Stream.concat(accounts.stream(), back.stream()).collect(Collectors.toSet()),
                wholes(root, "people"),
                wholes(root, "around"),
                wholes(root, "beside"),
                wholes(root, "tokens"),
                wholes(root, "lasting"),
                wholes(root, "secrets"),
                wholes(root, "asks"),
                wholes(root, "self"),
                wholes(root, "others"),
                wholes(root, "steps"));
    }

    private static Set<String> wholes(Setting root, String key) {
        return root.get(key).texts().stream().map(NameWords::normal).collect(Collectors.toSet());
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
        if (depth > DEEPEST || node.kind() == Node.Kind.ARRAY) {
            return;
        }
        List<Node> members = node.children();
        int most = Math.min(members.size(), MOST_MEMBERS);
        boolean called = !node.isNamed() ? person : people.contains(NameWords.normal(node.key()));
        for (int i = 0; i < most; i++) {
            Node member = members.get(i);
            if (!member.isNamed()) {
                look(member, called, said, depth + 1);
                continue;
            }
            String name = NameWords.normal(member.key());
            if (member.kind() == Node.Kind.TEXT && member.children().isEmpty()) {
                String text = member.text().strip();
                said.token |= tokens.contains(name) && text.length() >= SHORTEST_TOKEN;
                said.lasts |= lasting.contains(name) && !text.isEmpty();
                if ((accounts.contains(name) || name.equals(ID) && isPersons(node, called && depth > 1))
                        && isId(text)) {
                    said.ids.add(member);
                }
            } else if (tokens.contains(name)) {
                // a token that itself says what it is about, or an object of its parts
                said.token = true;
                look(member, false, said, depth + 1);
            } else if (people.contains(name) || around.contains(name)) {
                look(member, people.contains(name), said, depth + 1);
            }
        }
    }

    private boolean isPersons(Node object, boolean called) {
        return called && people.contains(NameWords.normal(object.key()))
                || object.children().stream()
                        .limit(MOST_MEMBERS)
                        .anyMatch(c -> c.isNamed() && beside.contains(NameWords.normal(c.key())));
    }

    private boolean isOfWhoAsks(Decoded request, Answer said) {
        List<String> path = request.steps();
        if (asksWho(path) && !holds(request, this::isOfSomebody)) {
            return true;
        }
        boolean asking = path.stream().anyMatch(step -> NameWords.holdsOneOf(step, asks));
        return said.token && (asking || said.lasts || holds(request, name -> NameWords.isOneOf(name, secrets)))
                || asking && holds(request, name -> NameWords.isOneOf(name, secrets));
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

    private boolean isOfSomebody(String name) {
        return name.equals(ID) || NameWords.called(name).stream().anyMatch(back::contains);
    }

    /** Whether a field of such a name says anything. */
    private static boolean holds(Decoded request, Predicate<String> names) {
        boolean[] holds = new boolean[1];
        for (Node part : request.parts()) {
            if (part.location() == Location.BODY || part.location() == Location.URL_QUERY) {
                part.walk(node -> holds[0] |=
                        node.kind() == Node.Kind.TEXT && !node.text().isBlank() && !holds[0] && names.test(node.key()));
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
        String text = leaf.text();
        if (text.length() < 5 || text.length() > 24 || leaf.letters().digits() == 0 || !isId(text)) {
            return false;
        }
        return leaf.location() == Location.PATH
                ? leaf.parent().map(path -> follows(path, leaf)).orElse(false)
                : NameWords.called(leaf.key()).stream().anyMatch(back::contains);
    }

    private boolean follows(Node path, Node leaf) {
        List<Node> all = path.children();
        int at = all.indexOf(leaf);
        return at > 0 && steps.contains(NameWords.normal(all.get(at - 1).text()));
    }
}
