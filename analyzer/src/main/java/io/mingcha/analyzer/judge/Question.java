package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.catalogue.Circumstances;
import io.mingcha.analyzer.catalogue.Need;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Exposure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A case as the facts read it: with all that the session knows, under one reading of its markers.
 *
 * @param among the exposure among the others; absent for anything else
 */
record Question(
        Case subject,
        SessionFacts session,
        Recurrence recurrence,
        Optional<Recurrence.Sending> among,
        Timeline timeline) {

    static Question of(Case subject, SessionFacts session, Recurrence recurrence) {
        return new Question(
                subject, session, recurrence, subject.subject().map(s -> recurrence.of(s.index())), session.timeline());
    }

    /** The same where markers are read otherwise. */
    Question under(Timeline reading) {
        return new Question(subject, session, recurrence, among, reading);
    }

    String type() {
        return subject.exposure().dataType();
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

    Need need() {
        return session.profile().need(type(), circumstances());
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
                scene());
    }

    String scene() {
        return timeline.scene(subject.at());
    }

    Recurrence.Sending sending() {
        return among.orElseThrow();
    }

    List<String> layers() {
        return List.of(exposure().path().split(" ▸ "));
    }

    Exposure exposure() {
        return subject.exposure();
    }
}
