package io.mingcha.cli.run;

import io.mingcha.cli.command.Context;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.sessions.batch.Job;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.settings.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the jobs of a batch are to do, as digests: the plan as it is written, app, persona and declaration, the app's file, the
 * configuration. Whichever of them changes, a run is another one.
 */
final class JobContents {
    private final Context context;
    private final Path folder;
    private final Map<Path, String> files = new HashMap<>();

    /** @param folder that the names of plans start from */
    JobContents(Context context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /** By the key of each job. */
    Map<String, String> of(Map<Job, Plan> plans) {
        Map<String, String> contents = new LinkedHashMap<>();
        plans.forEach((job, plan) -> contents.put(job.key(), of(job, plan)));
        return contents;
    }

    private String of(Job job, Plan plan) {
        MessageDigest sha = sha();
        add(sha, file(PlanCommand.file(context, folder.resolve(job.plan()))));
        add(sha, plan.title());
        add(sha, SpecJson.write(plan.spec()).toString());
        add(sha, plan.source().filter(Files::isRegularFile).map(this::file).orElse(""));
        add(sha, context.configuration().digest());
        return HexFormat.of().formatHex(sha.digest());
    }

    private String file(Path file) {
        return files.computeIfAbsent(file, JobContents::digest);
    }

    private static String digest(Path file) {
        MessageDigest sha = sha();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }

    private static void add(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
