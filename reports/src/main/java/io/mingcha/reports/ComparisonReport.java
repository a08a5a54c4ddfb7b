package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.comparison.Comparison;
import io.mingcha.analyzer.comparison.Comparison.Change;
import io.mingcha.analyzer.comparison.Comparison.Fate;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.List;

/** Two analyses side by side, for a terminal. */
public final class ComparisonReport {
    private ComparisonReport() {}

    public static String of(Analysis before, Analysis after, Comparison comparison, Language language) {
        StringBuilder out = new StringBuilder();
        for (Analysis analysis : List.of(before, after)) {
            out.append(analysis.session().id())
                    .append(": ")
                    .append(Headline.of(analysis).in(language))
                    .append('\n');
            for (Coverage.Limit limit : analysis.coverage().limits()) {
                out.append("  ! ").append(limit.text().in(language)).append('\n');
            }
        }
        for (Fate fate : List.of(Fate.NEW, Fate.STILL, Fate.FIXED, Fate.NOT_READABLE, Fate.NOT_EXERCISED)) {
            List<Finding> findings = comparison.changes().stream()
                    .filter(c -> c.fate() == fate)
                    .map(Change::finding)
                    .toList();
            if (findings.isEmpty()) {
                continue;
            }
            out.append('\n').append(name(fate).in(language)).append('\n');
            for (Finding f : findings) {
                out.append(String.format(
                        "  [%s · %s] %s  %s → %s  ×%d%n",
                        Words.severity(f.severity()).in(language),
                        Words.verdict(f.verdict()).in(language),
                        f.rule(),
                        f.title().in(language),
                        f.recipient(),
                        f.count()));
            }
        }
        return out.toString();
    }

    private static Text name(Fate fate) {
        return switch (fate) {
            case NEW -> Text.of("新增", "New");
            case STILL -> Text.of("仍存在", "Still there");
            case FIXED ->
                Text.of(
                        "已修复（已联系并读取该接收方，未再出现）",
                        "Fixed (its recipient was contacted and read, and it was not found again)");
            case NOT_READABLE ->
                Text.of("不再可读（接收方的连接未能读取）", "No longer readable (nothing to this recipient could be read)");
            case NOT_EXERCISED ->
                Text.of(
                        "未触及（未联系该接收方，或规则无法判断）",
                        "Not exercised (recipient not contacted, or the rule could not be judged)");
        };
    }
}
