package io.mingcha.cli;

import io.mingcha.analyzer.Analysis;
import io.mingcha.reports.HtmlReport;
import io.mingcha.reports.JsonReport;
import io.mingcha.reports.TextReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The forms of a report. */
enum ReportFormat {
    TEXT,
    JSON,
    HTML;

    String write(Context context, Analysis analysis, boolean reveal) {
        return switch (this) {
            case TEXT -> FlowLine.printable(TextReport.of(analysis, context::typeName, context.language(), reveal));
            case HTML -> HtmlReport.of(analysis, context::typeName, context.language(), Version.text(), reveal);
            case JSON -> json(analysis, reveal);
        };
    }

    private static String json(Analysis analysis, boolean reveal) {
        StringWriter out = new StringWriter();
        try {
            JsonReport.write(analysis, Version.text(), reveal, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
