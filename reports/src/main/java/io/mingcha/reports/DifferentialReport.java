package io.mingcha.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.analyzer.Masking;
import io.mingcha.analyzer.differential.Differential;
import io.mingcha.analyzer.differential.Varying;
import io.mingcha.analyzer.differential.Varying.Verdict;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What follows the persona in the requests of several runs. */
public final class DifferentialReport {
    private DifferentialReport() {}

    /** For a terminal. */
    public static String text(
            Differential differential, Function<String, Text> typeName, Language language, boolean reveal) {
        String types = names(differential.types(), typeName, language);
        StringBuilder out = new StringBuilder();
        line(
                out,
                language,
                differential.types().isEmpty()
                        ? Text.of(
                                "两个身份没有已知的不同之处（会话文件的 persona.known）",
                                "Nothing is known to differ between the personas (persona.known of the session files)")
                        : Text.of("两个身份的不同之处：" + types, "The personas differ in: " + types));
        line(
                out,
                language,
                Text.of(
                        "共比较 " + differential.compared() + " 个每次运行都发送的字段",
                        differential.compared() + " fields that every run sent were compared"));
        if (!differential.repeated()) {
            line(
                    out,
                    language,
                    Text.of(
                            "未重复运行：不能排除偶然，也不能排除每次运行都会变的值。请每个身份各再运行一次",
                            "Not repeated: neither chance nor what changes with every run is removed. Run each persona once more"));
        }
        for (Verdict verdict : Verdict.values()) {
            List<Varying> those = differential.varying().stream()
                    .filter(v -> v.verdict() == verdict)
                    .toList();
            if (!those.isEmpty()) {
                out.append('\n').append(heading(verdict, types).in(language)).append('\n');
                those.forEach(v -> field(out, v, typeName, language, reveal));
            }
        }
        if (differential.varying().isEmpty()) {
            line(out, language, Text.of("没有字段随身份变化", "No field follows the persona"));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, Language language, Text text) {
        out.append(text.in(language)).append('\n');
    }

    private static Text heading(Verdict verdict, String types) {
        String of = types.isEmpty() ? "" : ": " + types;
        return switch (verdict) {
            case CONVICTED ->
                Text.of(
                        "随身份变化，未得到解释" + (types.isEmpty() ? "" : "（" + types + "）"),
                        "Varies with the persona, unexplained" + of);
            case SUSPECTED -> Text.of("疑似随身份变化，未排除偶然", "Seems to vary with the persona, chance not removed");
            case EXPLAINED -> Text.of("随身份变化，检测已能解释", "Varies with the persona, explained by detection");
        };
    }

    private static void field(
            StringBuilder out, Varying v, Function<String, Text> typeName, Language language, boolean reveal) {
        out.append(String.format(
                "  %s %s%s  %s%n",
                v.field().method(),
                v.field().host(),
                v.field().path(),
                v.field().at()));
        String explained = v.explained().isEmpty()
                ? ""
                : names(v.explained().stream().sorted().toList(), typeName, language) + " · ";
        String chance = v.chanceBits() == 0 ? "" : String.format(Locale.ROOT, " · p ≤ 2^-%.0f", v.chanceBits());
        Text numbers = Text.of(
                String.format(
                        Locale.ROOT,
                        "观察 %d 次，重复一致 %d 对%s · 长度 %d，熵 %.1f 比特/字符",
                        v.observations(),
                        v.agreeing(),
                        chance,
                        v.length(),
                        v.entropy()),
                String.format(
                        Locale.ROOT,
                        "seen %d times, %d pairs agree%s · length %d, %.1f bits a character",
                        v.observations(),
                        v.agreeing(),
                        chance,
                        v.length(),
                        v.entropy()));
        out.append("    ").append(explained).append(numbers.in(language)).append('\n');
        out.append("    A ")
                .append(shown(v.first(), reveal))
                .append("  B ")
                .append(shown(v.second(), reveal))
                .append('\n');
    }

    private static String names(List<String> types, Function<String, Text> typeName, Language language) {
        return types.stream().map(type -> typeName.apply(type).in(language)).collect(Collectors.joining(", "));
    }

    /** What is no text, in hex; masked unless revealed. */
    private static String shown(String value, boolean reveal) {
        boolean text = value.chars().noneMatch(c -> Character.isISOControl(c) || c >= 0x80 && c < 0x100);
        String written = text
                ? value
                : HexFormat.of()
                        .formatHex(value.getBytes(
                                value.chars().allMatch(c -> c < 0x100)
                                        ? StandardCharsets.ISO_8859_1
                                        : StandardCharsets.UTF_8));
        return reveal ? written : Masking.mask(written);
    }

    /** For machines. */
    public static String json(Differential differential, String version, boolean reveal) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("mingcha").put("version", version);
        differential.types().forEach(root.putArray("differingTypes")::add);
        root.put("repeated", differential.repeated());
        root.put("compared", differential.compared());
        ArrayNode fields = root.putArray("fields");
        for (Varying v : differential.varying()) {
            ObjectNode field = fields.addObject();
            field.put("verdict", v.verdict().label());
            field.put("host", v.field().host());
            field.put("method", v.field().method());
            field.put("path", v.field().path());
            field.put("at", v.field().at());
            v.explained().stream().sorted().forEach(field.putArray("explained")::add);
            field.put("observations", v.observations());
            field.put("agreeing", v.agreeing());
            field.put("chanceBits", Math.round(v.chanceBits()));
            field.put("length", v.length());
            field.put("entropy", Math.round(v.entropy() * 100) / 100.0);
            field.put("a", shown(v.first(), reveal));
            field.put("b", shown(v.second(), reveal));
        }
        return root.toPrettyString() + "\n";
    }
}
