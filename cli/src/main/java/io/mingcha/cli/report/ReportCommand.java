package io.mingcha.cli.report;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.campaign.Campaign.Answer;
import io.mingcha.analyzer.campaign.Campaign.Parties;
import io.mingcha.analyzer.campaign.Campaign.Trade;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.Version;
import io.mingcha.flows.App;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Party;
import io.mingcha.flows.SessionSpec;
import io.mingcha.reports.CampaignJson;
import io.mingcha.reports.CampaignReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers the problems of a campaign one by one. */
@Command(name = "report")
public final class ReportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ID|HAR")
    private String subject = "";

    @Option(names = "--campaign", required = true)
    private boolean campaign;

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    @Option(names = "--format", paramLabel = "text|json|html")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    ReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<SessionSpec> given = Optional.ofNullable(sessionFile).map(context::sessionFile);
        Analysis analysis = new Subject(context, subject).analyze(given, null, Optional.empty());
        App app = analysis.session().spec().app();
        Configuration configuration = context.configuration();
        Trade trade = new Trade(
                configuration.catalogue().categories().sector(app.category(), app.sector()),
                app.category().isPresent() || app.sector().isPresent());
        Set<String> happened =
                analysis.session().spec().markers().stream().map(Marker::kind).collect(Collectors.toSet());
        List<Answer> answers = configuration
                .campaign()
                .answers(analysis.findings(), analysis.rules(), parties(analysis), trade, happened);
        OutputFile.print(
                context,
                out,
                switch (format) {
                    case TEXT -> FlowLine.printable(CampaignReport.text(analysis, answers, context.language()));
                    case JSON -> CampaignJson.of(analysis, answers, Version.text());
                    case HTML -> CampaignReport.html(analysis, answers, context.language(), Version.text());
                });
        return AnalyzeCommand.code(analysis);
    }

    private static Parties parties(Analysis analysis) {
        Map<String, List<String>> purposes = analysis.recipients().stream()
                .map(Analysis.Contacted::recipient)
                .collect(Collectors.toMap(Recipient::id, Recipient::purposes, (one, same) -> one));
        Set<String> strangers = analysis.recipients().stream()
                .filter(c ->
                        c.party() != Party.FIRST && c.recipient().purposes().isEmpty())
                .map(c -> c.recipient().id())
                .collect(Collectors.toSet());
        return new Parties(purposes, strangers);
    }
}
