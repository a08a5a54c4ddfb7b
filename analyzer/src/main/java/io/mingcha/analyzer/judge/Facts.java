package io.mingcha.analyzer.judge;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.mingcha.analyzer.judge.Rule.About;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.Persona;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The vocabulary of conditions: what is said of a piece of data, of its connection, of the session. */
final class Facts {
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType INT = SimpleType.INT;
    private static final CelType DOUBLE = SimpleType.DOUBLE;
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType STRINGS = ListType.create(SimpleType.STRING);
    /** How a value is written out that anybody reads again. */
    private static final Set<String> IN_CLEAR = Set.of("plain", "reversed", "base64");

    /** Who comes back to the app may call that a start of it. */
    private static final Set<String> STARTS = Set.of("launch", "first_launch", "foreground");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Fact> all = new LinkedHashMap<>();

    private final Map<String, Text> counted;

    /**
     * @param notes what may be noted beside the traffic, by section
     * @param counted how numbers of the traffic are told, by the name of the fact
     */
    Facts(Map<String, Map<String, Boolean>> notes, Map<String, Text> counted) {
        this.counted = counted;
        ofData();
        ofRepetition();
        ofNeed();
        ofDeclaration();
        ofConnection();
        ofRecipient();
        ofSession();
        ofMarkers();
        notes.forEach((section, names) -> names.forEach((name, number) -> note(section + "." + name, number)));
    }

    private void ofData() {
        add(data("field.direction", STRING, q -> q.exposure().direction().label()));
        add(data("field.type", STRING, Question::type));
        add(data("field.group", STRING, q -> q.subject().type().group()));
        add(data(
                "field.sensitive",
                BOOL,
                q -> q.subject().type().sensitive() || q.session().isChild()));
        add(data("field.baseline", BOOL, q -> q.session().types().isBaseline(q.type())));
        add(data("field.location", STRING, q -> q.exposure().location()));
        add(data("field.layers", STRINGS, Question::layers));
        add(data("field.transform", STRING, q -> q.exposure().transform()));
        add(data("field.hashed", BOOL, q -> !IN_CLEAR.contains(q.exposure().transform())));
        add(data("field.salted", BOOL, Question::salted));
        add(data("field.count", INT, q -> (long) q.exposure().count()));
        add(data("field.decimals", INT, q ->
                (long) q.subject().subject().orElseThrow().decimals()));
        add(data("field.known", BOOL, q -> isKnown(q)));
        add(data("field.owner", STRING, Facts::owner));
        add(data("field.confidence", DOUBLE, q -> q.exposure().confidence()));
        add(data("consent.separate", BOOL, Question::separatelyConsented)
                .needing("separate_consent")
                .byMarkers());
        // both for the type and for whom it goes to; where nobody watched, none is
        add(data("consent.shown", BOOL, Question::consentShown).byMarkers());
        add(data(
                        "field.permission_denied",
                        BOOL,
                        q -> q.timeline()
                                .denied(
                                        q.subject().type().permissions(),
                                        q.subject().at()))
                .needing("permission_deny")
                .byMarkers());
    }

    private static boolean isKnown(Question q) {
        return q.exposure().method().label().startsWith("known_value");
    }

    private static String owner(Question q) {
        Persona persona = q.session().spec().persona();
        boolean others = persona.others()
                .getOrDefault(q.type(), List.of())
                .contains(q.exposure().value());
        boolean told = persona.known().containsKey(q.type());
        return others ? "other" : isKnown(q) ? "persona" : told ? "other" : "unknown";
    }

    private void ofRepetition() {
        add(data("field.beside", STRINGS, q -> q.sending().beside()));
        add(data(
                "field.along",
                STRINGS,
                q -> q.recurrence().sentTo(q.subject().attributed().recipient().id(), q.type())));
        add(data("field.people", INT, q -> (long) q.sending().people()));
        add(data("field.times", INT, q -> (long) q.sending().occasion()));
        add(data("field.per_minute", INT, q -> (long) q.sending().within(MINUTE)));
        add(data("field.occasions_per_minute", INT, q -> (long) q.sending().occasions(MINUTE)));
        add(data("field.since_fresh", INT, q -> (long) q.sending().sinceFresh()).needing("scene_enter"));
        add(data("field.beats", INT, q -> (long) q.sending().series().beats()));
        add(data("field.series", INT, q -> (long) q.sending().series().size()));
        add(data("field.interval_ms", DOUBLE, q -> q.sending().series().meanMillis()));
        add(data("field.irregularity", DOUBLE, q -> q.sending().series().irregularity()));
        add(data("field.repeated_value", BOOL, q -> q.sending().repeated()));
        add(data("field.sent_before", BOOL, q -> q.sending().sentBefore()));
        add(data("field.in_earlier_scene", BOOL, q -> q.sending().inOtherScene())
                .needing("scene_enter"));
        add(data(
                        "field.new",
                        BOOL,
                        q -> !q.session()
                                .earlier()
                                .orElse(Set.of())
                                .contains(SessionFacts.pair(
                                        q.type(),
                                        q.subject().attributed().recipient().id())))
                .needing("baseline"));
    }

    private void ofNeed() {
        add(data("field.necessary", BOOL, q -> q.need().necessary() || q.need().inScene())
                .byMarkers()
                .needing("profile"));
        add(data("field.basic", BOOL, q -> q.need().necessary()));
        add(data("field.to_pay", BOOL, Question::isToPay).byMarkers());
        add(data(
                        "field.scene_allows",
                        BOOL,
                        q -> q.need().necessary()
                                || q.need().inScene()
                                || q.need().ofFunction()
                                || q.session().declared().namesScene(q.type(), q.sceneNames()))
                .needing("scene_enter")
                .needing("profile"));
        add(data("field.unnecessary", BOOL, q -> q.need().unnecessary()).needing("app.sector"));
        add(data("field.prohibited", BOOL, q -> q.need().prohibited()).needing("app.sector"));
        add(data("field.unnecessary_in_ads", BOOL, q -> q.needOf("ads").unnecessary()));
        add(data("field.prohibited_in_ads", BOOL, q -> q.needOf("ads").prohibited()));
    }

    private void ofDeclaration() {
        add(data("field.declared", BOOL, q -> q.session().declared().declares(q.declaredAs()))
                .needing("declaration"));
        add(declared("field.declared_for_recipient", BOOL, (declared, q) -> declared.declares(q.use())));
        add(declared("field.told_for_recipient", BOOL, (declared, q) -> declared.tells(q.use())));
        // declared_for_recipient, where a session without a declaration says it of nothing
        add(data("field.said_for_recipient", BOOL, q -> q.session().declared().declares(q.use())));
        add(declared("field.purpose_declared", BOOL, (declared, q) -> declared.covers(q.use())));
        add(declared(
                        "field.declared_elsewhere",
                        BOOL,
                        (declared, q) -> declared.isForOtherScenes(q.use(), q.sceneNames(), q.session()::isScene))
                .needing("scene_enter"));
        add(data("field.over_declared_frequency", DOUBLE, Facts::overFrequency).needing("declaration"));
        // without a declaration none is declared, which is an answer
        add(data("field.declared_interval_ms", DOUBLE, Facts::declaredInterval));
    }

    private static Object overFrequency(Question q) {
        return declaredFrequency(q)
                .map(f -> q.sending()
                        .faster(
                                f,
                                f.perLaunch()
                                        ? q.timeline()
                                                .latest(STARTS, q.subject().at())
                                        : Optional.empty()))
                .orElse(0.0);
    }

    private static Object declaredInterval(Question q) {
        return declaredFrequency(q)
                .filter(f -> !f.perLaunch())
                .map(f -> (double) f.window().toMillis() / f.times())
                .orElse(-1.0);
    }

    private static Optional<Frequency> declaredFrequency(Question q) {
        return q.session().declared().frequency(q.use());
    }

    private void ofConnection() {
        add(flow("flow.scheme", STRING, q -> q.subject().wire().scheme()));
        add(flow("flow.host", STRING, q -> q.subject().wire().host()));
        add(flow("flow.read", BOOL, q -> q.subject().wire().read()));
        add(flow("flow.opaque", BOOL, q -> q.subject().wire().opaque()));
        add(flow("flow.tls", STRING, q -> q.subject().wire().tls()));
        add(flow("flow.bad_certificate", BOOL, q -> q.subject().wire().badCertificate()));
        add(flow("flow.exposures", INT, q ->
                (long) q.recurrence().sentBy(q.subject().flow())));
        add(flow("flow.page", STRING, q -> q.subject().wire().signals().page().label()));
        add(flow(
                        "flow.page_is_own",
                        BOOL,
                        q -> q.session().isOwn(q.subject().wire().signals().pageHost()))
                .needing("app.first_party"));
        add(flow("flow.opens_page", BOOL, q -> q.subject().wire().signals().opensPage()));
        add(flow(
                "flow.opt_out",
                STRING,
                q -> q.subject().wire().signals().optOut().label()));
        add(flow("flow.credentials", BOOL, q -> q.subject().wire().signals().credentials()));
    }

    private void ofRecipient() {
        add(flow(
                "recipient.id",
                STRING,
                q -> q.subject().attributed().recipient().id()));
        add(flow(
                "recipient.named",
                BOOL,
                q -> q.subject().attributed().recipient().named()));
        add(flow(
                        "recipient.party",
                        STRING,
                        q -> q.subject().attributed().party().label())
                .needing("app.first_party"));
        add(flow("recipient.declared", BOOL, q -> q.subject().attributed().declared())
                .needing("declaration"));
        add(flow(
                        "recipient.company_declared",
                        BOOL,
                        q -> q.subject().attributed().companyDeclared())
                .needing("declaration"));
        add(flow(
                "recipient.purposes",
                STRINGS,
                q -> q.subject().attributed().recipient().purposes()));
        add(flow(
                "recipient.country",
                STRING,
                q -> q.subject().attributed().recipient().country()));
        add(flow(
                "recipient.sdk", BOOL, q -> q.subject().attributed().recipient().sdk()));
        add(flow(
                "recipient.overseas",
                BOOL,
                q -> q.subject().attributed().recipient().overseas()));
        add(flow(
                        "consent.recipient",
                        BOOL,
                        q -> q.consented(
                                Set.of(q.subject().attributed().recipient().id())))
                .needing("separate_consent")
                .byMarkers());
    }

    private void ofSession() {
        add(session("persona.age", INT, q ->
                        (long) q.session().spec().persona().age().orElse(0))
                .needing("persona.age"));
        // where nobody said how old he is he is none
        add(session("persona.child", BOOL, q -> q.session().isChild()));
        add(session(
                        "profile.category",
                        STRING,
                        q -> q.session().spec().app().category().orElse(""))
                .needing("app.category"));
        add(session("profile.sector", STRING, q -> q.session().sector()).needing("app.sector"));
        add(session("profile.needs_nothing", BOOL, q -> q.session().needsNothing())
                .needing("app.category"));
        add(session(
                        "app.phase",
                        STRING,
                        q -> q.timeline()
                                .phaseAsRead(q::concerns, q.subject().at())
                                .label())
                .byMarkers());
        add(session("app.scene", STRING, q -> q.session().categories().properName(q.scene()))
                .needing("scene_enter"));
        add(session(
                        "app.background_ms",
                        INT,
                        q -> q.timeline().backgroundFor(q.subject().at()))
                .needing("background")
                .byMarkers());
        add(session(
                        "app.works_in_background",
                        BOOL,
                        q -> q.timeline().worksInBackground(q.subject().at()))
                .needing("background")
                .byMarkers());
        add(session(
                        "app.launched",
                        BOOL,
                        q -> q.timeline().happened("launch", q.subject().at())
                                || q.timeline()
                                        .happened("first_launch", q.subject().at()))
                .needing("launch")
                .byMarkers());
        add(session(
                        "app.personalization_off_ms",
                        INT,
                        q -> q.timeline()
                                .personalizationOff(q::concerns, q.subject().at()))
                .needing("personalization_off")
                .byMarkers());
        add(session(
                        "app.withdrawn_ms",
                        INT,
                        q -> q.timeline().withdrawnFor(q::concerns, q.subject().at()))
                .needing("consent_withdraw")
                .byMarkers());
        add(session("consent.cross_border", BOOL, q -> q.consented(Set.of("cross_border")))
                .needing("separate_consent")
                .byMarkers());
        add(session("prompts.consent_again", INT, q ->
                        (long) q.session().prompts().consentAgain())
                .needing("consent_prompt"));
        add(session("prompts.permission_again", INT, q ->
                        (long) q.session().prompts().permissionAgain())
                .needing("permission_prompt"));
        add(session("prompts.at_launch", INT, q -> (long) q.session().prompts().atLaunch())
                .needing("permission_prompt"));
    }

    private void ofMarkers() {
        for (String kind : MarkerKinds.all()) {
            add(session(
                            "since." + kind,
                            INT,
                            q -> q.timeline()
                                    .since(kind, q.concerning(kind), q.subject().at()))
                    .needing(kind)
                    .byMarkers());
            add(session(
                            "until." + kind,
                            INT,
                            q -> q.timeline().until(kind, q.subject().at()))
                    .needing(kind)
                    .byMarkers());
            add(session(
                            "happened." + kind,
                            BOOL,
                            q -> q.timeline()
                                    .happened(
                                            kind,
                                            q.concerning(kind),
                                            q.subject().at()))
                    .needing(kind)
                    .byMarkers());
        }
    }

    private void note(String name, boolean number) {
        add(session(name, number ? INT : BOOL, q -> {
                    String noted = q.session().spec().noted().getOrDefault(name, "");
                    return number
                            ? (Object) (noted.isEmpty() ? 0L : Long.parseLong(noted))
                            : (Object) noted.equals("true");
                })
                .needing(name));
    }

    private static Fact data(String name, CelType type, Function<Question, Object> read) {
        return Fact.of(About.EXPOSURE, name, type, read);
    }

    /** What only a session with a declaration says. */
    private static Fact declared(String name, CelType type, BiFunction<Declared, Question, Object> read) {
        return data(name, type, q -> read.apply(q.session().declared(), q)).needing("declaration");
    }

    private static Fact flow(String name, CelType type, Function<Question, Object> read) {
        return Fact.of(About.FLOW, name, type, read);
    }

    private static Fact session(String name, CelType type, Function<Question, Object> read) {
        return Fact.of(About.SESSION, name, type, read);
    }

    private void add(Fact fact) {
        Fact told = Optional.ofNullable(counted.get(fact.name()))
                .map(fact::counting)
                .orElse(fact);
        all.put(fact.name(), told.numbered(all.size()));
    }

    Collection<Fact> all() {
        return all.values();
    }

    Optional<Fact> find(String name) {
        return Optional.ofNullable(all.get(name));
    }
}
