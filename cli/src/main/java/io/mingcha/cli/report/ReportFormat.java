package io.mingcha.cli.report;

import io.mingcha.analyzer.Analysis;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.Version;
import io.mingcha.reports.HtmlReport;
import io.mingcha.reports.JsonReport;
import io.mingcha.reports.TextReport;
import java.io.IOException;
import java.io.Writer;

/** The forms of a report. */
public enum ReportFormat {
    TEXT,
    JSON,
    HTML;

    /** Writes the report; the one that lists everything, JSON, as it goes. */
    public void write(Context context, Analysis analysis, boolean reveal, Writer out) throws IOException {
        switch (this) {
            case TEXT ->
                out.write(FlowLine.printable(TextReport.of(analysis, context::typeName, context.language(), reveal)));
            case HTML ->
                out.write(HtmlReport.of(analysis, context::typeName, context.language(), Version.text(), reveal));
            case JSON -> JsonReport.write(analysis, Version.text(), reveal, out);
        }
    }
}
