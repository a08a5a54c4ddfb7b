package io.mingcha.cli.run;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.phone.PersonaCommand;
import io.mingcha.flows.Persona;
import io.mingcha.flows.SessionSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said of app and persona beside a plan, which may then serve for any app. */
final class Said {
    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path session;

    @Option(names = "--persona", paramLabel = "NAME")
    private @Nullable String persona;

    UnaryOperator<SessionSpec> in(Context context) {
        return planned -> {
            SessionSpec spec = session == null ? planned : context.sessionFile(session);
            return persona == null
                    ? spec
                    : spec.withPersona(
                            both(spec.persona(), PersonaCommand.drawer(context).get(persona)));
        };
    }

    /** Whether the persona is one of the drawer: nobody's, so what it has may be put on a phone. */
    boolean isKept() {
        return persona != null;
    }

    /** What is known of the device stays beside what the persona is. */
    private static Persona both(Persona said, Persona kept) {
        Map<String, List<String>> known = new LinkedHashMap<>(said.known());
        known.putAll(kept.known());
        return new Persona(kept.age().isPresent() ? kept.age() : said.age(), known, said.others());
    }
}
