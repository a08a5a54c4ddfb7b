package io.mingcha.cli.session;

import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Map;

/** A commented session file. */
final class SessionTemplate {
    private SessionTemplate() {}

    static String write(
            Language language, String packageName, List<String> firstParty, Map<String, List<String>> known) {
        StringBuilder out = new StringBuilder();
        note(out, language, "明察会话文件。只有 app.package 是必填。", "A Mingcha session file. Only app.package is required.");
        out.append("app:\n  package: ").append(quote(packageName)).append('\n');
        note(
                out,
                language,
                "  category 为 39 类之一（C01–C39），sector 为行业，见 config/categories.yaml。",
                "  category is one of the 39 (C01 to C39), sector an industry: see config/categories.yaml.");
        out.append("  # name: \n  # version: \n  # category: C05\n  # sector: finance\n");
        note(out, language, "  应用自有域名；其余接收方都是第三方。", "  The app's own domains; everyone else is a third party.");
        list(out, "  first_party", firstParty);
        note(
                out,
                language,
                "测试账号与设备上的真实值，按数据类型（config/data_types.yaml）。",
                "What is really on the test account and device, by data type (config/data_types.yaml).");
        out.append("persona:\n  # age: 30\n  known:\n");
        if (known.isEmpty()) {
            out.append(
                    "    # phone_number: [\"13712345670\"]\n    # imei: [\"\"]\n    # precise_location: [\"31.2304,121.4737\"]\n");
        }
        known.forEach((type, values) -> list(out, "    " + type, values));
        note(
                out,
                language,
                "  其他人（例如第二个测试账号）的值：出现在响应中即为他人信息。",
                "  The same of others, such as a second test account: in an answer it is somebody else's.");
        out.append("  # others: {phone_number: [\"\"]}\n");
        note(
                out,
                language,
                "隐私政策声明了什么。删除整段则相关规则不判断。",
                "What the privacy policy says. Without this part, rules about it are not judged.");
        out.append(
                "# declaration:\n#   recipients: [友盟]\n#   data:\n#     - {type: phone_number, purpose: \"\", recipients: []}\n");
        note(
                out,
                language,
                "本次观察哪些标记：观察了却没出现即未发生；未观察则相关规则不判断。",
                "Marker kinds this session watches for: one that never comes did not happen; for others, rules are not judged.");
        out.append(
                "observes: [privacy_prompt_shown, consent_accept, consent_reject, separate_consent, background, foreground, background_function]\n");
        note(
                out,
                language,
                "也可在此写标记；捕获时按键或用 mingcha mark 更方便。",
                "Markers may stand here too; one key while capturing, or mingcha mark, is easier.");
        out.append("# markers:\n#   - {kind: consent_accept, at: \"2026-11-25T10:00:05.250+08:00\"}\n");
        return out.toString();
    }

    private static void note(StringBuilder out, Language language, String zh, String en) {
        String text = Text.of(zh, en).in(language);
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        out.append(indent).append("# ").append(text.strip()).append('\n');
    }

    private static void list(StringBuilder out, String key, List<String> values) {
        out.append(key).append(": [");
        out.append(String.join(", ", values.stream().map(SessionTemplate::quote).toList()))
                .append("]\n");
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
