package io.mingcha.reports;

import io.mingcha.settings.Text;

/** Writes HTML; every text is escaped. */
final class Markup {
    private final StringBuilder out = new StringBuilder();

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

    Markup cell(String text) {
        return raw("<td>").text(text).raw("</td>");
    }

    Markup cell(Text text) {
        return raw("<td>").text(text).raw("</td>");
    }

    Markup code(String text) {
        return raw("<td><code>").text(text).raw("</code></td>");
    }

    Markup heading(String... zhEn) {
        raw("<thead><tr>");
        for (int i = 0; i < zhEn.length; i += 2) {
            raw("<th>").text(zhEn[i], zhEn[i + 1]).raw("</th>");
        }
        return raw("</tr></thead>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
