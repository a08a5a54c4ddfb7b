package io.mingcha.cli.session;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.differential.Run;
import io.mingcha.cli.command.Context;
import io.mingcha.flows.App;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.har.Har;
import io.mingcha.flows.har.HarReader;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Problem;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Analyses a HAR file without storing it. The same file, session, key and configuration give the same result. */
public final class HarSession {
    private final Context context;
    private final Path file;
    private final CompletableFuture<String> digest;
    private @Nullable Instant last;
    private boolean noted;
    private Optional<Instant> cut = Optional.empty();

    private HarSession(Context context, Path file) {
        this.context = context;
        this.file = file;
        this.digest = CompletableFuture.supplyAsync(() -> digest(file));
    }

    /** Begins with the file's digest at once, in which the configuration can be read. */
    public static HarSession of(Context context, Path file) {
        return new HarSession(context, file);
    }

    public Analysis analyze(Optional<SessionSpec> given, byte[] secret, Optional<Set<String>> earlier) {
        SessionSpec spec = SessionSpecs.replaced(described(file), given);
        Session session = session("har-" + digest().substring(0, 12), spec, secret, firstOpened());
        return Analyzer.analyze(
                context.configuration(),
                session,
                earlier,
                analysis -> {
                    Har har = HarReader.read(file, flow -> {
                        note(flow);
                        analysis.accept(flow);
                    });
                    if (!noted) {
                        notes(context, har);
                        noted = true;
                    }
                    cut = har.cut().map(c -> last == null ? Instant.EPOCH : last);
                },
                s -> new Session(s.id(), spec, s.started(), Optional.ofNullable(last), s.state(), secret, cut));
    }

    /** One exchange of the file, if it has so many, and the session it is of. */
    public record Picked(Session session, Optional<Flow> flow) {}

    public Picked pick(int ordinal, Optional<SessionSpec> given, byte[] secret) {
        SessionSpec spec = SessionSpecs.replaced(described(file), given);
        Session session = session("har-" + digest().substring(0, 12), spec, secret, firstOpened());
        List<Flow> picked = new ArrayList<>(1);
        try {
            HarReader.read(file, flow -> {
                if (flow.ordinal() == ordinal) {
                    picked.add(flow);
                    throw new Enough();
                }
            });
        } catch (Enough e) {
            return new Picked(session, picked.stream().findFirst());
        }
        return new Picked(session, Optional.empty());
    }

    /** Looks at what each field of its requests holds. */
    public Run observe(Optional<SessionSpec> given, byte[] secret) {
        SessionSpec spec = SessionSpecs.replaced(described(file), given);
        Run run = new Run(
                context.configuration(), session("har-" + digest().substring(0, 12), spec, secret, firstOpened()));
        notes(context, HarReader.read(file, run::add));
        return run;
    }

    private void note(Flow flow) {
        Instant closed = flow.timing().closed().orElse(flow.timing().opened());
        last = last == null || closed.isAfter(last) ? closed : last;
    }

    /** When the first entry began; the rest of the file is not looked at. */
    private Instant firstOpened() {
        Instant[] first = {Instant.EPOCH};
        try {
            HarReader.read(file, flow -> {
                first[0] = flow.timing().opened();
                throw new Enough();
            });
        } catch (Enough e) {
            return first[0];
        }
        return first[0];
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    private static Session session(String id, SessionSpec spec, byte[] secret, Instant started) {
        return new Session(id, spec, started, Optional.empty(), Session.State.IMPORTED, secret, Optional.empty());
    }

    /** What the HAR itself says of its session, if Mingcha wrote it; known values are never in it. */
    private static SessionSpec described(Path file) {
        boolean ours;
        try (InputStream in = Files.newInputStream(file)) {
            // in UTF-16, as some editors save it, every other byte is zero
            ours = new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .contains("\"_mingcha\"");
        } catch (IOException e) {
            ours = false;
        }
        SessionSpec nobody = SessionSpec.of(App.UNKNOWN);
        return ours ? HarReader.read(file, flow -> {}).spec().orElse(nobody) : nobody;
    }

    /** Says on the error stream what was wrong with the file. */
    static void notes(Context context, Har har) {
        har.problems().stream().limit(20).map(p -> p.in(context.language())).forEach(context::complain);
        if (har.problems().size() > 20) {
            Problem first = har.problems().get(20);
            context.complain(Text.of(
                            "……另有 " + (har.problems().size() - 20) + " 处问题，自 " + first.place(),
                            "… and " + (har.problems().size() - 20) + " more, from " + first.place())
                    .in(context.language()));
        }
        har.cut().ifPresent(fault -> context.complain(fault.in(context.language())));
    }

    private String digest() {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, sha).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
