package io.mingcha.cli.policy;

import io.mingcha.analyzer.policy.Draft;
import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A session file with a drafted declaration; above each row the sentence that says it. */
final class DraftText {
    private static final int QUOTED = 240;

    private final StringBuilder out = new StringBuilder();
    private final String policy;
    private final Language language;

    private DraftText(String policy, Language language) {
        this.policy = policy;
        this.language = language;
    }

    public static String of(Draft draft, String policy, String source, Optional<String> app, Language language) {
        DraftText text = new DraftText(policy, language);
        text.head(source, app);
        text.declaration(draft);
        return text.out.toString();
    }

    private void head(String source, Optional<String> app) {
        note(
                "",
                "由 " + source + " 自动起草，尚未核对。逐条对照原文（@偏移+长度），改正后将 status 改为 accepted。",
                "Drafted from " + source
                        + "; nobody has checked it. Compare each row with its source (@offset+length), then set"
                        + " status to accepted.");
        note(
                "",
                "没有写 recipients 的行是应用自己收集的；recipients 取 config/recipients.yaml 的编号，没有的照抄原文。",
                "Rows without recipients are collected by the app itself; recipients are ids of config/recipients.yaml, else as written.");
        out.append("app:\n");
        if (app.isEmpty()) {
            note("  ", "请改为被测应用的包名。", "Put the app's package here.");
        }
        out.append("  package: ").append(quote(app.orElse("com.example.app"))).append('\n');
    }

    private void declaration(Draft draft) {
        out.append("declaration:\n  status: draft\n");
        List<String> names = draft.recipients().stream()
                .flatMap(r -> r.names().stream())
                .distinct()
                .toList();
        out.append("  recipients: ").append(list(names)).append('\n');
        out.append(draft.rows().isEmpty() ? "  data: []\n" : "  data:\n");
        draft.rows().forEach(this::row);
        draft.denials().forEach(d -> {
            note(
                    "  ",
                    (d.local() ? "声明只在本机处理、不上传（不算已声明的收集） " : "声明不收集 ") + d.type(),
                    (d.local()
                                    ? "Said never to leave the device, which declares no collecting: "
                                    : "Said not to be collected: ")
                            + d.type());
            source("  ", d.source());
        });
    }

    private void row(Row row) {
        source("    ", row.source());
        String written = row.receivers().stream()
                .map(r -> r.name().orElse("")
                        + r.company().map(c -> "（" + c + "）").orElse(""))
                .collect(Collectors.joining("、"));
        if (!written.isEmpty()) {
            note("    ", "接收方：" + written, "Recipient: " + written);
        }
        row.link().ifPresent(l -> note("    ", "链接：" + l, "Link: " + l));
        List<String> fields = new ArrayList<>();
        fields.add("type: " + row.type());
        row.purpose().ifPresent(p -> fields.add("purpose: " + quote(p)));
        List<String> receivers = row.receivers().stream()
                .map(Receiver::names)
                .flatMap(List::stream)
                .distinct()
                .toList();
        if (!receivers.isEmpty()) {
            fields.add("recipients: " + list(receivers));
        }
        row.scene().ifPresent(s -> fields.add("scenes: " + list(List.of(s))));
        row.frequency().ifPresent(f -> fields.add("frequency: " + quote(f)));
        out.append("    - {").append(String.join(", ", fields)).append("}\n");
    }

    private void source(String indent, Span span) {
        String words = span.start() >= span.end() ? "" : policy.substring(span.start(), span.end());
        String shown = words.length() > QUOTED ? words.substring(0, QUOTED) + "…" : words;
        String place = "@" + span.start() + "+" + span.length() + ": " + shown;
        note(indent, "原文 " + place, "Source " + place);
    }

    private void note(String indent, String zh, String en) {
        String line = Text.of(zh, en).in(language);
        out.append(indent).append("# ").append(oneLine(line)).append('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\u0085\\ufeff]+", " ")
                .replaceAll("[\\p{Cs}\\ufffe\\uffff]", "\ufffd");
    }

    private static String list(List<String> texts) {
        return texts.stream().map(DraftText::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return "\"" + oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
