package io.mingcha.reports;

import io.mingcha.flows.Coverage;
import java.util.List;
import java.util.function.Consumer;

/** Identifiers that were sent again and again and that nothing says what they are. */
final class NamelessTable {
    private final Markup page;
    private final Consumer<String> recipientName;

    NamelessTable(Markup page, Consumer<String> recipientName) {
        this.page = page;
        this.recipientName = recipientName;
    }

    void write(List<Coverage.Nameless> all) {
        if (all.isEmpty()) {
            return;
        }
        page.raw("<section><h2>")
                .text("含义不明的标识符", "Identifiers that nothing names")
                .raw("</h2><p class=\"note\">");
        page.text(
                        "应用先于服务器发送、反复不变、又无字段说明其含义的取值；未据此得出任何结论。用另一个测试身份再运行一次，mingcha diff-personas 可判定它们是否因人或设备而异。",
                        "Sent by the app before any server said them, the same again and again, under names that say nothing; no"
                                + " finding rests on them. A run with another persona and mingcha diff-personas tell whether they"
                                + " follow the person or the device.")
                .raw("</p>");
        page.table(
                "字段（再次出现之处）", "Field (where it was met again)", "接收方", "Recipients", "取值", "Values", "请求", "Requests");
        for (Coverage.Nameless nameless : all) {
            page.row().cell(nameless.field()).cell();
            boolean first = true;
            for (String recipient : nameless.recipients()) {
                page.raw(first ? "" : "<br>");
                recipientName.accept(recipient);
                first = false;
            }
            page.endCell()
                    .cell(String.valueOf(nameless.values()))
                    .cell(String.valueOf(nameless.exchanges()))
                    .endRow();
        }
        page.endTable().raw("</section>\n");
    }
}
