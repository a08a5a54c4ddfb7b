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
        String share = connections == 0 ? "0" : String.valueOf(100 * c.exchanges() / connections);
        long violations = count(analysis, Finding.Verdict.VIOLATION);
        long suspected = count(analysis, Finding.Verdict.SUSPECTED);
        long clues = count(analysis, Finding.Verdict.CLUE);
        Text coverage = Text.of(
                "读取了 " + c.exchanges() + "/" + connections + " 个请求（" + share + "%）。",
                c.exchanges() + " of " + connections + " exchanges read (" + share + " %). ");
        Text verdict = analysis.findings().isEmpty()
                ? c.verdict()
                        ? Text.of("未发现问题。", "Nothing found.")
                        : Text.of("覆盖不足，不能下结论。", "Coverage is too low for a verdict.")
                : Text.of(
                        violations + " 项违规、" + suspected + " 项疑似、" + clues + " 条线索，涉及 "
                                + analysis.exposures().size() + " 处个人信息。",
                        violations + " violation(s), " + suspected + " suspected, " + clues + " clue(s), on "
                                + analysis.exposures().size() + " exposure(s) of personal data.");
        return Text.of(coverage.zh() + verdict.zh(), coverage.en() + verdict.en());
    }

    private static long count(Analysis analysis, Finding.Verdict verdict) {
        return analysis.findings().stream().filter(f -> f.verdict() == verdict).count();
    }
}
