package io.mingcha.cli.session;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "init")
public final class InitCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--out", paramLabel = "FILE")
    private Path out = Path.of("session.yaml");

    @Option(names = "--package", paramLabel = "NAME")
    private @Nullable String packageName;

    @Option(names = "--first-party", paramLabel = "DOMAIN", split = ",")
    private List<String> firstParty = new ArrayList<>();

    @Option(names = "--known", paramLabel = "TYPE=VALUE")
    private List<String> given = new ArrayList<>();

    private final Map<String, List<String>> known = new LinkedHashMap<>();

    @Option(names = "--force")
    private boolean force;

    InitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = context.resolve(out);
        if (Files.exists(file) && !force) {
            throw new Fault(
                            Text.of("文件已存在", "The file exists"),
                            file.toString(),
                            Text.of(
                                    "用 --out 指定其他文件，或用 --force 覆盖",
                                    "Choose another with --out, or overwrite it with --force"))
                    .asException();
        }
        if (packageName == null) {
            ask();
        }
        given.forEach(this::take);
        String text =
                SessionTemplate.write(context.language(), packageName == null ? "" : packageName, firstParty, known);
        context.sessionFile(out.toString(), text);
        OutputFile.write(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
        context.say(
                "已写入 " + file + "。下一步：mingcha capture --session " + out,
                "Wrote " + file + ". Next: mingcha capture --session " + out);
        return Exit.NOTHING_FOUND;
    }

    private void take(String typeAndValue) {
        int equals = typeAndValue.indexOf('=');
        if (equals < 0) {
            throw new Fault(
                            Text.of("没有值：" + typeAndValue, "There is no value: " + typeAndValue),
                            "--known",
                            Text.of("写法如 --known imei=868018042123904", "Write it like --known imei=868018042123904"))
                    .asException();
        }
        String type = typeAndValue.substring(0, equals);
        checkType(type);
        add(type, typeAndValue.substring(equals + 1));
    }

    private void add(String type, String value) {
        known.computeIfAbsent(type, t -> new ArrayList<>()).add(value);
    }

    private void checkType(String type) {
        List<String> types = context.configuration().catalogue().types().ids();
        if (!types.contains(type)) {
            throw new Fault(
                            Text.of(type + " 不是数据类型", type + " is not a data type"),
                            "--known",
                            Nearest.to(type, types)
                                    .map(n -> Text.of("是否想写 " + n + "？", "Did you mean " + n + "?"))
                                    .orElse(Text.of(
                                            "可用的见 config/data_types.yaml",
                                            "See config/data_types.yaml for those there are")))
                    .asException();
        }
    }

    private void ask() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        packageName = question(in, "应用包名（如 com.example.app）：", "Package of the app (such as com.example.app): ");
        if (packageName.isBlank()) {
            throw new Fault(
                            Text.of("需要应用包名", "The package of the app is needed"),
                            "mingcha init",
                            Text.of("请回答第一个问题，或用 --package 指定", "Answer the first question, or give it with --package"))
                    .asException();
        }
        String domains =
                question(in, "应用自有域名，逗号分隔（可空）：", "The app's own domains, separated by commas (may be empty): ");
        for (String domain : domains.split("[,\\s]+")) {
            if (!domain.isBlank()) {
                firstParty.add(domain);
            }
        }
        value(in, "phone_number", "测试手机号（可空）：", "Phone number of the test account (may be empty): ");
        value(in, "imei", "IMEI（可空）：", "IMEI (may be empty): ");
        value(in, "oaid", "OAID（可空）：", "OAID (may be empty): ");
        value(in, "android_id", "Android ID（可空）：", "Android ID (may be empty): ");
        value(in, "precise_location", "测试位置 \"纬度,经度\"（可空）：", "Position \"lat,lng\" (may be empty): ");
    }

    private void value(BufferedReader in, String type, String zh, String en) {
        String answer = question(in, zh, en);
        if (!answer.isBlank()) {
            add(type, answer);
        }
    }

    private String question(BufferedReader in, String zh, String en) {
        context.out().print(Text.of(zh, en).in(context.language()));
        context.out().flush();
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
