package io.mingcha.cli.traffic;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.RunningCapture;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.policy.InterceptRule;
import io.mingcha.proxy.policy.InterceptRule.Action;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes what the running capture intercepts, for its session. */
@Command(name = "intercept")
public final class InterceptCommand implements Callable<Integer> {
    private final Context context;

    /** What to do. */
    enum Verb {
        LIST,
        NEVER,
        ALWAYS,
        BLOCK,
        FORGET
    }

    @Parameters(index = "0", paramLabel = "list|never|always|block|forget")
    private Verb verb = Verb.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "HOST")
    private @Nullable String host;

    InterceptCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (context.capture().isEmpty()) {
            List<String> args = new ArrayList<>(List.of("intercept", verb.name().toLowerCase(Locale.ROOT)));
            if (host != null) {
                args.add(host);
            }
            return RunningCapture.require(context).run(context, args);
        }
        SessionPolicy policy = context.capture().get().policy();
        switch (verb) {
            case LIST -> list(policy);
            case FORGET -> forget(policy);
            case NEVER -> rule(policy, Action.NEVER);
            case ALWAYS -> rule(policy, Action.ALWAYS);
            case BLOCK -> rule(policy, Action.BLOCK);
        }
        return Exit.NOTHING_FOUND;
    }

    private HostPattern pattern() {
        try {
            return new HostPattern(host == null ? "" : host);
        } catch (IllegalArgumentException e) {
            throw new Fault(
                            Text.of("缺少主机名或写法有误", "The name of a host is missing or malformed"),
                            "mingcha intercept " + verb.name().toLowerCase(Locale.ROOT),
                            Text.of(
                                    "写法：api.example.com、*.example.com 或 *",
                                    "Write api.example.com, *.example.com or *"))
                    .asException(e);
        }
    }

    private void rule(SessionPolicy policy, Action action) {
        HostPattern pattern = pattern();
        policy.rule(action, pattern);
        context.say(
                "本次会话起生效（新连接）：" + action.label() + " " + pattern.text(),
                "From now on, for new connections of this session: " + action.label() + " " + pattern.text());
    }

    private void forget(SessionPolicy policy) {
        HostPattern pattern = pattern();
        boolean any = policy.forget(pattern);
        context.say(
                any ? "已忘记关于 " + pattern.text() + " 的一切" : "没有关于 " + pattern.text() + " 的内容",
                any
                        ? "Forgot what was said and learnt of " + pattern.text()
                        : "Nothing was known of " + pattern.text());
    }

    private void list(SessionPolicy policy) {
        List<InterceptRule> rules = policy.rules().list();
        if (rules.isEmpty() && policy.passed().isEmpty()) {
            context.say("没有规则：能读取的都读取", "No rules: whatever can be read is read");
        }
        for (InterceptRule rule : rules) {
            String reason = rule.reason().in(context.language());
            context.say(String.format(
                    Locale.ROOT,
                    "%-6s %s  (%s%s)",
                    rule.action().label(),
                    rule.hosts().stream().map(HostPattern::text).collect(Collectors.joining(", ")),
                    rule.source(),
                    reason.isEmpty() ? "" : ": " + reason));
        }
        for (SessionPolicy.Passed passed : policy.passed()) {
            context.say(FlowLine.printable(Text.of("学到 直通 ", "learnt  passes ").in(context.language()) + passed.host()
                    + "  " + passed.who() + "  " + passed.ja4() + "  (" + passed.detail() + ")"));
        }
    }
}
