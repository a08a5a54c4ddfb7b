package io.mingcha.cli.run;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.Version;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.reports.BatchReport;
import io.mingcha.reports.BatchRun;
import io.mingcha.sessions.batch.BatchFile;
import io.mingcha.sessions.batch.Job;
import io.mingcha.sessions.batch.Ledger;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import io.mingcha.store.StoredSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a batch came to, written as a page, JSON and JUnit. */
final class BatchSummary {
    private final Context context;
    private final BatchFile night;
    private final Map<Job, Plan> plans;
    private final List<Ledger.Try> tries;
    private final Set<String> outdated;

    /** @param outdated jobs whose run was made by what their files said before */
    BatchSummary(Context context, BatchFile night, Map<Job, Plan> plans, List<Ledger.Try> tries, Set<String> outdated) {
        this.outdated = outdated;
        this.context = context;
        this.night = night;
        this.plans = plans;
        this.tries = tries;
    }

    /** Writes the reports and returns the exit code: findings before runs that are no use, those before nothing found. */
    int write(Path folder) {
        List<BatchRun> runs = new ArrayList<>();
        plans.forEach((job, plan) -> runs.add(run(job, plan)));
        write(
                folder.resolve(night.name() + ".html"),
                BatchReport.html(night.name(), runs, context.language(), Version.text()));
        write(folder.resolve(night.name() + ".json"), BatchReport.json(night.name(), runs, Version.text()));
        write(folder.resolve(night.name() + ".junit.xml"), BatchReport.junit(night.name(), runs));
        long usable = runs.stream().filter(BatchRun::isUsable).count();
        long finding = runs.stream()
                .filter(r -> r.analysis().map(a -> !a.findings().isEmpty()).orElse(false))
                .count();
        context.say(
                night.name() + "：" + runs.size() + " 次运行，" + usable + " 次可用，" + finding + " 次有发现。报告："
                        + folder.resolve(night.name() + ".html"),
                night.name() + ": " + runs.size() + " runs, " + usable + " usable, " + finding
                        + " with findings. Report: " + folder.resolve(night.name() + ".html"));
        if (finding > 0) {
            return Exit.FINDINGS;
        }
        boolean all = runs.stream()
                .allMatch(r -> r.verdict().map(v -> v.level() == Level.FULL).orElse(false));
        return all ? Exit.NOTHING_FOUND : Exit.NO_VERDICT;
    }

    private BatchRun run(Job job, Plan plan) {
        List<Ledger.Try> own =
                tries.stream().filter(t -> t.job().equals(job.key())).toList();
        Optional<Ledger.Try> last = own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1));
        Optional<String> session = last.flatMap(Ledger.Try::session);
        return new BatchRun(
                plan.spec().app().packageName() + " × " + plan.title(),
                job.key(),
                last.map(Ledger.Try::device).orElse(""),
                last.map(t -> t.came().name().toLowerCase(Locale.ROOT)).orElse("left_out"),
                (int) own.stream()
                        .filter(t -> t.came() != Ledger.Try.Came.LEFT_OUT)
                        .count(),
                session,
                last.flatMap(Ledger.Try::verdict),
                last.map(Ledger.Try::why).orElse(Text.of("没有运行", "it was not run")),
                outdated.contains(job.key()),
                session.flatMap(this::analysis));
    }

    private Optional<BatchRun.Summary> analysis(String session) {
        try (StoredSession stored = context.sessions().open(session)) {
            return Optional.of(
                    BatchRun.Summary.of(Analyzer.analyze(context.configuration(), stored.session(), stored.flows())));
        } catch (FaultException e) {
            context.complain(e.fault().in(context.language()));
            return Optional.empty();
        }
    }

    private static void write(Path file, String text) {
        OutputFile.write(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
