package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.campaign.Campaign.Answer;
import io.mingcha.analyzer.campaign.Campaign.Open;
import io.mingcha.analyzer.campaign.Campaign.State;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A campaign's problems one by one, each with its answer. */
public final class CampaignReport {
    private static final int SHOWN = 5;

    private CampaignReport() {}

    /** For a terminal. */
    public static String text(Analysis analysis, List<Answer> answers, Language language) {
        StringBuilder out = new StringBuilder();
        out.append(Headline.of(analysis).in(language)).append('\n');
        for (Coverage.Limit limit : analysis.coverage().limits()) {
            out.append("  ! ").append(limit.text().in(language)).append('\n');
        }
        out.append(summary(answers).in(language)).append('\n');
        for (Answer answer : answers) {
            out.append('\n')
                    .append(answer.problem().id())
                    .append("  ")
                    .append(answer.problem().title().in(language))
                    .append('\n');
            out.append("  ").append(state(answer.state()).in(language)).append('\n');
            for (Text line : lines(analysis, answer)) {
                out.append("  ").append(line.in(language)).append('\n');
            }
        }
        return out.toString();
    }

    /** One page, like the report itself. */
    public static String html(Analysis analysis, List<Answer> answers, Language language, String version) {
        Sheet sheet = Sheet.open(Sheet.appName(analysis), language);
        Markup page = sheet.markup();
        sheet.head(analysis);
        page.raw("<p class=\"verdict unsure\">").text(Headline.of(analysis)).raw("</p>\n<ul>");
        for (Coverage.Limit limit : analysis.coverage().limits()) {
            page.raw("<li>").text(limit.text()).raw("</li>");
        }
        page.raw("</ul>\n<p><b>");
        page.text(summary(answers)).raw("</b></p>\n<section><h2>");
        page.text("专项行动问题逐项答复", "The campaign's problems, one by one").raw("</h2>");
        page.table("编号", "No.", "问题", "Problem", "结论", "Answer", "依据与缺项", "Evidence and what is missing");
        for (Answer answer : answers) {
            page.row().cell(answer.problem().id()).cell(answer.problem().title());
            page.cell()
                    .raw("<b>")
                    .text(state(answer.state()))
                    .raw("</b>")
                    .endCell()
                    .cell();
            for (Text line : lines(analysis, answer)) {
                page.raw("<p>").text(line).raw("</p>");
            }
            page.endCell().endRow();
        }
        page.endTable().raw("</section>\n");
        return sheet.close(analysis, version, false);
    }

    private static Text summary(List<Answer> answers) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        for (State state : State.values()) {
            long count = answers.stream().filter(a -> a.state() == state).count();
            if (count > 0) {
                zh.add(state(state).zh() + " " + count);
                en.add(state(state).en() + ": " + count);
            }
        }
        return Text.of(
                answers.size() + " 个问题：" + String.join("；", zh) + "。",
                answers.size() + " problems. " + String.join("; ", en) + ".");
    }

    private static List<Text> lines(Analysis analysis, Answer answer) {
        List<Text> lines = new ArrayList<>();
        if (answer.state() == State.NOT_APPLICABLE) {
            return lines;
        }
        if (answer.state() == State.SECTOR_NOT_SAID) {
            String sectors = String.join(" / ", answer.problem().sectors());
            lines.add(
                    Text.of(
                            "只针对 " + sectors + "：请在会话文件中填写 app.category 或 app.sector；以下仅当应用属于该行业时才算",
                            "is about " + sectors
                                    + " only: say app.category or app.sector in the session file; what follows counts only if the app is of it"));
        }
        findings(analysis, answer.findings(), lines);
        if (!answer.perhaps().isEmpty()) {
            List<String> recipients =
                    answer.perhaps().stream().map(Finding::recipient).distinct().toList();
            String purposes = String.join(" / ", answer.problem().purposes());
            lines.add(Text.of(
                    "用途不明的接收方：" + String.join("、", recipients) + "。若用于 " + purposes
                            + "（在 config/recipients.yaml 中写明），以下也属于本问题",
                    "nobody knows what these are there for: " + String.join(", ", recipients) + ". If it is " + purposes
                            + " (say so in config/recipients.yaml), this belongs here too"));
            findings(analysis, answer.perhaps(), lines);
        }
        open(answer.unjudged(), Words::needs, "未能判断 ", "，缺少 ", "not judged: ", ", without ", lines);
        open(
                answer.unexercised(),
                MarkerNames::named,
                "未触及 ",
                "，没有发生：",
                "not tried: ",
                ", since this did not happen: ",
                lines);
        answer.problem().documents().ifPresent(d -> lines.add(Text.of("需调取：" + d.zh(), "ask for: " + d.en())));
        return lines;
    }

    private static void findings(Analysis analysis, List<Finding> findings, List<Text> lines) {
        for (Finding f : findings.subList(0, Math.min(SHOWN, findings.size()))) {
            Text severity = Words.severity(f.severity());
            Text verdict = Words.verdict(f.verdict());
            Text recipient = recipient(analysis, f.recipient());
            lines.add(Text.of(
                    f.rule() + " " + f.title().zh() + " → " + recipient.zh() + "（" + severity.zh() + "，" + verdict.zh()
                            + "，" + f.count() + " 处）",
                    f.rule() + " " + f.title().en() + " → " + recipient.en() + " (" + severity.en() + ", "
                            + verdict.en() + ", " + f.count() + "×)"));
        }
        int more = findings.size() - SHOWN;
        if (more > 0) {
            lines.add(Text.of("……另有 " + more + " 项", "… and " + more + " more"));
        }
    }

    /** By the name of the service, then as the other reports call it. */
    private static Text recipient(Analysis analysis, String id) {
        return analysis.recipients().stream()
                .filter(c -> c.recipient().id().equals(id) && c.recipient().named())
                .findFirst()
                .map(c -> c.recipient().name())
                .map(name -> Text.of(name.zh() + " (" + id + ")", name.en() + " (" + id + ")"))
                .orElse(Text.same(id));
    }

    /** Rules that lack the same in one line. */
    private static void open(
            List<Open> open,
            Function<List<String>, Text> naming,
            String zh,
            String zhWithout,
            String en,
            String enWithout,
            List<Text> lines) {
        Map<List<String>, List<String>> rules = new LinkedHashMap<>();
        open.forEach(
                o -> rules.computeIfAbsent(o.missing(), m -> new ArrayList<>()).add(o.rule()));
        rules.forEach((missing, those) -> {
            Text needs = naming.apply(missing);
            String names = String.join(" ", those);
            lines.add(
                    missing.isEmpty()
                            ? Text.of(zh + names + "（规则已停用）", en + names + " (the rule was taken out)")
                            : Text.of(zh + names + zhWithout + needs.zh(), en + names + enWithout + needs.en()));
        });
    }

    private static Text state(State state) {
        return switch (state) {
            case VIOLATION -> Text.of("发现违规", "violation found");
            case SUSPECTED -> Text.of("疑似，需人工核实", "suspected, to be checked by a person");
            case CLUE -> Text.of("仅有线索", "a clue, no more");
            case NOTHING_FOUND -> Text.of("本次捕获未发现", "not found in this capture");
            case PARTLY_JUDGED -> Text.of("部分判断，未发现", "judged in part, not found");
            case NOT_JUDGED -> Text.of("未能判断", "not judged");
            case DOCUMENTS_NEEDED -> Text.of("需要文件材料", "documents needed");
            case SECTOR_NOT_SAID -> Text.of("未填写行业，不能回答", "no answer: the app's sector is not said");
            case NOT_APPLICABLE -> Text.of("不适用（其他行业）", "does not apply (another sector)");
        };
    }
}
