package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.settings.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a session may teach, and how much of it is kept; {@code config/learned.yaml} and {@code learned} of
 * {@code config/limits.yaml}.
 *
 * @param types whose values are known wherever else they are sent
 * @param generic those of them that say only that a browser or a device is known by it, first what accuses least
 * @param least confidence of what says so
 * @param drawn what teaches too though less says so
 * @param notAccounts types of devices: what is one of those is no account, whatever it is called elsewhere
 * @param most confidence of what rests on it
 * @param ofTheApp names of fields as they are written, under which a value is the app's and nobody's
 * @param digests whose hexadecimal form is known too
 * @param ofThings types that things have as telephones do
 * @param nameless what counts as an identifier that nothing names
 * @param constant what counts as an account's or a device's since it is always the same
 * @param browsers purposes of those who know browsers and no accounts
 * @param signIns how a server says whose account it is
 */
public record Lessons(
        Set<String> types,
        List<String> generic,
        double least,
        double most,
        Drawn drawn,
        Set<String> notAccounts,
        Form form,
        Set<String> ofTheApp,
        List<String> digests,
        Set<String> ofThings,
        Nameless nameless,
        Constant constant,
        Set<String> browsers,
        SignIns signIns,
        Bounds bounds) {
    public static final String ACCOUNT = "user_id_app";
    public static final String VISITOR = "visitor_id";

    private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256");

    /**
     * Values that nothing says what they are.
     *
     * @param exchanges that one recipient is sent the same value in, at least
     * @param notOf words of names under which a value is no person's or device's
     */
    record Nameless(int exchanges, Set<String> notOf) {
        Nameless {
            notOf = Set.copyOf(notOf);
        }
    }

    /**
     * Values that were drawn so that there is no second, of which a name that says little is still the right one.
     *
     * @param types that they are told as
     * @param least confidence of what says so
     * @param bits if each letter were drawn from the kinds of letters that are in it, at least
     */
    record Drawn(Set<String> types, double least, double bits) {
        Drawn {
            types = Set.copyOf(types);
        }
    }

    /**
     * Ids that say too little alone.
     *
     * @param exchanges that a recipient is sent the same in, at least
     * @param drawn the same of a device's of which there is no second
     * @param share of all that it is asked, at least
     * @param most confidence of what rests on that
     * @param accounts names of accounts, of which a server may speak once it was told
     * @param devices names of devices, of which no server speaks
     * @param ends what a maker's own names of devices end in
     * @param beside names of what an app says of the telephone that it runs on
     * @param own purposes of recipients that an app is of which names no servers of its own
     * @param asked what is asked where one path answers everything
     */
    public record Constant(
            int exchanges,
            int drawn,
            double share,
            double most,
            Set<String> accounts,
            Set<String> devices,
            DeviceEnds ends,
            Set<String> beside,
            Set<String> own,
            AskedFor asked) {
        private static final String DEVICE = "device_fingerprint";
        private static final int LENGTH_OF_UUID = 36;
        private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        /** One name may be another thing's. */
        private static final int TOGETHER = 2;

        private static final int COMPANY = 60;

        public Constant {
            accounts = Set.copyOf(accounts);
            devices = Set.copyOf(devices);
            beside = Set.copyOf(beside);
            own = Set.copyOf(own);
        }

        /** Whether who is there for that may be whose the app is. */
        public boolean mayBeOwn(Collection<String> purposes) {
            return purposes.stream().anyMatch(own::contains);
        }

        /** Whether some names speak of it. */
        static boolean isTypeOf(String type) {
            return type.equals(ACCOUNT) || type.equals(DEVICE);
        }

        /** What an identifier under a maker's own name is; empty if the name does not end in one of a device. */
        String typeByEnd(Node field) {
            return !ends.isEndOf(field.key()) ? "" : field.location() == Location.COOKIE ? VISITOR : DEVICE;
        }

        /** The same by what stands beside a UUID, whatever it is called but another thing's: what an app says of the telephone it runs on. */
        String typeByCompany(Node field) {
            return field.text().length() == LENGTH_OF_UUID
                            && field.location() != Location.COOKIE
                            && !ends.isOfAnother(field.key())
                            && UUID.matcher(field.text()).matches()
                            && field.fellows(COMPANY)
                                            .filter(other -> other != field && isOfTelephone(other.key()))
                                            .limit(TOGETHER)
                                            .count()
                                    == TOGETHER
                    ? DEVICE
                    : "";
        }

        private boolean isOfTelephone(String name) {
            return NameWords.called(name).stream().anyMatch(beside::contains);
        }

        /** Whether a maker of whom a host is asked may call its devices so, if the name says so by its end only. */
        boolean mayBeOf(Unbacked.Value value, String host) {
            String key = value.node().key();
            return !typeOf(value.name()).isEmpty() || !ends.isEndOf(key) || ends.mayBeOf(key, host);
        }

        /** The type that a name speaks of, however it is written; empty if of none. */
        String typeOf(String name) {
            return accounts.contains(name) ? ACCOUNT : devices.contains(name) ? DEVICE : "";
        }

        boolean isAccount(String name) {
            return accounts.contains(name);
        }
    }

    /**
     * How much is kept.
     *
     * @param values that are learned
     * @param sent values in requests of which it is known in which
     * @param answered the same of answers
     */
    record Bounds(int values, int sent, int answered) {}

    public Lessons {
        types = Set.copyOf(types);
        notAccounts = Set.copyOf(notAccounts);
        generic = List.copyOf(generic);
        ofTheApp = Set.copyOf(ofTheApp);
        digests = List.copyOf(digests);
        ofThings = Set.copyOf(ofThings);
        browsers = Set.copyOf(browsers);
    }

    /** Whether what was found so surely, or so written that there is no second, says what a value is elsewhere. */
    boolean teaches(String type, double confidence, String value) {
        if (types.contains(type) && confidence >= least) {
            return form.isTelling(value);
        }
        boolean mayBe = drawn.types().contains(type) && (types.contains(type) || type.equals(ACCOUNT));
        return mayBe && confidence >= drawn.least() && form.isDrawn(value, drawn.bits());
    }

    /** Whether a value looks drawn by chance, and from so many that there is no second. */
    boolean isDrawn(String value) {
        return form.isDrawn(value, drawn.bits());
    }

    /** Whether who is there for that knows browsers. */
    public boolean knowsBrowsers(Collection<String> purposes) {
        return purposes.stream().anyMatch(browsers::contains);
    }

    /** Whether a value looks like an identifier of somebody or something, by itself and by what its field is called. */
    public boolean isNamelessId(String name, String value) {
        return form.isIdentifier(value) && !NameWords.holdsOneOf(name, nameless.notOf());
    }

    /** In how many exchanges one recipient is sent an identifier that nothing names before it is told, at least. */
    public int namelessExchanges() {
        return nameless.exchanges();
    }

    /**
     * Reads both documents.
     *
     * @param known the data types there are
     * @param purposes for which recipients are sent data
     */
    public static Lessons read(Setting root, Setting limits, Collection<String> known, Collection<String> purposes) {
        root.allow(
                "types",
                "generic",
                "least_confidence",
                "most_confidence",
                "drawn",
                "not_accounts",
                "value",
                "of_the_app",
                "digests",
                "of_things",
                "nameless",
                "constant",
                "browsers",
                "signed_in");
        Setting drawn = root.require("drawn").allow("types", "least_confidence", "bits");
        for (Setting list :
                List.of(root.get("types"), root.get("of_things"), root.get("not_accounts"), drawn.get("types"))) {
            for (String type : list.texts()) {
                if (!known.contains(type)) {
                    list.problem("没有此数据类型：" + type, "no such data type: " + type);
                }
            }
        }
        for (String type : root.get("generic").texts()) {
            if (!root.get("types").texts().contains(type)) {
                root.get("generic").problem("types 中没有：" + type, "not one of types: " + type);
            }
        }
        for (String digest : root.get("digests").texts()) {
            if (!DIGESTS.contains(digest)) {
                root.get("digests")
                        .problem(
                                "不支持此摘要：" + digest + "，可用 " + String.join("、", DIGESTS),
                                "no such digest here: " + digest + "; there are " + String.join(", ", DIGESTS));
            }
        }
        Setting value = root.require("value").allow("letters", "bits", "different");
        Form form = new Form(
                (int) value.require("letters").integer(4, 64).orElse(8),
                value.require("bits").decimal().orElse(33),
                (int) value.require("different").integer(1, 32).orElse(5));
        Setting nameless = root.require("nameless").allow("exchanges", "not_of");
        Setting constant = root.require("constant")
                .allow(
                        "exchanges",
                        "drawn",
                        "share",
                        "most_confidence",
                        "accounts",
                        "devices",
                        "device_ends",
                        "beside",
                        "own",
                        "asked");
        limits.allow("values", "sent", "answered");
        return new Lessons(
                Set.copyOf(root.get("types").texts()),
                root.get("generic").texts(),
                root.require("least_confidence").decimal().orElse(1),
                root.require("most_confidence").decimal().orElse(0),
                new Drawn(
                        Set.copyOf(drawn.get("types").texts()),
                        drawn.require("least_confidence").decimal().orElse(1),
                        drawn.require("bits").decimal().orElse(64)),
                Set.copyOf(root.get("not_accounts").texts()),
                form,
                root.get("of_the_app").texts().stream()
                        .flatMap(name -> NameWords.spellings(name).stream())
                        .collect(Collectors.toSet()),
                root.get("digests").texts(),
                Set.copyOf(root.get("of_things").texts()),
                new Nameless(
                        (int) nameless.require("exchanges").integer(2, 1000).orElse(3),
                        Set.copyOf(nameless.get("not_of").texts())),
                new Constant(
                        (int) constant.require("exchanges").integer(2, 1000).orElse(3),
                        (int) constant.require("drawn").integer(2, 1000).orElse(2),
                        constant.require("share").decimal().orElse(1),
                        constant.require("most_confidence").decimal().orElse(0),
                        wholes(constant.get("accounts").texts()),
                        wholes(constant.get("devices").texts()),
                        new DeviceEnds(constant.get("device_ends")),
                        wholes(constant.get("beside").texts()),
                        known(constant.get("own"), purposes),
                        new AskedFor(wholes(constant.get("asked").texts()))),
                known(root.get("browsers"), purposes),
                new SignIns(root.require("signed_in"), purposes),
                new Bounds(
                        bound(limits, "values", 1_000_000),
                        bound(limits, "sent", 100_000_000),
                        bound(limits, "answered", 100_000_000)));
    }

    private static Set<String> known(Setting list, Collection<String> purposes) {
        return list.list().stream()
                .flatMap(purpose -> purpose.oneOf(List.copyOf(purposes)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> wholes(List<String> names) {
        return names.stream().map(NameWords::normal).collect(Collectors.toSet());
    }

    private static int bound(Setting limits, String key, int most) {
        return (int) limits.require(key).integer(0, most).orElse(0);
    }
}
