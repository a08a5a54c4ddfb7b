package io.mingcha.analyzer.policy;

import com.google.common.collect.Sets;
import io.mingcha.analyzer.policy.receiver.Receiver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the paragraphs above one say for it: headings and sentences that end with a colon. */
final class Chapters {
    private final Deque<Chapter> open = new ArrayDeque<>();

    /** What a paragraph says of those below it. */
    enum Says {
        /** They are collected, whether each line says so or not. */
        LISTS,
        /** What only enumerates is collected, as under «Information we collect». */
        COUNTS,
        /** It is not collected. */
        DENIED,
        /** It never leaves the device. */
        KEPT,
        /** They are recipients. */
        OTHERS,
        /** They are about something else, the user's rights or the keeping, and collect only where they say so. */
        ELSEWHERE
    }

    /** @param depth of the paragraph that opens it; what is deeper belongs to it */
    record Chapter(int depth, Set<Says> says, List<Receiver> receivers, Optional<String> purpose) {
        static final Chapter NONE = new Chapter(-1, Set.of(), List.of(), Optional.empty());

        Chapter {
            says = Set.copyOf(says);
        }

        boolean says(Says what) {
            return says.contains(what);
        }

        /** What is named in it is not declared. */
        boolean refuses() {
            return says(Says.DENIED) || says(Says.KEPT);
        }

        Chapter listing() {
            return new Chapter(depth, Sets.union(says, Set.of(Says.LISTS)), receivers, purpose);
        }

        Chapter of(List<Receiver> somebody) {
            return new Chapter(depth, says, somebody, purpose);
        }
    }

    Chapter current() {
        return open.isEmpty() ? Chapter.NONE : open.peek();
    }

    void open(Chapter chapter) {
        open.push(chapter);
    }

    /** Closes what a paragraph at a depth is not part of; a pair is part of the paragraph beside it. */
    void close(int depth, boolean pair) {
        while (!open.isEmpty() && (open.peek().depth() > depth || open.peek().depth() == depth && !pair)) {
            open.pop();
        }
    }
}
