package io.mingcha.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parsers of YAML and JSON say, for readers of Chinese; what is not known here is left to the place that it stands at. */
final class SyntaxWords {
    private record Word(Pattern said, String zh) {
        Word(String said, String zh) {
            this(Pattern.compile(said), zh);
        }
    }

    private static final List<Word> YAML = List.of(
            new Word("found character '\\\\t.*", "用了制表符，缩进只能用空格"),
            new Word("found character '(.+?)' that cannot start any token.*", "文本不能以 $1 开头，请加引号"),
            new Word("mapping values are not allowed here", "此处不能再写“键: 值”：上一行缩进不对，或值中的冒号没有加引号"),
            new Word("block sequence entries are not allowed here", "此处不能写以 - 开头的列表项"),
            new Word("could not find expected ':'", "键之后缺少冒号"),
            new Word("expected <block end>, but found .*", "缩进与上文不一致"),
            new Word("expected ',' or '([]}])', but got .*", "缺少逗号，或括号没有以 $1 结束"),
            new Word("found unexpected end of stream", "到文件末尾引号仍未结束"),
            new Word("found undefined alias (.*)", "没有 &$1 可供 *$1 引用；以 * 开头的文本请加引号"),
            new Word("found unknown escape character (.).*", "双引号中没有 \\$1 这种写法，请改用单引号"),
            new Word(
                    "(?:Global tag is not allowed|found undefined tag handle|could not determine a constructor).*",
                    "不支持以 ! 开头的标签，请加引号"),
            new Word("expected alphabetic or numeric character, but found .*", "& 或 * 之后应为名称；以它们开头的文本请加引号"),
            new Word("expected the node content, but found .*", "此处缺少值"),
            new Word("expected '<document start>', but found .*", "文档结束之后还有内容"),
            new Word("expected a comment or a line break, but found .*", "| 或 > 之后应当换行"));

    private static final List<Word> JSON = List.of(
            new Word("Unexpected end-of-input.*", "文件在结束之前中断，括号或引号没有闭合"),
            new Word("Unexpected character \\('(.+?)' \\(code.*", "此处不应有 $1：前面缺少逗号、冒号或引号，或多了一个逗号"),
            new Word("Unrecognized token '(.+?)'.*", "$1 没有加引号"),
            new Word("Illegal unquoted character.*", "引号内有换行或控制字符"),
            new Word("Unrecognized character escape '(.+?)'.*", "没有 \\$1 这种写法"));

    private SyntaxWords() {}

    static String yaml(String problem) {
        return in(YAML, problem);
    }

    static String json(String problem) {
        return in(JSON, problem);
    }

    /** Empty if it is none of these. */
    private static String in(List<Word> words, String problem) {
        for (Word word : words) {
            Matcher m = word.said().matcher(problem);
            if (m.matches()) {
                String letter = m.groupCount() > 0 && m.group(1) != null ? m.group(1) : "";
                return word.zh().replace("$1", letter);
            }
        }
        return "";
    }
}
