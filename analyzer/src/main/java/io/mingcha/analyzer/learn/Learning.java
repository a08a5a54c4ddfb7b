package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Coverage.Limit;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges of a session taught so far; they come in their order. What a server said first is not learned: that an app
 * sends back what it was given says nothing of its user. Nor is what the app calls its own elsewhere.
 */
public final class Learning {
    /** By a name, by a vendor's word or by check digits: what the session file names is found everywhere anyway. */
    private static final Set<Method> TEACHING = Set.of(Method.NAMED_FIELD, Method.ADAPTER, Method.CHECKSUM);

    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern MOBILE_ABROAD = Pattern.compile("861\\d{10}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String PLAIN = "plain";
    private static final String ACCOUNT = "user_id_app";
    /** Of one session; a telephone signs in with a handful. */
    private static final int MOST_ACCOUNTS = 256;

    private final Lessons lessons;
    private final Map<Long, Learned> learned = new HashMap<>();
    private final Map<String, Learned> accounts = new HashMap<>();
    private final Prints known = new Prints();
    private final Prints refused = new Prints();
    private final Passed sent;
    private final Passed answered;
    private int tried;
    private int notLearned;

    public Learning(Lessons lessons) {
        this.lessons = lessons;
        sent = new Passed(lessons.bounds().sent());
        answered = new Passed(lessons.bounds().answered());
    }

    /** Notes which values an exchange sent and was answered; before anything is learned of it. */
    public void note(int flow, Sent values, ImmutableLongArray answers) {
        sent.add(values.told(), flow);
        sent.add(values.untold(), flow);
        answered.add(answers, flow);
        for (int i = 0; i < values.ofTheApp().length(); i++) {
            refuse(values.ofTheApp().get(i));
        }
    }

    /** Learns a value no more, nor knows it any longer. */
    private void refuse(long print) {
        refused.add(print);
        Learned known = learned.get(print);
        if (known != null) {
            learned.values().removeIf(other -> other.value().equals(known.value()));
        }
    }

    /** Takes what was found in a request. */
    public void learn(Exposure source) {
        String value = SPACE.matcher(source.value()).replaceAll("");
        if (source.direction() != Direction.REQUEST
                || !TEACHING.contains(source.method())
                || !lessons.teaches(source.dataType(), source.confidence(), value)) {
            return;
        }
        long print = lessons.form().print(value);
        if (known.contains(print) || refused.contains(print)) {
            return;
        }
        if (tried >= lessons.bounds().values()) {
            notLearned++;
            return;
        }
        tried++;
        if (isFromServer(print, source.flow())) {
            refused.add(print);
            return;
        }
        Exposure.Place place = new Exposure.Place(source.flow(), source.path());
        double confidence = Math.min(source.confidence(), lessons.most());
        Set<String> written = written(value);
        for (String text : written) {
            put(text, new Learned(source.dataType(), source.transform(), confidence, source.value(), place));
        }
        if (source.transform().equals(PLAIN)) {
            for (String digest : lessons.digests()) {
                Learned as = new Learned(source.dataType(), digest, confidence, source.value(), place);
                written.forEach(text -> put(hex(digest, text), as));
            }
        }
    }

    /**
     * Takes an account that a server answered who signed in: that it was a server who said it first says whose it is. What is short is
     * known in fields of accounts alone, by {@link #account}.
     */
    public void learn(int flow, SaidAccount said) {
        String value = said.value();
        if (accounts.size() >= MOST_ACCOUNTS || isOwnOfTheApp(lessons.form().print(value))) {
            return;
        }
        double confidence = lessons.signIns().confidence();
        Exposure.Place place = new Exposure.Place(flow, said.path());
        Learned account = new Learned(ACCOUNT, PLAIN, confidence, value, place);
        if (accounts.putIfAbsent(value, account) != null) {
            return;
        }
        if (lessons.form().isTelling(value)) {
            written(value).forEach(text -> put(text, account));
        }
        for (String digest : lessons.digests()) {
            put(hex(digest, value), new Learned(ACCOUNT, digest, confidence, value, place));
        }
    }

    /** The account that a server said before, if a field that may hold one holds it. */
    public Optional<Learned> account(Node field) {
        return Optional.ofNullable(accounts.get(field.text().strip()))
                .filter(account -> !isOwnOfTheApp(lessons.form().print(account.value())));
    }

    /** Whether a server said it before it was sent; where that is not known any more it counts as said. */
    private boolean isFromServer(long print, int flow) {
        int firstSent = Math.min(flow, sent.first(print));
        if (answered.first(print) < firstSent) {
            notLearned += firstSent >= sent.fullFrom() ? 1 : 0;
            return true;
        }
        if (firstSent > answered.fullFrom()) {
            notLearned++;
            return true;
        }
        return false;
    }

    /**
     * Whether a value is a thing's that a server was asked about, and said what it is: telephones tell servers of themselves.
     *
     * @param flow that sends it; those before it were noted
     */
    public boolean isOfAThing(Exposure.Method method, String type, String value, int flow) {
        if (method != Method.NAMED_FIELD || !lessons.ofThings().contains(type)) {
            return false;
        }
        long print = lessons.form().print(value);
        int said = print == Form.NONE ? Integer.MAX_VALUE : answered.first(print);
        return said < flow && said < sent.first(print);
    }

    /**
     * Whether a value that was sent says nothing that is not told elsewhere: a name says what it is, it is the app's own, or a server
     * said it first.
     *
     * @param flow in which it was first sent, as far as one can tell
     */
    public boolean isAccountedFor(long print, int flow) {
        return known.contains(print)
                || refused.contains(print)
                || answered.first(print) < Math.min(flow, sent.first(print));
    }

    /** Whether the app sends it as its own key, channel or the like, or told it otherwise. */
    boolean isOwnOfTheApp(long print) {
        return print != Form.NONE && (known.contains(print) || refused.contains(print));
    }

    /** Whether a server said it before an exchange; where that is not known it counts as said. */
    boolean isSaid(long print, int before) {
        return answered.first(print) < before || before > answered.fullFrom();
    }

    private void put(String text, Learned what) {
        long print = lessons.form().print(text);
        if (print != 0) {
            learned.putIfAbsent(print, what);
            known.add(print);
        }
    }

    /** How a value is written before it is digested. */
    private static Set<String> written(String value) {
        Set<String> written = new LinkedHashSet<>();
        String bare = Form.bare(value);
        for (String text : List.of(value, bare)) {
            written.add(text);
            written.add(text.toLowerCase(Locale.ROOT));
            written.add(text.toUpperCase(Locale.ROOT));
        }
        if (MOBILE.matcher(bare).matches()) {
            written.add("86" + bare);
        } else if (MOBILE_ABROAD.matcher(bare).matches()) {
            written.add(bare.substring(2));
        }
        return written;
    }

    private static String hex(String digest, String text) {
        try {
            MessageDigest algorithm = MessageDigest.getInstance(ALGORITHMS.getOrDefault(digest, digest));
            return HexFormat.of().formatHex(algorithm.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + digest, e);
        }
    }

    /** Whether a value is known by now; any thread may ask, and hear no where another has just learned it. */
    public boolean isKnown(long print) {
        return known.contains(print);
    }

    /** Whether all values of a request that are known were so when it was opened. */
    public boolean isComplete(Sent values) {
        if (known.isEmpty()) {
            return true;
        }
        int count = 0;
        for (int i = 0; i < values.untold().length(); i++) {
            count += known.contains(values.untold().get(i)) ? 1 : 0;
        }
        return count == values.candidates().size();
    }

    /** What the value of a field is known as, unless just that has been told or will be in the end. */
    public Optional<Learned> recall(Candidate candidate) {
        return Optional.ofNullable(learned.get(candidate.print()))
                .filter(known -> !known.type().equals(candidate.toldAs())
                        && !(candidate.toldAs().equals(ACCOUNT)
                                && lessons.notAccounts().contains(known.type())));
    }

    /** The exchanges that sent a value before another one said what it is. */
    public BitSet early() {
        BitSet flows = new BitSet();
        if (!known.isEmpty()) {
            sent.forEach((print, flow) -> {
                @Nullable Learned value = known.contains(print) ? learned.get(print) : null;
                if (value != null && value.source().flow() > flow) {
                    flows.set(flow);
                }
            });
        }
        return flows;
    }

    /**
     * What was not kept or not learned.
     *
     * @param lookedAt those of the early exchanges that were opened once more
     */
    public List<Limit> limits(BitSet lookedAt) {
        List<Limit> limits = new ArrayList<>(0);
        BitSet early = early();
        early.andNot(lookedAt);
        if (!early.isEmpty()) {
            limits.add(
                    new Limit(
                            "values_named_later",
                            Text.of(
                                    early.cardinality() + " 个请求发送了之后的请求才表明是什么的取值，那里没有报告",
                                    early.cardinality()
                                            + " exchange(s) sent a value before a later one said what it is; it is not reported there")));
        }
        if (sent.left() > 0) {
            limits.add(new Limit(
                    "values_not_kept",
                    Text.of(
                            sent.left() + " 处取值未被保留（limits.yaml 的 learned）：若之后的请求才表明它是什么，此前的这些位置没有报告",
                            sent.left()
                                    + " value(s) in requests were not kept (learned in limits.yaml): if only a later request says what"
                                    + " one is, it is not reported there")));
        }
        if (notLearned > 0) {
            limits.add(new Limit(
                    "values_not_learned",
                    Text.of(
                            notLearned + " 次发现的取值未被记住（limits.yaml 的 learned）：它们在其他名称的字段中没有报告",
                            notLearned
                                    + " finds were not remembered (learned in limits.yaml): their values are not reported in fields"
                                    + " of other names")));
        }
        return limits;
    }
}
