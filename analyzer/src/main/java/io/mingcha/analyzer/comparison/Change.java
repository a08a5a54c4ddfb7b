package io.mingcha.analyzer.comparison;

import io.mingcha.flows.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a finding, or of some of the data that it is about.
 *
 * @param finding as the later analysis has it, else as the earlier one had it
 * @param earlier as the earlier one had it, if it is there still
 * @param dataTypes of which this is said; empty if the finding is about no data
 * @param count occurrences of these
 * @param reason why nothing can be said; empty for {@code NEW}, {@code STILL} and {@code FIXED}
 * @param nowAt who is sent the same now and was not contacted before
 */
public record Change(
        Fate fate,
        Finding finding,
        Optional<Finding> earlier,
        List<String> dataTypes,
        int count,
        Optional<Reason> reason,
        List<String> nowAt) {

    public Change {
        dataTypes = List.copyOf(dataTypes);
        nowAt = List.copyOf(nowAt);
    }

    /** What may become of a finding. */
    public enum Fate {
        NEW,
        STILL,
        FIXED,
        /** Its recipient was contacted, but what it was sent could not be read as before. */
        NOT_READABLE,
        /** Its recipient was not contacted, what brought it about did not happen, or the rule could not be judged: nothing can be said. */
        NOT_EXERCISED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why nothing can be said.
     *
     * @param what by name: fields, markers, scenes, or what the session did not say
     */
    public record Reason(Kind kind, List<String> what) {
        public Reason {
            what = List.copyOf(what);
        }

        /** Of what kind it is. */
        public enum Kind {
            NOT_CONTACTED,
            /** Half of its connections or more were not read. */
            UNREAD,
            /** Fields are sent that could not be opened and were not there before. */
            CLOSED_FIELDS,
            /** Fields are sent that look like an identifier, that nothing names and that were not there before. */
            NAMELESS_FIELDS,
            NOT_JUDGED,
            NO_OCCASION,
            NO_SCENE,
            /** None of the requests with which it was sent was made again. */
            NOT_ASKED;

            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
