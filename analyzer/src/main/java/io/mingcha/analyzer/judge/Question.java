package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.RecipientName;
import io.mingcha.analyzer.catalogue.Circumstances;
import io.mingcha.analyzer.catalogue.Need;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Party;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A case as the facts read it: with all that the session knows, under one reading of its markers. Each is read once. */
final class Question {
    private final Case subject;
    private final SessionFacts session;
    private final Recurrence recurrence;
    private final Timeline timeline;
    private final @Nullable Object[] read;
    private final @Nullable Boolean[] @Nullable [] answered;
    private Optional<Question> otherwise = Optional.empty();
    private @Nullable Need need;

    /** @param matters how many there are in the rule book, and so {@code facts} */
    Question(Case subject, SessionFacts session, Recurrence recurrence, int facts, int matters) {
        this(subject, session, recurrence, session.timeline(), new Object[facts], new Boolean[matters][]);
    }

    private Question(
            Case subject,
            SessionFacts session,
            Recurrence recurrence,
            Timeline timeline,
            @Nullable Object[] read,
            @Nullable Boolean[] @Nullable [] answered) {
        this.subject = subject;
        this.session = session;
        this.recurrence = recurrence;
        this.timeline = timeline;
        this.read = read;
        this.answered = answered;
    }

    /** The same where markers are read otherwise. */
    Question under(Timeline reading) {
        if (otherwise.isEmpty()) {
            otherwise = Optional.of(new Question(
                    subject, session, recurrence, reading, new Object[read.length], new Boolean[answered.length][]));
        }
        return otherwise.get();
    }

    Object value(Fact fact) {
        Object value = read[fact.number()];
        if (value == null) {
            value = fact.read().apply(this);
            read[fact.number()] = value;
        }
        return value;
    }

    /** What the clauses about a matter say of it, by their numbers, as far as they were asked; null if none was. */
    @Nullable
    Boolean @Nullable [] answers(Clause.Matter matter) {
        return answered[matter.number()];
    }

    void keep(Clause.Matter matter, @Nullable Boolean[] answers) {
        answered[matter.number()] = answers;
    }

    Case subject() {
        return subject;
    }

    SessionFacts session() {
        return session;
    }

    Recurrence recurrence() {
        return recurrence;
    }

    Timeline timeline() {
        return timeline;
    }

    String type() {
        return subject.exposure().dataType();
    }

    /** Whether it is a digest from which nobody finds the value, though he knows the salt. */
    boolean salted() {
        String transform = exposure().transform();
        return (transform.endsWith("salted)") || transform.startsWith("hmac-"))
                && !session.types().saltedParents(type()).isEmpty();
    }

    /** What else it is: a salted digest one of something broader, what stands beside its whole a part of that. */
    private List<String> otherwiseCalled() {
        if (salted()) {
            return session.types().saltedParents(type());
        }
        List<String> wholes = session.types().wholes(type());
        return wholes.isEmpty()
                ? wholes
                : wholes.stream().filter(sending().beside()::contains).toList();
    }

    /** As what it is declared, for its recipient if it is for any. */
    String declaredAs() {
        List<String> others = otherwiseCalled();
        if (others.isEmpty()) {
            return type();
        }
        Declared declared = session.declared();
        List<String> all = new ArrayList<>(List.of(type()));
        all.addAll(others);
        return all.stream()
                .filter(t -> declared.declares(use(t)))
                .findFirst()
                .or(() -> all.stream().filter(declared::declares).findFirst())
                .orElse(type());
    }

    /** What a declaration is asked about. */
    Declared.Use use() {
        return use(declaredAs());
    }

    private Declared.Use use(String type) {
        return new Declared.Use(type, subject.attributed(), subject.wire().host());
    }

    /** Those markers of a kind that are about this case: of a withdrawal for one recipient no other knows. */
    Predicate<Marker> concerning(String kind) {
        return Timeline.SCOPED.contains(kind) ? this::concerns : marker -> true;
    }

    /** Whether a marker is about everybody, or names this recipient, this type or its group. */
    boolean concerns(Marker marker) {
        return marker.argument()
                .filter(named -> !named.isEmpty())
                .map(named -> isOfType(named)
                        || new RecipientName(named, session.names())
                                .means(
                                        subject.wire().host(),
                                        subject.attributed().recipient()))
                .orElse(true);
    }

    private boolean isOfType(String named) {
        return subject.subject().isPresent()
                && (session.types().withParents(type()).contains(named)
                        || subject.type().group().equals(named));
    }

    boolean consented(Set<String> about) {
        return timeline.happened("separate_consent", about, subject.at());
    }

    boolean separatelyConsented() {
        Set<String> about = new HashSet<>(session.types().withParents(type()));
        about.add(subject.type().group());
        about.add(subject.attributed().recipient().id());
        return consented(about);
    }

    /** Whether the user had begun to pay by scan, and it went to those whose page that is or to whom one pays. */
    boolean isToPay() {
        return (subject.attributed().party() == Party.FIRST
                        || subject.attributed().recipient().purposes().contains("payment"))
                && timeline.happened("scan_pay_start", subject.at());
    }

    /** Whether somebody watched for separate consents, and saw one to the type and one to the recipient. */
    boolean consentShown() {
        return timeline.watches("separate_consent")
                && separatelyConsented()
                && consented(Set.of(subject.attributed().recipient().id()));
    }

    Need need() {
        if (need == null) {
            need = salted() ? needAs(otherwiseCalled().get(0)) : needAs(type());
            if (!salted() && !need.necessary() && !need.inScene()) {
                need = otherwiseCalled().stream().findFirst().map(this::needAs).orElse(need);
            }
        }
        return need;
    }

    private Need needAs(String type) {
        return session.profile().need(type, circumstances());
    }

    Need needOf(String sector) {
        return session.categories().sectorProfile(sector).need(type(), circumstances());
    }

    private Circumstances circumstances() {
        return new Circumstances(
                subject.exposure().count(),
                subject.attributed().party(),
                subject.attributed().recipient().purposes(),
                session.spec().persona().age(),
                timeline.sceneIfSaid(subject.at()));
    }

    String scene() {
        return timeline.scene(subject.at());
    }

    /** The scene under each of its names; none outside every scene. */
    Set<String> sceneNames() {
        String scene = scene();
        return scene.isEmpty() ? Set.of() : session.categories().namesOf(scene);
    }

    Recurrence.Sending sending() {
        return recurrence.of(subject.subject().orElseThrow().index());
    }

    List<String> layers() {
        return List.of(exposure().path().split(" ▸ "));
    }

    Exposure exposure() {
        return subject.exposure();
    }
}
