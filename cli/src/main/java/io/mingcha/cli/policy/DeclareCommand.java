package io.mingcha.cli.policy;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.policy.Draft;
import io.mingcha.analyzer.policy.Drafting;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts a declaration from a privacy policy. */
@Command(name = "declare")
public final class DeclareCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "POLICY")
    private Path policyFile = Path.of("");

    @Option(names = "--package", paramLabel = "PACKAGE")
    private @Nullable String app;

    @Option(names = "--text", paramLabel = "FILE")
    private @Nullable Path textFile;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    DeclareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = context.resolve(policyFile);
        Policy policy = PolicyFile.read(file);
        Configuration configuration = context.configuration();
        Draft draft = Drafting.of(
                policy, configuration.policyWords(), configuration.catalogue().recipients());
        if (draft.rows().isEmpty()) {
            throw new Fault(
                            Text.of("没有读到个人信息的收集说明", "Nothing in it says what is collected"),
                            file.toString(),
                            Text.of(
                                    "请确认这是隐私政策正文（不是图片或需脚本加载的页面）；用词见 config/policy.yaml",
                                    "Check that it is the policy itself, no picture and no page that scripts fill; its words: config/policy.yaml"))
                    .asException();
        }
        if (textFile != null) {
            byte[] text = policy.text().getBytes(StandardCharsets.UTF_8);
            OutputFile.write(context.resolve(textFile), to -> to.write(text));
        }
        String source = String.valueOf(file.getFileName());
        OutputFile.print(
                context, out, DraftText.of(draft, policy.text(), source, Optional.ofNullable(app), context.language()));
        context.complain(Text.of(
                        draft.rows().size() + " 行，" + draft.recipients().size() + " 个接收方；草稿，请逐条核对",
                        draft.rows().size() + " rows, " + draft.recipients().size()
                                + " recipients; a draft, to be checked row by row")
                .in(context.language()));
        return Exit.NOTHING_FOUND;
    }
}
