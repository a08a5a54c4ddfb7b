package io.mingcha.analyzer.policy.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads a policy written in Markdown: it is made the page that it stands for, and read as one. What only decorates is
 * taken out before, also because it could be nested without end.
 */
public final class MarkdownPolicy {
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->|\\{/\\*.*?\\*/\\}");
    private static final Pattern FRONT = Pattern.compile("(?s)\\A---\\s*\\n.*?\\n---\\s*\\n");
    private static final Pattern QUOTED = Pattern.compile("^\\s{0,3}>[>\\s]*+");
    private static final Pattern INDENTED = Pattern.compile("^\\s{20,}");
    private static final Pattern BULLETS = Pattern.compile("^[-*+\\s]*+");
    private static final int DEEPEST = 3;
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\[\\]]{0,300}\\]\\([^)]{0,2000}\\)|!(?=\\[)");
    private static final Pattern EMPHASIS = Pattern.compile(
            "\\*\\*|(?<![\\w*])\\*(?=[^\\s*])|(?<=[^\\s*])\\*(?![\\w*])|(?<!\\w)__?(?=[^\\s_])|(?<=[^\\s_])__?(?!\\w)|~~|`");
    private static final int MARKS = 2;

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    /** All but quotations and what is indented: an indented line of a policy is no code. */
    private static final Parser PARSER = Parser.builder()
            .extensions(TABLES)
            .enabledBlockTypes(
                    Set.of(Heading.class, HtmlBlock.class, ThematicBreak.class, FencedCodeBlock.class, ListBlock.class))
            .build();
    /** Authors of policies end lines where they mean it. */
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(TABLES).softbreak("<br>").build();

    private MarkdownPolicy() {}

    public static Policy read(String text) {
        String body = COMMENT.matcher(FRONT.matcher(text).replaceFirst("")).replaceAll("");
        String plain = body.lines().map(MarkdownPolicy::undecorated).collect(Collectors.joining("\n"));
        return HtmlPolicy.read(RENDERER.render(PARSER.parse(plain)));
    }

    private static String undecorated(String line) {
        String unquoted = QUOTED.matcher(line).replaceFirst("");
        String shallow = BULLETS.matcher(INDENTED.matcher(unquoted).replaceFirst(""))
                .replaceFirst(lead -> lead.group().strip().length() > 2 * DEEPEST ? "- " : lead.group());
        return EMPHASIS.matcher(PICTURE.matcher(shallow).replaceAll("")).replaceAll("");
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
}
