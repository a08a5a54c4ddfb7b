package io.mingcha.cli.command;

import io.mingcha.store.StoredSession;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Opens a recorded session for a command, here or in the process that records it. */
public final class OpenSession {
    private OpenSession() {}

    /**
     * Runs {@code work} on a session.
     *
     * @param part the id or a part of it; {@code latest} for the newest
     * @param args the command line to hand on if another process records the session
     */
    public static int with(Context context, String part, List<String> args, ToIntFunction<StoredSession> work) {
        String id = resolve(context, part);
        if (context.recording().isPresent()
                && context.recording().get().session().id().equals(id)) {
            context.recording().get().flush();
            try (StoredSession session = context.recording().get().reader()) {
                return work.applyAsInt(session);
            }
        }
        if (context.sessions().isRunning(id)) {
            Optional<RunningCapture> capture = RunningCapture.find(context);
            if (capture.isPresent()) {
                return capture.get().run(context, args);
            }
        }
        try (StoredSession session = context.sessions().open(id)) {
            return work.applyAsInt(session);
        }
    }

    public static String resolve(Context context, String part) {
        return part.equals("latest")
                ? context.sessions().latest().orElseGet(() -> context.sessions().resolve(part))
                : context.sessions().resolve(part);
    }
}
