package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Receiver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the paragraphs above one say for it: headings and sentences that end with a colon. */
final class Chapters {
    private final Deque<Chapter> open = new ArrayDeque<>();

    /**
     * @param depth of the paragraph that opens it; what is deeper belongs to it
     * @param lists what is below is collected, whether each line says so or not
     * @param counts what is below and only enumerates is collected, as under «Information we collect»
     * @param others what is below are recipients
     * @param elsewhere what is below is about something else, the user's rights or the keeping, and collects only where it says so
     */
    record Chapter(
            int depth,
            boolean lists,
            boolean counts,
            boolean denied,
            boolean others,
            boolean elsewhere,
            List<Receiver> receivers,
            Optional<String> purpose) {
        Chapter listing() {
            return new Chapter(depth, true, counts, denied, others, elsewhere, receivers, purpose);
        }

        Chapter of(List<Receiver> somebody) {
            return new Chapter(depth, lists, counts, denied, others, elsewhere, somebody, purpose);
        }

        static final Chapter NONE = new Chapter(-1, false, false, false, false, false, List.of(), Optional.empty());
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
