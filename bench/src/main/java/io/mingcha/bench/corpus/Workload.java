package io.mingcha.bench.corpus;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Limits;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.har.HarReader;
import io.mingcha.flows.session.SessionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What is done with a HAR, again and again. */
enum Workload {
    /** Reads, opens, searches and judges it. */
    ANALYSE {
        @Override
        Runnable on(Configuration configuration, Path har, SessionSpec spec) {
            return () -> analyze(configuration, har, spec);
        }
    },
    /** Opens its requests to their trees; they are in memory already. */
    OPEN {
        @Override
        Runnable on(Configuration configuration, Path har, SessionSpec spec) {
            List<Message> requests = requests(har);
            Decoder decoder = new Decoder(Limits.DEFAULT);
            return () -> {
                for (Message request : requests) {
                    if (!decoder.open(Direction.REQUEST, request).stops().isEmpty()) {
                        throw new IllegalStateException("a request of the corpus could not be opened whole");
                    }
                }
            };
        }
    },
    /** Judges what was found in those of its entries that expose something, as a moved marker asks for. */
    JUDGE {
        @Override
        Runnable on(Configuration configuration, Path har, SessionSpec spec) {
            Analyzer analyzer = new Analyzer(configuration, session(spec));
            HarReader.read(har, flow -> {
                if (flow.ordinal() % HarCorpus.NTH_EXPOSES == 0
                        && analyzer.add(flow).isEmpty()) {
                    throw new IllegalStateException("nothing to judge in entry " + flow.ordinal());
                }
            });
            return analyzer::finish;
        }
    };

    /** Makes it ready; each run of the result does it once. */
    abstract Runnable on(Configuration configuration, Path har, SessionSpec spec);

    static Analysis analyze(Configuration configuration, Path har, SessionSpec spec) {
        return Analyzer.analyze(
                configuration,
                session(spec),
                Optional.empty(),
                sink -> HarReader.read(har, sink),
                UnaryOperator.identity());
    }

    static List<Message> requests(Path har) {
        List<Message> requests = new ArrayList<>();
        HarReader.read(har, flow -> flow.request().ifPresent(requests::add));
        return requests;
    }

    /** The configuration as it is shipped. */
    static Configuration configuration(Path home) throws IOException {
        Map<String, String> documents = new LinkedHashMap<>();
        for (String name : Configuration.FILES) {
            documents.put(name, Files.readString(home.resolve("config").resolve(name)));
        }
        for (String name : Configuration.FOLDERS) {
            try (Stream<Path> files = Files.list(home.resolve("config").resolve(name))) {
                for (Path file : files.sorted().toList()) {
                    documents.put(name + "/" + file.getFileName(), Files.readString(file));
                }
            }
        }
        return Configuration.read(documents);
    }

    static SessionSpec spec(Configuration configuration, Path session) throws IOException {
        return SessionFile.parse(session.toString(), Files.readString(session), configuration.vocabulary());
    }

    private static Session session(SessionSpec spec) {
        return new Session(
                "bench",
                spec,
                Instant.ofEpochMilli(1_790_000_000_000L),
                Optional.empty(),
                Session.State.IMPORTED,
                new byte[32],
                Optional.empty());
    }
}
