package io.mingcha.reports;

import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;

/** Writes HTML; every text is escaped. */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final List<Text> columns = new ArrayList<>();
    private int column;

    Markup raw(String html) {
        out.append(html);
        return this;
    }

    Markup text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return this;
    }

    /** Both languages; the page shows one. */
    Markup text(Text text) {
        if (text.zh().equals(text.en())) {
            return text(text.en());
        }
        raw("<span class=\"zh\" lang=\"zh\">").text(text.zh()).raw("</span>");
        return raw("<span class=\"en\" lang=\"en\">").text(text.en()).raw("</span>");
    }

    Markup text(String zh, String en) {
        return text(Text.of(zh, en));
    }

    Markup open(String tag, String cssClass) {
        return raw("<" + tag + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">");
    }

    Markup close(String tag) {
        return raw("</" + tag + ">\n");
    }

    /** A table whose cells know their column's name, for screens too narrow for columns. */
    Markup table(String... zhEn) {
        columns.clear();
        raw("<div class=\"scroll\"><table><thead><tr>");
        for (int i = 0; i < zhEn.length; i += 2) {
            columns.add(Text.of(zhEn[i], zhEn[i + 1]));
            raw("<th>").text(zhEn[i], zhEn[i + 1]).raw("</th>");
        }
        return raw("</tr></thead><tbody>");
    }

    Markup endTable() {
        return raw("</tbody></table></div>");
    }

    Markup row() {
        column = 0;
        return raw("<tr>");
    }

    Markup endRow() {
        return raw("</tr>");
    }

    Markup cell() {
        Text name = columns.get(column++);
        return raw("<td data-zh=\"")
                .text(name.zh())
                .raw("\" data-en=\"")
                .text(name.en())
                .raw("\">");
    }

    Markup endCell() {
        return raw("</td>");
    }

    Markup cell(String text) {
        return cell().text(text).endCell();
    }

    Markup cell(Text text) {
        return cell().text(text).endCell();
    }

    Markup code(Text text) {
        return cell().raw("<code>").text(text).raw("</code>").endCell();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
