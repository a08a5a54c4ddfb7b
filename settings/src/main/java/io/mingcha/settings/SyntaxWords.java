package io.mingcha.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parsers of YAML and JSON say, in words of ours; what is not known here is left to the place that it stands at. */
final class SyntaxWords {
    private record Word(Pattern said, Text meant) {
        Word(String said, String zh, String en) {
            this(Pattern.compile(said), Text.of(zh, en));
        }
    }

    private static final List<Word> YAML = List.of(
            new Word("found character '\\\\t.*", "用了制表符，缩进只能用空格", "a tab: indent with spaces"),
            new Word(
                    "found character '(.+?)' that cannot start any token.*",
                    "文本不能以 $1 开头，请加引号",
                    "no text begins with $1: put it in quotes"),
            new Word(
                    "mapping values are not allowed here",
                    "此处不能再写“键: 值”：上一行缩进不对，或值中的冒号没有加引号",
                    "no key can stand here: the line before is indented wrongly, or a value with a colon lacks its quotes"),
            new Word(
                    "block sequence entries are not allowed here",
                    "此处不能写以 - 开头的列表项",
                    "no item of a list can stand here"),
            new Word("could not find expected ':'", "键之后缺少冒号", "a key without its colon"),
            new Word("expected <block end>, but found .*", "缩进与上文不一致", "it is not indented as the lines before"),
            new Word(
                    "expected ',' or '([]}])', but got .*",
                    "缺少逗号，或括号没有以 $1 结束",
                    "a comma is missing, or the bracket is not closed by $1"),
            new Word("found unexpected end of stream", "到文件末尾引号仍未结束", "the file ends within quotes"),
            new Word(
                    "found undefined alias (.*)",
                    "没有 &$1 可供 *$1 引用；以 * 开头的文本请加引号",
                    "there is no &$1 that *$1 could stand for: put text that begins with * in quotes"),
            new Word(
                    "found unknown escape character (.).*",
                    "双引号中没有 \\$1 这种写法，请改用单引号",
                    "\\$1 means nothing in double quotes: use single ones"),
            new Word(
                    "(?:Global tag is not allowed|found undefined tag handle|could not determine a constructor).*",
                    "不支持以 ! 开头的标签，请加引号",
                    "tags are not read: put text that begins with ! in quotes"),
            new Word(
                    "expected alphabetic or numeric character, but found .*",
                    "& 或 * 之后应为名称；以它们开头的文本请加引号",
                    "a name goes behind & and *: put text that begins with one in quotes"),
            new Word("expected the node content, but found .*", "此处缺少值", "a value is missing"),
            new Word(
                    "expected '<document start>', but found .*",
                    "文档结束之后还有内容",
                    "there is more behind the end of the document"),
            new Word(
                    "expected a comment or a line break, but found .*",
                    "| 或 > 之后应当换行",
                    "what follows | or > goes on the next line"));

    private static final List<Word> JSON = List.of(
            new Word("Unexpected end-of-input.*", "文件在结束之前中断，括号或引号没有闭合", "the file ends within brackets or quotes"),
            new Word(
                    "Unexpected character \\('(.+?)' \\(code.*",
                    "此处不应有 $1：前面缺少逗号、冒号或引号，或多了一个逗号",
                    "$1 cannot stand here: a comma, colon or quote before it is missing, or a comma too many"),
            new Word("Unrecognized token '(.+?)'.*", "$1 没有加引号", "$1 lacks its quotes"),
            new Word("Illegal unquoted character.*", "引号内有换行或控制字符", "a line break or control character within quotes"),
            new Word("Unrecognized character escape '(.+?)'.*", "没有 \\$1 这种写法", "\\$1 means nothing"));

    private SyntaxWords() {}

    static Text yaml(String problem) {
        return in(YAML, problem);
    }

    static Text json(String problem) {
        return in(JSON, problem);
    }

    /** Empty if it is none of these. */
    private static Text in(List<Word> words, String problem) {
        for (Word word : words) {
            Matcher m = word.said().matcher(problem);
            if (m.matches()) {
                String letter = m.groupCount() > 0 && m.group(1) != null ? m.group(1) : "";
                return Text.of(
                        word.meant().zh().replace("$1", letter),
                        word.meant().en().replace("$1", letter));
            }
        }
        return Text.same("");
    }
}
