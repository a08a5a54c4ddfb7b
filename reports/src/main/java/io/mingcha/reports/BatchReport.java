package io.mingcha.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What a night brought, in three forms: a page for people, JSON for programs, JUnit for CI. */
public final class BatchReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Text OUTDATED =
            Text.of("此后计划、人物、安装包或配置有改动", "made before plan, persona, app file or configuration were changed");

    private BatchReport() {}

    public static String html(String name, List<BatchRun> runs, Language language, String version) {
        Sheet sheet = Sheet.open(name, language);
        Markup page = sheet.markup();
        page.raw("<header><h1>").text(name).raw("</h1><p class=\"meta\">");
        long usable = runs.stream().filter(BatchRun::isUsable).count();
        page.text(runs.size() + " 次运行，" + usable + " 次可用", runs.size() + " runs, " + usable + " of them usable");
        page.raw("</p></header>\n<section>");
        page.table("运行", "Run", "设备", "Device", "结果", "Came to", "结论", "Result", "未经代理", "Past the proxy");
        for (BatchRun run : runs) {
            page.row().cell(run.job()).cell(run.device());
            page.cell().raw("<b>").text(state(run)).raw("</b>");
            if (run.outdated()) {
                page.raw("<p>").text(OUTDATED).raw("</p>");
            }
            for (RunVerdict.Cause cause : run.verdict().map(RunVerdict::causes).orElse(List.of())) {
                page.raw("<p>")
                        .text(Text.of(
                                cause.what().zh() + "。" + cause.next().zh(),
                                cause.what().en() + ". " + cause.next().en()))
                        .raw("</p>");
            }
            if (run.verdict().isEmpty() && !run.why().en().isEmpty()) {
                page.raw("<p>").text(run.why()).raw("</p>");
            }
            page.endCell().cell();
            run.analysis().ifPresent(a -> {
                page.raw("<p>").text(a.headline()).raw("</p>");
                a.findings()
                        .forEach(f -> page.raw("<p>")
                                .text(f.rule() + " ")
                                .text(f.title())
                                .text(" → " + f.recipient())
                                .raw("</p>"));
            });
            run.session()
                    .ifPresent(s -> page.raw("<p class=\"meta\">")
                            .text("mingcha analyze " + s)
                            .raw("</p>"));
            page.endCell().cell(counted(run).map(DeviceCount::wentPast).orElse(Text.same("–")));
            page.endRow();
        }
        page.endTable().raw("</section>\n");
        return sheet.close(version);
    }

    private static Text state(BatchRun run) {
        if (run.came().equals("left_out")) {
            return Text.of("未运行", "left out");
        }
        return run.verdict()
                .map(v -> switch (v.level()) {
                    case FULL -> Text.of("可作结论", "carries a verdict");
                    case LIMITED -> Text.of("结论受限", "limited");
                    case UNUSABLE -> Text.of("不可用", "unusable");
                })
                .orElse(Text.of("失败", "failed"));
    }

    public static String json(String name, List<BatchRun> runs, String version) {
        ObjectNode root = JSON.createObjectNode();
        root.put("batch", name).put("mingcha", version);
        ArrayNode all = root.putArray("runs");
        for (BatchRun run : runs) {
            ObjectNode node = all.addObject();
            node.put("job", run.job()).put("subject", run.subject()).put("device", run.device());
            node.put("came", run.came()).put("tries", run.tries());
            run.session().ifPresent(s -> node.put("session", s));
            run.verdict().ifPresent(v -> {
                node.put("verdict", v.level().label());
                ArrayNode causes = node.putArray("causes");
                v.causes()
                        .forEach(c -> causes.addObject()
                                .put("kind", c.kind())
                                .put("what", c.what().en())
                                .put("next", c.next().en()));
            });
            counted(run)
                    .ifPresent(count -> node.putObject("device_count")
                            .put("app", count.app())
                            .put("proxied", count.proxied())
                            .put("past", count.past())
                            .put("open", count.open()));
            if (run.outdated()) {
                node.put("outdated", true);
            }
            if (!run.why().en().isEmpty()) {
                node.put("why", run.why().en());
            }
            run.analysis().ifPresent(a -> {
                node.put("headline", a.headline().en()).put("clean", a.clean() && full(run));
                ArrayNode findings = node.putArray("findings");
                a.findings()
                        .forEach(f -> findings.addObject()
                                .put("rule", f.rule())
                                .put("title", f.title().en())
                                .put("recipient", f.recipient())
                                .put("severity", f.severity())
                                .put("count", f.count()));
            });
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours is always JSON", e);
        }
    }

    /** What the device itself counted, if it did. */
    private static Optional<DeviceCount> counted(BatchRun run) {
        return run.verdict().flatMap(RunVerdict::counted);
    }

    private static boolean full(BatchRun run) {
        return run.verdict().map(v -> v.level() == RunVerdict.Level.FULL).orElse(false);
    }

    /** A suite for each run, a case for each rule. What could not be judged is skipped, a run that is no use is an error. */
    public static String junit(String name, List<BatchRun> runs) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", clean(name));
            for (BatchRun run : runs) {
                suite(xml, run);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML into memory does not fail", e);
        }
        return out + "\n";
    }

    private static void suite(XMLStreamWriter xml, BatchRun run) throws XMLStreamException {
        List<BatchRun.Summary.Rule> rules =
                run.isUsable() ? run.analysis().map(BatchRun.Summary::rules).orElse(List.of()) : List.of();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(run.subject()));
        xml.writeAttribute("tests", String.valueOf(rules.size() + 1));
        xml.writeAttribute("errors", run.isUsable() ? "0" : "1");
        xml.writeAttribute("failures", count(rules, "fired"));
        xml.writeAttribute("skipped", count(rules, "not_judgeable"));
        if (run.outdated()) {
            xml.writeStartElement("properties");
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", "outdated");
            xml.writeAttribute("value", OUTDATED.en());
            xml.writeEndElement();
        }
        testCase(xml, run, "run");
        if (!run.isUsable()) {
            xml.writeStartElement("error");
            xml.writeAttribute(
                    "message",
                    clean(run.why().en().isEmpty() ? run.came() : run.why().en()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        for (BatchRun.Summary.Rule rule : rules) {
            testCase(xml, run, rule.id());
            if (rule.state().equals("fired")) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", clean(found(run, rule.id())));
                xml.writeEndElement();
            } else if (rule.state().equals("not_judgeable")) {
                skipped(xml, "not judgeable: " + rule.missing());
            } else if (!full(run)) {
                skipped(xml, "the run carries a limited verdict");
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void skipped(XMLStreamWriter xml, String why) throws XMLStreamException {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", clean(why));
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, BatchRun run, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(run.job()));
        xml.writeAttribute("name", clean(name));
    }

    private static String count(List<BatchRun.Summary.Rule> rules, String state) {
        return String.valueOf(
                rules.stream().filter(r -> r.state().equals(state)).count());
    }

    private static String found(BatchRun run, String rule) {
        return run.analysis().map(BatchRun.Summary::findings).orElse(List.of()).stream()
                .filter(f -> f.rule().equals(rule))
                .map(f -> f.title().en() + " → " + f.recipient())
                .collect(Collectors.joining("; "));
    }

    /** What XML 1.0 cannot hold is left out. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "\uFFFD");
    }
}
