package io.mingcha.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.comparison.Change;
import io.mingcha.analyzer.comparison.Change.Fate;
import io.mingcha.analyzer.comparison.Change.Reason;
import io.mingcha.analyzer.comparison.Comparison;
import io.mingcha.flows.App;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two analyses side by side.
 *
 * @param typeName the name of a data type by its id
 */
public record ComparisonReport(
        Analysis before, Analysis after, Comparison comparison, Function<String, Text> typeName) {

    /** For a terminal. */
    public String text(Language language) {
        StringBuilder out = new StringBuilder();
        for (Analysis analysis : List.of(before, after)) {
            out.append(name(analysis))
                    .append(": ")
                    .append(Headline.of(analysis).in(language))
                    .append('\n');
            for (Coverage.Limit limit : analysis.coverage().limits()) {
                out.append("  ! ").append(limit.text().in(language)).append('\n');
            }
        }
        otherApp().ifPresent(t -> out.append("! ").append(t.in(language)).append('\n'));
        out.append(summary().in(language)).append('\n');
        for (Fate fate : Fate.values()) {
            if (comparison.count(fate) == 0) {
                continue;
            }
            out.append('\n').append(heading(fate).in(language)).append('\n');
            for (Change change : of(fate)) {
                out.append("  ").append(line(change).in(language)).append('\n');
                for (Text more : details(change)) {
                    out.append("      ").append(more.in(language)).append('\n');
                }
            }
        }
        return out.toString();
    }

    /** One page, like the report itself. */
    public String html(Language language, String version) {
        Sheet sheet = Sheet.open(Sheet.appName(after), language);
        Markup page = sheet.markup();
        sheet.head(before);
        sheet.head(after);
        page.raw("<p class=\"verdict unsure\">").text(summary()).raw("</p>\n<ul>");
        otherApp().ifPresent(t -> page.raw("<li>").text(t).raw("</li>"));
        for (Analysis analysis : List.of(before, after)) {
            page.raw("<li>").text(name(analysis) + ": ").text(Headline.of(analysis));
            for (Coverage.Limit limit : analysis.coverage().limits()) {
                page.raw("<br>").text(limit.text());
            }
            page.raw("</li>");
        }
        page.raw("</ul>\n");
        for (Fate fate : Fate.values()) {
            if (comparison.count(fate) == 0) {
                continue;
            }
            page.raw("<section><h2>").text(heading(fate)).raw("</h2>");
            page.table("规则", "Rule", "接收方", "Recipient", "数据", "Data", "说明", "What is said of it");
            for (Change change : of(fate)) {
                Finding f = change.finding();
                page.row().cell();
                page.raw("<span class=\"rule\">").text(f.rule()).raw("</span> ").text(f.title());
                page.endCell().cell(f.recipient()).cell(types(change)).cell();
                page.raw("<p>").text(gravity(f)).text(" ×" + change.count()).raw("</p>");
                for (Text more : details(change)) {
                    page.raw("<p>").text(more).raw("</p>");
                }
                page.endCell().endRow();
            }
            page.endTable().raw("</section>\n");
        }
        return sheet.close(version);
    }

    /** For other programs. */
    public String json(String version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("mingcha").put("version", version);
        root.put("before", before.session().id());
        root.put("after", after.session().id());
        root.put("same", comparison.isSame());
        ArrayNode changes = root.putArray("changes");
        for (Change change : comparison.changes()) {
            Finding f = change.finding();
            ObjectNode node = changes.addObject()
                    .put("fate", change.fate().label())
                    .put("rule", f.rule())
                    .put("recipient", f.recipient())
                    .put("verdict", f.verdict().label())
                    .put("severity", f.severity().label())
                    .put("count", change.count());
            change.dataTypes().forEach(node.putArray("dataTypes")::add);
            change.earlier()
                    .ifPresent(e -> node.putObject("before")
                            .put("verdict", e.verdict().label())
                            .put("severity", e.severity().label()));
            change.reason().ifPresent(reason -> {
                ObjectNode why =
                        node.putObject("reason").put("kind", reason.kind().label());
                reason.what().forEach(why.putArray("what")::add);
            });
            if (!change.nowAt().isEmpty()) {
                change.nowAt().forEach(node.putArray("nowAt")::add);
            }
        }
        return root.toPrettyString() + "\n";
    }

    private List<Change> of(Fate fate) {
        return comparison.changes().stream().filter(c -> c.fate() == fate).toList();
    }

    private static String name(Analysis analysis) {
        App app = analysis.session().spec().app();
        return analysis.session().id() + app.version().map(v -> " (" + v + ")").orElse("");
    }

    private Optional<Text> otherApp() {
        String one = before.session().spec().app().packageName();
        String other = after.session().spec().app().packageName();
        return one.equals(other)
                ? Optional.empty()
                : Optional.of(Text.of(
                        "两次会话不是同一个应用：" + one + "、" + other + "，比较没有意义",
                        "These are two apps, " + one + " and " + other + ": comparing them says nothing"));
    }

    private Text summary() {
        if (comparison.changes().isEmpty()) {
            return Text.of("两次均无发现。", "No findings in either.");
        }
        if (comparison.isSame()) {
            return Text.of(
                    "发现没有变化：" + comparison.count(Fate.STILL) + " 项仍存在。",
                    "Nothing changed: " + comparison.count(Fate.STILL) + " still there.");
        }
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            long count = comparison.count(fate);
            if (count > 0) {
                zh.add(shortly(fate).zh() + " " + count);
                en.add(count + " " + shortly(fate).en());
            }
        }
        return Text.of(String.join("，", zh) + "。", String.join(", ", en) + ".");
    }

    private static Text shortly(Fate fate) {
        return switch (fate) {
            case NEW -> Text.of("新增", "new");
            case STILL -> Text.of("仍存在", "still there");
            case FIXED -> Text.of("已修复", "fixed");
            case NOT_READABLE -> Text.of("不再可读", "no longer readable");
            case NOT_EXERCISED -> Text.of("未触及", "not exercised");
        };
    }

    private Text line(Change change) {
        Finding f = change.finding();
        Text types = types(change);
        return Text.of(
                "[" + gravity(f).zh() + "] " + f.rule() + "  " + f.title().zh() + " → " + f.recipient() + "  ×"
                        + change.count() + (types.zh().isEmpty() ? "" : "：" + types.zh()),
                "[" + gravity(f).en() + "] " + f.rule() + "  " + f.title().en() + " → " + f.recipient() + "  ×"
                        + change.count() + (types.en().isEmpty() ? "" : ": " + types.en()));
    }

    private Text types(Change change) {
        List<Text> names = change.dataTypes().stream().map(typeName).toList();
        return Text.of(
                String.join("、", names.stream().map(Text::zh).toList()),
                String.join(", ", names.stream().map(Text::en).toList()));
    }

    private static Text gravity(Finding f) {
        Text severity = Words.severity(f.severity());
        Text verdict = Words.verdict(f.verdict());
        return Text.of(severity.zh() + " · " + verdict.zh(), severity.en() + " · " + verdict.en());
    }

    private static List<Text> details(Change change) {
        List<Text> details = new ArrayList<>();
        change.earlier()
                .filter(e -> e.verdict() != change.finding().verdict()
                        || e.severity() != change.finding().severity())
                .ifPresent(e -> details.add(
                        Text.of("此前：" + gravity(e).zh(), "before: " + gravity(e).en())));
        change.reason().ifPresent(reason -> details.add(why(reason)));
        if (!change.nowAt().isEmpty()) {
            String hosts = String.join(", ", change.nowAt());
            details.add(Text.of(
                    "同样的数据现发往此前未联系过的 " + hosts + "，见“新增”",
                    "the same goes to " + hosts + " now, which was not contacted before: see New"));
        }
        return details;
    }

    private static Text why(Reason reason) {
        String what = String.join(", ", reason.what());
        return switch (reason.kind()) {
            case NOT_CONTACTED ->
                Text.of(
                        "后一次没有联系该接收方：请重复当时的操作，或向开发者确认已移除",
                        "the later run did not contact it: do again what was done then, or have the vendor confirm that it is removed");
            case UNREAD ->
                Text.of(
                        "与它的连接有一半或以上未能读取：见 mingcha coverage",
                        "half of the connections to it or more could not be read: see mingcha coverage");
            case CLOSED_FIELDS ->
                Text.of(
                        "现在发给它一些打不开的字段，此前没有：" + what + "。数据可能在其中；有密钥时可写配方 (recipes)",
                        "it is sent fields now that could not be opened and were not there before: " + what
                                + ". The data may be in them; with their key, write a recipe");
            case NAMELESS_FIELDS ->
                Text.of(
                        "现在发给它一些形似标识符、含义不明的字段，此前没有：" + what + "。可能是换了名称或加盐的同一数据；可用 mingcha diff-personas 判断",
                        "it is sent fields now that look like an identifier and that nothing names, which were not there before: "
                                + what
                                + ". They may be the same under another name or a salted digest: mingcha diff-personas decides");
            case NOT_JUDGED -> {
                Text needs = Words.needs(reason.what());
                yield Text.of(
                        "后一次未能判断此规则，缺少 " + needs.zh(),
                        "the rule could not be judged in the later run, without " + needs.en());
            }
            case NO_OCCASION -> {
                Text kinds = MarkerNames.named(reason.what());
                yield Text.of("后一次没有发生：" + kinds.zh(), "did not happen in the later run: " + kinds.en());
            }
            case NO_SCENE ->
                Text.of("后一次没有进入场景：" + what, "the later run did not enter the scene it was found in: " + what);
            case NOT_ASKED ->
                Text.of("后一次没有发出携带它的请求：" + what, "the later run made none of the requests that carried it: " + what);
        };
    }

    private static Text heading(Fate fate) {
        return switch (fate) {
            case NEW -> Text.of("新增", "New");
            case STILL -> Text.of("仍存在", "Still there");
            case FIXED ->
                Text.of(
                        "已修复（已联系并读取该接收方，所需操作也已重复，未再出现）",
                        "Fixed (its recipient was contacted and read, what brings it about was done again, and it was not found)");
            case NOT_READABLE ->
                Text.of(
                        "不再可读（已联系接收方，但内容不能像以前那样读取）",
                        "No longer readable (its recipient was contacted, what it was sent cannot be read as before)");
            case NOT_EXERCISED -> Text.of("未触及（不能判断是否修复）", "Not exercised (nothing says whether it is fixed)");
        };
    }
}
