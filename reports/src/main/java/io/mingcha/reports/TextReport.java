package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report for a terminal. */
public final class TextReport {
    private static final int EVIDENCE = 3;

    /** Among so many of a finding's exposures unlike ones are looked for. */
    private static final int LOOKED_AT = 10_000;

    private final StringBuilder out = new StringBuilder();
    private final Analysis analysis;
    private final Function<String, Text> typeName;
    private final Language language;
    private final boolean reveal;

    private TextReport(Analysis analysis, Function<String, Text> typeName, Language language, boolean reveal) {
        this.analysis = analysis;
        this.typeName = typeName;
        this.language = language;
        this.reveal = reveal;
    }

    /** @param typeName the name of a data type by its id */
    public static String of(Analysis analysis, Function<String, Text> typeName, Language language, boolean reveal) {
        return new TextReport(analysis, typeName, language, reveal).write();
    }

    /** What came of it in one line, coverage first. */
    public static String headline(Analysis analysis, Language language) {
        return Headline.of(analysis).in(language);
    }

    private String write() {
        line(Headline.of(analysis).in(language));
        way().ifPresent(way -> line("  " + Words.way(way).in(language)));
        Words.ways(analysis.session().spec().ways()).ifPresent(ways -> line("  " + ways.in(language)));
        for (Coverage.Limit limit : analysis.coverage().limits()) {
            line("  ! " + limit.text().in(language));
        }
        counted().ifPresent(count -> line("  " + count.told().in(language)));
        List<Coverage.OfClient> clients = analysis.coverage().clients();
        if (clients.size() > 1) {
            clients.forEach(c -> line("  " + Words.client(c).in(language) + say("：", ": ")
                    + Words.connectionsRead(c.share()).in(language)));
        }
        for (Finding finding : analysis.findings()) {
            finding(finding);
        }
        unjudged();
        return out.toString();
    }

    private Optional<String> way() {
        return analysis.session().spec().run().flatMap(RunVerdict::way);
    }

    private Optional<DeviceCount> counted() {
        return analysis.session().spec().run().flatMap(RunVerdict::counted);
    }

    private void finding(Finding f) {
        line("");
        line(String.format(
                "[%s · %s] %s  %s",
                Words.severity(f.severity()).in(language),
                Words.verdict(f.verdict()).in(language),
                f.rule(),
                f.title().in(language)));
        line("  " + say("接收方：", "to: ") + recipient(f.recipient()) + "  ×" + f.count());
        int shown = 0;
        List<String> needs = analysis.needsOf(f.rule());
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < Math.min(f.exposures().size(), LOOKED_AT) && shown < EVIDENCE; i++) {
            Exposure e = analysis.exposures().get(f.exposures().get(i));
            String key = e.dataType() + e.path();
            if (!seen.contains(key)) {
                seen.add(key);
                evidence(e, needs);
                shown++;
            }
        }
        if (f.exposures().size() > shown) {
            line("    "
                    + say(
                            "……另有 " + (f.exposures().size() - shown) + " 处",
                            "… and " + (f.exposures().size() - shown) + " more"));
        }
        if (f.exposures().isEmpty()) {
            line("    "
                    + f.flows().stream()
                            .findFirst()
                            .map(flow -> say("连接 #", "connection #") + flow)
                            .orElse(say("会话中的记录", "noted in the session"))
                    + "  " + Moment.offset(analysis.session(), f.first()));
        }
        for (Finding.Measure m : f.measures()) {
            line("  " + say("测得：", "measured: ") + typeName.apply(m.dataType()).in(language) + say("，", ", ")
                    + m.text().in(language) + "  " + Moment.offset(analysis.session(), m.at()));
        }
        if (f.uncertain() > 0) {
            line("  " + Words.uncertain(f).in(language));
        }
        line("  " + say("依据：", "clauses: ") + clauses(f));
        line("  " + say("可推翻：", "disproved by: ")
                + String.join(
                        say("；", "; "),
                        f.disproof().stream().map(d -> d.in(language)).toList()));
    }

    /** @param needs what the finding rests on */
    private void evidence(Exposure e, List<String> needs) {
        String moment = Moment.toMarker(analysis.session(), needs, e.at()).in(language);
        line(String.format(
                "    %s  %s  [%s]",
                typeName.apply(e.dataType()).in(language),
                e.shown(reveal).in(language),
                Words.method(e).in(language)));
        line("      #" + e.flow() + " " + e.host() + "  " + e.path() + "  @" + e.offset() + "+" + e.length());
        for (Exposure.Piece piece : e.also()) {
            line("      + " + piece.path() + "  @" + piece.offset() + "+" + piece.length());
        }
        line("      " + Moment.offset(analysis.session(), e.at())
                + (moment.isEmpty() ? "" : "，" + moment).replace("，", language == Language.ZH ? "，" : ", "));
    }

    private String clauses(Finding f) {
        return f.clauses().stream().map(this::clause).collect(Collectors.joining(say("；", "; ")));
    }

    /** With how well it was checked, and whether it is law at all. */
    private String clause(Finding.Clause clause) {
        String state = clause.inForce() ? "" : say("草案，未生效；", "draft, not in force; ");
        return clause.ref()
                + say("（", " (")
                + state
                + Words.verification(clause.verification()).in(language)
                + say("）", ")");
    }

    private String recipient(String id) {
        return analysis.recipients().stream()
                .filter(c -> c.recipient().id().equals(id))
                .findFirst()
                .map(c -> c.recipient().name().in(language) + " ("
                        + Words.party(c.party()).in(language) + ", " + String.join(" ", c.hosts())
                        + (c.sdks().isEmpty() ? "" : "; SDK: " + names(c.sdks())) + ")")
                .orElse(id);
    }

    private String names(List<Analysis.Sdk> sdks) {
        return sdks.stream().map(sdk -> sdk.name().in(language)).collect(Collectors.joining(", "));
    }

    private void unjudged() {
        Map<String, List<String>> byNeed = new TreeMap<>();
        for (RuleState rule : analysis.rules()) {
            if (rule.state() == RuleState.State.NOT_JUDGEABLE) {
                String needs = String.join(
                        ", ",
                        rule.missing().stream()
                                .map(n -> Words.need(n).in(language))
                                .distinct()
                                .toList());
                byNeed.computeIfAbsent(needs, k -> new ArrayList<>()).add(rule.rule());
            }
        }
        if (byNeed.isEmpty()) {
            return;
        }
        line("");
        line(say("未能判断的规则：", "Rules that could not be judged:"));
        byNeed.forEach((needs, rules) -> line("  " + say("缺少 ", "without ") + needs + ": " + brief(rules)));
    }

    private static String brief(List<String> rules) {
        return rules.size() <= 6
                ? String.join(" ", rules)
                : String.join(" ", rules.subList(0, 6)) + " … (" + rules.size() + ")";
    }

    private String say(String zh, String en) {
        return Text.of(zh, en).in(language);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
