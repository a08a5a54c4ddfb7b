package io.mingcha.analyzer.judge;

import dev.cel.common.CelIssue;
import io.mingcha.settings.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a condition and what to do, in the words of somebody who writes rules and not of a compiler. */
final class Mistake {
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']+)' applied to '([^']*)'.*");
    private static final Pattern FOUND = Pattern.compile("expected type 'bool' but found '([^']+)'.*");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*");
    private static final Pattern ASSIGNS = Pattern.compile("(?<![=!<>])=(?!=)");
    private static final Pattern IN_WORDS = Pattern.compile("(?i)(?<![\\w.])(?:and|or|not)(?![\\w.])");
    private static final List<String> OF_FORM =
            List.of("token recognition", "extraneous input", "mismatched input", "no viable alternative", "missing ");

    private static final Map<String, Text> TYPES = Map.of(
            "int", Text.of("整数", "a whole number"),
            "uint", Text.of("整数", "a whole number"),
            "double", Text.of("小数", "a decimal"),
            "string", Text.of("文本", "a text"),
            "bool", Text.of("是或否", "yes or no"),
            "list(string)", Text.of("列表", "a list"));

    private Mistake() {}

    /** One slip of the pen makes a parser complain until the end: of such only the first is told. */
    static List<CelIssue> first(List<CelIssue> issues) {
        List<CelIssue> ofForm =
                issues.stream().filter(issue -> isOfForm(issue.getMessage())).toList();
        return ofForm.isEmpty() ? issues : ofForm.subList(0, 1);
    }

    private static boolean isOfForm(String message) {
        return OF_FORM.stream().anyMatch(message::startsWith);
    }

    /**
     * @param message the compiler's
     * @param written the condition without what stands in quotes
     */
    static Text inWords(String message, String written) {
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return unlike(overload.group(1), overload.group(2));
        }
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return Text.of(
                    undeclared.group(1) + " 不是条件认识的词；文本须加引号，事实见 docs/writing-rules.zh.md",
                    undeclared.group(1)
                            + " is no word that conditions know; a text stands in quotes, facts are listed in docs/writing-rules.md");
        }
        Matcher found = FOUND.matcher(message);
        if (found.matches()) {
            Text kind = kind(found.group(1));
            return Text.of(
                    "条件须以是或否作答，这里得到" + kind.zh() + "：请与某个值比较",
                    "a condition answers yes or no, and this is " + kind.en() + ": compare it with something");
        }
        return isOfForm(message) ? ofForm(message, written) : Text.same(message);
    }

    private static Text ofForm(String message, String written) {
        if (ASSIGNS.matcher(written).find()) {
            return Text.of("比较要写 ==，而不是 =", "to compare, write == instead of =");
        }
        if (IN_WORDS.matcher(written).find()) {
            return Text.of("并且、或者、非要写 &&、||、!", "and, or and not are written &&, || and !");
        }
        if (message.contains("<EOF>")) {
            return Text.of("条件没有写完，例如缺少 ) 或 ]", "it ends too early; perhaps ) or ] is missing");
        }
        return Text.of("写法不对：" + message, "it is not written as conditions are: " + message);
    }

    private static Text kind(String type) {
        return TYPES.getOrDefault(type, Text.same(type));
    }

    private static Text unlike(String operator, String types) {
        String shown = operator.replace("_", "");
        List<Text> kinds = Arrays.stream(types.replaceAll("^\\(|\\)$", "").split(", "))
                .map(Mistake::kind)
                .toList();
        return kinds.size() == 2
                ? Text.of(
                        shown + " 的两边须同类，这里是" + kinds.get(0).zh() + "与"
                                + kinds.get(1).zh() + "：数字不加引号，小数写作 1.0，文本加引号，是或否直接写事实",
                        shown + " stands between " + kinds.get(0).en() + " and "
                                + kinds.get(1).en()
                                + ", which must be of one kind: a number has no quotes, a decimal is written 1.0, a text has quotes, and a"
                                + " fact of yes or no stands by itself")
                : Text.of(shown + " 不能用于 " + types, shown + " cannot be asked of " + types);
    }
}
