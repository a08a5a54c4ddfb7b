package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Text;

/** The one line that says what came of it, coverage first. */
final class Headline {
    private Headline() {}

    static Text of(Analysis analysis) {
        Coverage c = analysis.coverage();
        int connections = c.exchanges() + c.unread();
        if (connections == 0 && analysis.findings().isEmpty()) {
            return Text.of("没有一个请求可供判断，不能下结论。", "There is no exchange to judge, hence no verdict.");
        }
        String share = connections == 0 ? "0" : String.valueOf(100 * c.exchanges() / connections);
        long violations = count(analysis, Finding.Verdict.VIOLATION);
        long suspected = count(analysis, Finding.Verdict.SUSPECTED);
        long clues = count(analysis, Finding.Verdict.CLUE);
        Text coverage = Text.of(
                "读取了 " + c.exchanges() + "/" + connections + " 个请求（" + share + "%）。",
                c.exchanges() + " of " + connections + " exchanges read (" + share + " %). ");
        Text verdict = analysis.findings().isEmpty()
                ? withoutFindings(analysis)
                : Text.of(
                        violations + " 项违规、" + suspected + " 项疑似、" + clues + " 条线索，涉及 "
                                + analysis.exposures().size() + " 处个人信息。",
                        violations + " violation(s), " + suspected + " suspected, " + clues + " clue(s), on "
                                + analysis.exposures().size() + " exposure(s) of personal data.");
        return Text.of(coverage.zh() + verdict.zh(), coverage.en() + verdict.en());
    }

    /** That no rule finds fault says little where personal data went out and many rules could not be judged. */
    private static Text withoutFindings(Analysis analysis) {
        if (!analysis.coverage().verdict()) {
            return Text.of("覆盖不足，不能下结论。", "Coverage is too low for a verdict.");
        }
        int exposures = analysis.exposures().size();
        return exposures == 0
                ? Text.of("未发现个人信息。", "No personal data found.")
                : Text.of(
                        "发现 " + exposures + " 处个人信息；可判断的规则未发现问题。",
                        exposures + " exposure(s) of personal data found, no fault by the rules that could be judged.");
    }

    private static long count(Analysis analysis, Finding.Verdict verdict) {
        return analysis.findings().stream().filter(f -> f.verdict() == verdict).count();
    }
}
