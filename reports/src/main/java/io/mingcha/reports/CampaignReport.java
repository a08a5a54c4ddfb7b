package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.campaign.Campaign.Answer;
import io.mingcha.analyzer.campaign.Campaign.State;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;

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
        for (Answer answer : answers) {
            out.append('\n')
                    .append(answer.problem().id())
                    .append("  ")
                    .append(answer.problem().title().in(language))
                    .append('\n');
            out.append("  ").append(state(answer.state()).in(language)).append('\n');
            for (Text line : lines(answer)) {
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
        page.raw("</ul>\n<section><h2>");
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
            for (Text line : lines(answer)) {
                page.raw("<p>").text(line).raw("</p>");
            }
            page.endCell().endRow();
        }
        page.endTable().raw("</section>\n");
        return sheet.close(analysis, version, false);
    }

    private static List<Text> lines(Answer answer) {
        List<Text> lines = new ArrayList<>();
        for (Finding f :
                answer.findings().subList(0, Math.min(SHOWN, answer.findings().size()))) {
            Text severity = Words.severity(f.severity());
            Text verdict = Words.verdict(f.verdict());
            lines.add(Text.of(
                    f.rule() + " " + f.title().zh() + " → " + f.recipient() + "（" + severity.zh() + "，" + verdict.zh()
                            + "，" + f.count() + " 次）",
                    f.rule() + " " + f.title().en() + " → " + f.recipient() + " (" + severity.en() + ", " + verdict.en()
                            + ", " + f.count() + "×)"));
        }
        int more = answer.findings().size() - SHOWN;
        if (more > 0) {
            lines.add(Text.of("……另有 " + more + " 项", "… and " + more + " more"));
        }
        if (!answer.unjudged().isEmpty()) {
            List<Text> needs =
                    answer.missing().stream().map(Words::need).distinct().toList();
            String rules = String.join(" ", answer.unjudged());
            lines.add(Text.of(
                    "未能判断 " + rules + "，缺少 "
                            + String.join("、", needs.stream().map(Text::zh).toList()),
                    "not judged: " + rules + ", without "
                            + String.join(", ", needs.stream().map(Text::en).toList())));
        }
        answer.problem().documents().ifPresent(d -> lines.add(Text.of("需调取：" + d.zh(), "documents needed: " + d.en())));
        return lines;
    }

    private static Text state(State state) {
        return switch (state) {
            case FOUND -> Text.of("发现问题", "found");
            case NOTHING_FOUND -> Text.of("本次捕获未发现", "not found in this capture");
            case PARTLY_JUDGED -> Text.of("部分判断，未发现", "judged in part, not found");
            case NOT_JUDGED -> Text.of("未能判断", "not judged");
            case DOCUMENTS_NEEDED -> Text.of("需要文件材料", "documents needed");
            case NOT_APPLICABLE -> Text.of("不适用（其他行业）", "does not apply (another sector)");
        };
    }
}
