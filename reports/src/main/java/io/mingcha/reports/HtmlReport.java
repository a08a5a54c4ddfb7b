package io.mingcha.reports;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as one page. What was captured appears as text only. */
public final class HtmlReport {
    private static final int EVIDENCE = 200;

    private final Sheet sheet;
    private final Markup page;
    private final Analysis analysis;
    private final Function<String, Text> typeName;
    private final boolean reveal;

    private HtmlReport(Analysis analysis, Function<String, Text> typeName, Language language, boolean reveal) {
        this.sheet = Sheet.open(Sheet.appName(analysis), language);
        this.page = sheet.markup();
        this.analysis = analysis;
        this.typeName = typeName;
        this.reveal = reveal;
    }

    /**
     * @param typeName the name of a data type by its id
     * @param language shown first
     */
    public static String of(
            Analysis analysis, Function<String, Text> typeName, Language language, String version, boolean reveal) {
        return new HtmlReport(analysis, typeName, language, reveal).write(version);
    }

    private String write(String version) {
        sheet.head(analysis);
        verdict();
        blind();
        findings();
        notJudged();
        new SharesTable(page, this::recipientName).write(analysis.coverage());
        new NamelessTable(page, this::recipientName).write(analysis.coverage().nameless());
        recipients();
        declared();
        exposures();
        return sheet.close(analysis, version, reveal);
    }

    private void verdict() {
        boolean found = analysis.findings().stream().anyMatch(f -> f.verdict() != Finding.Verdict.CLUE);
        String tone = found ? "bad" : analysis.coverage().verdict() ? "good" : "unsure";
        page.raw("<p class=\"verdict " + tone + "\">")
                .text(Headline.of(analysis))
                .raw("</p>\n");
    }

    private void blind() {
        Coverage c = analysis.coverage();
        page.raw("<section><h2>").text("看不到的部分", "What could not be seen").raw("</h2>");
        if (c.limits().isEmpty()) {
            page.raw("<p>")
                    .text("此捕获中的所有连接均已读取。", "Every connection of this capture was read.")
                    .raw("</p>");
        }
        page.raw("<ul>");
        for (Coverage.Limit limit : c.limits()) {
            page.raw("<li>").text(limit.text()).raw("</li>");
        }
        page.raw("</ul>");
        analysis.session()
                .spec()
                .run()
                .flatMap(RunVerdict::counted)
                .ifPresent(count -> page.raw("<p>").text(count.told()).raw("</p>"));
        page.raw("<p class=\"note\">")
                .text(
                        "流量之外的行为（服务器之间共享、设备上的读取）以及未经过代理的流量（如 HTTP/3、其他网络）不在捕获之内。",
                        "What happens outside this traffic (sharing between servers, reading on the device) and traffic that did not pass the proxy (HTTP/3, other networks) is not in the capture.")
                .raw("</p></section>\n");
    }

    private void findings() {
        page.raw("<section><h2>").text("发现的问题", "Findings").raw("</h2>");
        if (analysis.findings().isEmpty()) {
            page.raw("<p>").text("无。", "None.").raw("</p>");
        }
        for (Finding finding : analysis.findings()) {
            finding(finding);
        }
        page.raw("</section>\n");
    }

    private void finding(Finding f) {
        page.raw("<article class=\"finding " + f.severity().label() + "\"><h3><span class=\"rule\">")
                .text(f.rule())
                .raw("</span> ");
        page.text(f.title())
                .raw("</h3><p class=\"tags\"><b>")
                .text(Words.severity(f.severity()))
                .raw("</b> · <b>");
        page.text(Words.verdict(f.verdict())).raw("</b> · ").text("接收方 ", "to ");
        recipientName(f.recipient());
        page.text(" · " + f.count() + " ")
                .text("处", f.count() == 1 ? "piece" : "pieces")
                .raw("</p>");
        if (!f.exposures().isEmpty()) {
            List<String> needs = analysis.needsOf(f.rule());
            page.table("时间", "When", "数据", "Data", "值", "Value", "位置", "Where", "识别方式", "Recognised by");
            f.exposures().stream()
                    .limit(EVIDENCE)
                    .forEach(i -> evidence(analysis.exposures().get(i), needs));
            page.endTable();
            more(f.exposures().size() - EVIDENCE);
        } else if (f.flows().isEmpty()) {
            page.raw("<p>").text("会话中的记录", "Noted in the session").raw("</p>");
        } else {
            page.raw("<p>").text("连接 ", "Connections ");
            page.text(String.join(
                            ", ", f.flows().stream().limit(50).map(n -> "#" + n).toList()))
                    .raw("</p>");
        }
        for (Finding.Measure m : f.measures()) {
            page.raw("<p class=\"meta\">").text("测得：", "Measured: ").text(typeName.apply(m.dataType()));
            page.text("，", ", ")
                    .text(m.text())
                    .text(" · " + Moment.offset(analysis.session(), m.at()))
                    .raw("</p>");
        }
        page.raw("<p class=\"meta\">").text("依据：", "Clauses: ");
        page.text(String.join("；", f.clauses().stream().map(Finding.Clause::ref).toList()))
                .raw("</p>");
        if (f.uncertain() > 0) {
            page.raw("<p class=\"note\">").text(Words.uncertain(f)).raw("</p>");
        }
        page.raw("<details><summary>").text("哪些情况可推翻", "What would disprove it").raw("</summary><ul>");
        for (Text disproof : f.disproof()) {
            page.raw("<li>").text(disproof).raw("</li>");
        }
        page.raw("</ul></details><details><summary>")
                .text("条款内容与核对程度", "What they say, and how well that was checked")
                .raw("</summary><ul>");
        for (Finding.Clause clause : f.clauses()) {
            page.raw("<li>").text(clause.ref() + " · ").text(clause.label()).raw(" <small>(");
            page.text(Words.verification(clause.verification()));
            if (!clause.inForce()) {
                page.text("；草案，未生效", "; draft, not in force");
            }
            page.raw(")</small></li>");
        }
        page.raw("</ul></details></article>\n");
    }

    private void more(int left) {
        if (left > 0) {
            page.raw("<p class=\"note\">")
                    .text("另有 " + left + " 处，见 JSON 报告。", left + " more in the JSON report.")
                    .raw("</p>");
        }
    }

    /** @param needs what the finding rests on */
    private void evidence(Exposure e, List<String> needs) {
        page.row().cell();
        offset(e);
        page.raw("<br><small>");
        page.text(Moment.toMarker(analysis.session(), needs, e.at()))
                .raw("</small>")
                .endCell();
        page.cell(typeName.apply(e.dataType()));
        page.code(e.shown(reveal));
        page.cell().raw("<code>").text("#" + e.flow() + " " + e.host()).raw("</code><br><code class=\"path\">");
        page.text(e.path())
                .raw("</code><br><small>")
                .text("字节 ", "bytes ")
                .text(e.offset() + "–" + (e.offset() + e.length()));
        for (Exposure.Piece piece : e.also()) {
            page.raw("</small><br><code class=\"path\">")
                    .text(piece.path())
                    .raw("</code><br><small>")
                    .text("字节 ", "bytes ")
                    .text(piece.offset() + "–" + (piece.offset() + piece.length()));
        }
        page.raw("</small>").endCell().cell().text(Words.method(e));
        page.raw("<br><small>" + Math.round(e.confidence() * 100) + " %</small>")
                .endCell()
                .endRow();
    }

    private void offset(Exposure e) {
        page.raw("<span class=\"time\">")
                .text(Moment.offset(analysis.session(), e.at()))
                .raw("</span>");
    }

    private void recipientName(String id) {
        for (Analysis.Contacted c : analysis.recipients()) {
            if (c.recipient().id().equals(id)) {
                page.raw("<b>")
                        .text(c.recipient().name())
                        .raw("</b> (")
                        .text(Words.party(c.party()))
                        .raw(")");
                return;
            }
        }
        page.text(id);
    }

    private void notJudged() {
        Map<Text, List<String>> byNeed = new TreeMap<>(Comparator.comparing(Text::en));
        for (RuleState rule : analysis.rules()) {
            if (rule.state() == RuleState.State.NOT_JUDGEABLE) {
                List<Text> needs =
                        rule.missing().stream().map(Words::need).distinct().toList();
                byNeed.computeIfAbsent(
                                new Text(
                                        String.join(
                                                "，",
                                                needs.stream().map(Text::zh).toList()),
                                        String.join(
                                                ", ",
                                                needs.stream().map(Text::en).toList())),
                                k -> new ArrayList<>())
                        .add(rule.rule());
            }
        }
        long quiet = analysis.rules().stream()
                .filter(r -> r.state() == RuleState.State.NOT_FIRED)
                .count();
        page.raw("<section><h2>").text("规则", "Rules").raw("</h2><p>");
        page.text(quiet + " 条规则已检查，未触发。", quiet + " rules were judged and did not fire.")
                .raw("</p>");
        if (!byNeed.isEmpty()) {
            page.raw("<p>")
                    .text("未能判断的规则，以及缺少什么：", "Rules that could not be judged, and what was missing:")
                    .raw("</p><ul>");
            byNeed.forEach((needs, rules) -> {
                page.raw("<li>")
                        .text(needs)
                        .raw(": <code>")
                        .text(String.join(" ", rules))
                        .raw("</code></li>");
            });
            page.raw("</ul>");
        }
        page.raw("</section>\n");
    }

    private void recipients() {
        page.raw("<section><h2>")
                .text("接收方", "Recipients")
                .raw("</h2>")
                .table(
                        "名称",
                        "Name",
                        "归属",
                        "Party",
                        "已声明",
                        "Declared",
                        "国家/地区",
                        "Country",
                        "主机",
                        "Hosts",
                        "请求",
                        "Exchanges",
                        "未读",
                        "Unread",
                        "SDK（由适配器）",
                        "SDKs, by adapters",
                        "数据",
                        "Data");
        boolean declaration = analysis.session().spec().declaration().isPresent();
        for (Analysis.Contacted c : analysis.recipients()) {
            page.row().cell(c.recipient().name()).cell(Words.party(c.party()));
            page.cell(
                    !declaration || c.party() == io.mingcha.flows.Party.FIRST
                            ? Text.same("–")
                            : c.declared() ? Text.of("是", "yes") : Text.of("否", "no"));
            page.cell(c.recipient().country().isEmpty() ? "–" : c.recipient().country());
            page.cell(String.join(" ", c.hosts()))
                    .cell(String.valueOf(c.flows()))
                    .cell(String.valueOf(c.unread()));
            page.cell(c.sdks().isEmpty() ? Text.same("–") : names(c.sdks()));
            page.cell();
            types(c.dataTypes());
            page.endCell().endRow();
        }
        page.endTable().raw("</section>\n");
    }

    private static Text names(List<Analysis.Sdk> sdks) {
        return Text.of(names(sdks, Language.ZH), names(sdks, Language.EN));
    }

    private static String names(List<Analysis.Sdk> sdks, Language language) {
        return sdks.stream().map(sdk -> sdk.name().in(language)).collect(Collectors.joining(", "));
    }

    private void types(List<String> ids) {
        boolean first = true;
        for (String id : ids) {
            page.text(first ? "" : ", ").text(typeName.apply(id));
            first = false;
        }
    }

    private void declared() {
        if (analysis.session().spec().declaration().isEmpty()) {
            return;
        }
        page.raw("<section><h2>")
                .text("声明与实际", "Declared against seen")
                .raw("</h2><p>")
                .text("已声明并出现：", "Declared and seen: ");
        types(analysis.declarationSeen().stream()
                .filter(Analysis.Declared::seen)
                .map(Analysis.Declared::type)
                .toList());
        page.raw("</p><p>").text("已声明、此次未出现：", "Declared, not seen this time: ");
        types(analysis.declarationSeen().stream()
                .filter(d -> !d.seen())
                .map(Analysis.Declared::type)
                .toList());
        page.raw("</p></section>\n");
    }

    private void exposures() {
        page.raw("<section><h2>").text("出现的个人信息", "All personal data seen").raw("</h2>");
        page.table(
                "时间",
                "When",
                "阶段",
                "Phase",
                "方向",
                "Direction",
                "数据",
                "Data",
                "值",
                "Value",
                "接收方",
                "Recipient",
                "位置",
                "Where",
                "识别方式",
                "Recognised by");
        analysis.exposures().stream().limit(EVIDENCE).forEach(e -> {
            page.row().cell();
            offset(e);
            page.endCell().cell(Words.phase(e.phase()));
            page.cell(
                    e.direction() == io.mingcha.flows.Direction.REQUEST
                            ? Text.of("发送", "sent")
                            : Text.of("收到", "received"));
            page.cell(typeName.apply(e.dataType())).code(e.shown(reveal)).cell(e.host());
            page.cell()
                    .raw("<code class=\"path\">")
                    .text("#" + e.flow() + " " + e.path())
                    .raw("</code>")
                    .endCell();
            page.cell(Words.method(e)).endRow();
        });
        page.endTable();
        more(analysis.exposures().size() - EVIDENCE);
        page.raw("<h3>").text("时间标记", "Markers").raw("</h3><ul>");
        for (Marker marker : analysis.session().spec().markers()) {
            page.raw("<li><code>")
                    .text(marker.label())
                    .raw("</code> ")
                    .text(Moment.offset(analysis.session(), marker.at()));
            if (!marker.notBefore().equals(marker.notAfter())) {
                page.text(" [" + Moment.offset(analysis.session(), marker.notBefore()) + " – "
                        + Moment.offset(analysis.session(), marker.notAfter()) + "]");
            }
            page.raw("</li>");
        }
        page.raw("</ul></section>\n");
    }
}
