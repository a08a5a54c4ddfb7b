package io.mingcha.analyzer.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a policy written in Markdown: it is made the page that it stands for, and read as one. */
public final class MarkdownPolicy {
    private static final Pattern HEADING = Pattern.compile("\\s{0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final Pattern UNDERLINE = Pattern.compile("\\s{0,3}(=+|-{3,})\\s*");
    private static final Pattern RULE = Pattern.compile("\\s*\\|?\\s*:?-{2,}:?\\s*(?:\\|\\s*:?-{2,}:?\\s*)*\\|?\\s*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+•]|\\d{1,3}[.)])\\s+(.*)");
    private static final Pattern QUOTED = Pattern.compile("\\s{0,3}>\\s?");
    private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");
    private static final Pattern LINK =
            Pattern.compile("!?\\[((?:[^\\[\\]]|\\[[^\\]]*\\]){0,300})\\]\\(\\s*<?([^\\s)>]*)>?[^)]{0,120}\\)");
    private static final Pattern STRONG =
            Pattern.compile("\\*\\*|__|(?<![\\w*])\\*(?=[^\\s*])|(?<=[^\\s*])\\*(?![\\w*])|~~|`");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!|>~])");
    private static final Pattern TAG = Pattern.compile("(?i)</?[a-z][a-z0-9]*(?:\\s[^<>]*)?/?>");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->|\\{/\\*.*?\\*/\\}");
    private static final Pattern FRONT = Pattern.compile("(?s)\\A---\\s*\\n.*?\\n---\\s*\\n");
    private static final int MARKS = 2;

    private final StringBuilder page = new StringBuilder();
    private final List<String> table = new ArrayList<>();

    private MarkdownPolicy() {}

    public static Policy read(String text) {
        MarkdownPolicy markdown = new MarkdownPolicy();
        String body = COMMENT.matcher(FRONT.matcher(text).replaceFirst("")).replaceAll("");
        body.lines().map(MarkdownPolicy::unquoted).forEach(markdown::line);
        markdown.endTable();
        return HtmlPolicy.read(markdown.page.toString());
    }

    /** Whether a text without a telling name is Markdown: two of its marks are more than chance. */
    public static boolean isMarkdown(String text) {
        long marks = Stream.of(
                        "(?m)^#{1,6} \\S",
                        "\\*\\*[^*\\n]{1,200}\\*\\*",
                        "\\]\\(https?://",
                        "(?m)^\\s*\\|?(?:\\s*:?-{3,}:?\\s*\\|)+")
                .filter(mark -> Pattern.compile(mark).matcher(text).find())
                .count();
        return marks >= MARKS;
    }

    private static String unquoted(String line) {
        String rest = line;
        Matcher quoted = QUOTED.matcher(rest);
        while (quoted.lookingAt()) {
            rest = rest.substring(quoted.end());
            quoted = QUOTED.matcher(rest);
        }
        return rest;
    }

    private void line(String line) {
        boolean row = line.strip().startsWith("|") || !table.isEmpty() && line.contains("|");
        if (row) {
            table.add(line.strip());
            return;
        }
        if (RULE.matcher(line).matches() && line.contains("|") && startsTable()) {
            table.add(line.strip());
            return;
        }
        endTable();
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            String level = "h" + heading.group(1).length();
            block(level, heading.group(2));
        } else if (UNDERLINE.matcher(line).matches() || FENCE.matcher(line).matches()) {
            page.append('\n');
        } else if (item.matches()) {
            item(item.group(1).replace("\t", "    ").length() / 2, item.group(2), item.group(3));
        } else if (line.strip().startsWith("<") || isOpenTag()) {
            page.append(line).append('\n');
        } else if (!line.isBlank()) {
            block("p", line);
        }
    }

    /** The line before was the head of a table that no bar begins. */
    private boolean startsTable() {
        int at = page.lastIndexOf("<p>");
        if (at < 0 || page.indexOf("|", at) < 0) {
            return false;
        }
        table.add(page.substring(at + 3, page.lastIndexOf("</p>")));
        page.setLength(at);
        return true;
    }

    /** Within what was written as a page in the first place. */
    private boolean isOpenTag() {
        String written = page.toString().toLowerCase(Locale.ROOT);
        return written.lastIndexOf("<table") > written.lastIndexOf("</table");
    }

    private void item(int deep, String mark, String words) {
        String shown = Character.isDigit(mark.charAt(0)) ? mark + " " + words : words;
        page.append("<ul><li>".repeat(deep + 1))
                .append(inline(shown))
                .append("</li></ul>".repeat(deep + 1))
                .append('\n');
    }

    private void block(String tag, String words) {
        page.append('<').append(tag).append('>').append(inline(words));
        page.append("</").append(tag).append(">\n");
    }

    private void endTable() {
        if (table.isEmpty()) {
            return;
        }
        page.append("<table>");
        for (String row : table) {
            if (!RULE.matcher(row).matches()) {
                page.append("<tr>");
                String inner = row.replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
                for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
                    page.append("<td>").append(inline(cell.strip())).append("</td>");
                }
                page.append("</tr>");
            }
        }
        page.append("</table>\n");
        table.clear();
    }

    private static String inline(String words) {
        StringBuilder linked = new StringBuilder();
        Matcher link = LINK.matcher(words);
        while (link.find()) {
            String address = link.group(2);
            String shown = address.matches("(?i)https?://.*")
                    ? "<a href=\"" + address.replace("\"", "") + "\">" + link.group(1) + "</a>"
                    : link.group(1);
            link.appendReplacement(linked, Matcher.quoteReplacement(link.group().startsWith("!") ? "" : shown));
        }
        link.appendTail(linked);
        String bare = STRONG.matcher(linked).replaceAll("");
        return withoutStrayTags(ESCAPED.matcher(bare).replaceAll("$1"));
    }

    /** A sign that only looks like a tag is a sign. */
    private static String withoutStrayTags(String words) {
        StringBuilder out = new StringBuilder();
        Matcher tag = TAG.matcher(words);
        int at = 0;
        while (tag.find()) {
            out.append(words.substring(at, tag.start()).replace("<", "&lt;")).append(tag.group());
            at = tag.end();
        }
        return out.append(words.substring(at).replace("<", "&lt;")).toString();
    }
}
