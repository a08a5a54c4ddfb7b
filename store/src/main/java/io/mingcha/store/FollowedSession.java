package io.mingcha.store;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Session;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.Segments;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A session while another process records it: whoever is told what describes an exchange can read it. */
public final class FollowedSession implements AutoCloseable {
    private final SessionFolder folder;
    private final Session session;
    private final Segments segments;

    private FollowedSession(SessionFolder folder, Session session) {
        this.folder = folder;
        this.session = session;
        this.segments = new Segments(folder.path());
    }

    static FollowedSession of(SessionFolder folder, Session session) {
        return new FollowedSession(folder, session);
    }

    /** As it stood when it was opened. */
    public Session session() {
        return session;
    }

    /** The exchange of a description; its bodies are read when asked for. */
    public Flow flow(byte[] description) {
        try {
            Optional<Extent> elsewhere = Pointer.in(description);
            byte[] whole = elsewhere.map(e -> segments.read(List.of(e))).orElse(description);
            return FlowJson.read(whole, segments::body).flow();
        } catch (IOException e) {
            throw new UncheckedIOException("an exchange of session " + folder.id(), e);
        }
    }

    /** An exchange that is none of the session's, without its bodies, as it is read from the record: who has to be quick can practise. */
    public Flow practised(Flow example) {
        return flow(FlowJson.write(example, FlowJson.Bodies.NONE));
    }

    @Override
    public void close() {
        try {
            segments.close();
        } catch (IOException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }
}
