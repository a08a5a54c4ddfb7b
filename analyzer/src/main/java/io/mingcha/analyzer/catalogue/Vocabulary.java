package io.mingcha.analyzer.catalogue;

import java.util.List;
import java.util.Set;

/**
 * Words that names of fields are told apart by, as {@code config/fields.yaml} lists them.
 *
 * @param abroad names of pairs that leave nothing else that two numbers could be
 * @param anothers what tells positions that are not the device's
 * @param holders of what is about things and nobody
 * @param beside names of fields that things have
 * @param persons of what is about a person
 * @param mailboxes domains in which people have their mailboxes
 * @param apps packages that many people have on their phones
 * @param entrances of a path by which somebody logs in, registers or asks for a code
 * @param asked the same by what is asked for
 * @param signingIn names that somebody is called by who signs in there
 * @param counted last words of names whose digits are counted or made
 * @param people of a path behind which somebody stands by his mailbox or his number
 */
record Vocabulary(
        Set<String> latitude,
        Set<String> longitude,
        Set<String> pair,
        Set<String> abroad,
        Set<String> place,
        Set<String> person,
        Set<String> track,
        List<AnotherPosition> anothers,
        Set<String> contacts,
        Set<String> unlike,
        Set<String> organisation,
        Set<String> holders,
        Set<String> beside,
        Set<String> persons,
        Set<String> mailboxes,
        Set<String> apps,
        Set<String> entrances,
        Asked asked,
        Set<String> signingIn,
        Set<String> counted,
        Set<String> people,
        HandedIn handedIn) {
    /**
     * A part of a path that asks for a code to be sent: {@code sendBindCode}.
     *
     * @param by words that it begins with
     * @param what words that it ends in
     * @param not words that make it a thing's code
     */
    record Asked(Set<String> by, Set<String> what, Set<String> not) {
        Asked {
            by = Set.copyOf(by);
            what = Set.copyOf(what);
            not = Set.copyOf(not);
        }

        /** @param step perhaps with what the server runs for it behind a point */
        boolean isOne(String step) {
            int point = step.indexOf('.');
            return NameWords.endsInOneOf(point < 0 ? step : step.substring(0, point), what)
                    && NameWords.holdsOneOf(step, by)
                    && !NameWords.holdsOneOf(step, not);
        }
    }

    /**
     * Where a code is handed in that was sent to somebody.
     *
     * @param by words of a path
     * @param not words of a path by which things have codes
     * @param in what it may stand in
     * @param codes names that it has
     */
    record HandedIn(Set<String> by, Set<String> not, Set<String> in, Set<String> codes) {
        HandedIn {
            by = Set.copyOf(by);
            not = Set.copyOf(not);
            in = Set.copyOf(in);
            codes = Set.copyOf(codes);
        }
    }

    Vocabulary {
        latitude = Set.copyOf(latitude);
        longitude = Set.copyOf(longitude);
        pair = Set.copyOf(pair);
        abroad = Set.copyOf(abroad);
        place = Set.copyOf(place);
        person = Set.copyOf(person);
        track = Set.copyOf(track);
        anothers = List.copyOf(anothers);
        contacts = Set.copyOf(contacts);
        unlike = Set.copyOf(unlike);
        organisation = Set.copyOf(organisation);
        holders = Set.copyOf(holders);
        beside = Set.copyOf(beside);
        persons = Set.copyOf(persons);
        mailboxes = Set.copyOf(mailboxes);
        apps = Set.copyOf(apps);
        entrances = Set.copyOf(entrances);
        signingIn = Set.copyOf(signingIn);
        counted = Set.copyOf(counted);
        people = Set.copyOf(people);
    }
}
