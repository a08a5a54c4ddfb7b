package io.mingcha.cli;

import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in both languages. */
final class WrongUse {
    private WrongUse() {}

    static Text of(ParameterException e) {
        Optional<Fault> said = faultBehind(e);
        if (said.isPresent()) {
            Fault fault = said.get();
            ArgSpec about = e.getArgSpec();
            String option = about == null || fault.where().startsWith("--") ? "" : name(about) + ": ";
            return Text.of(option + fault.in(Language.ZH), option + fault.in(Language.EN));
        }
        if (e instanceof OverwrittenOptionException twice) {
            return Text.of(
                    name(twice.getOverwritten()) + " 出现了两次，只能出现一次",
                    name(twice.getOverwritten()) + " stands twice; once is allowed");
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            String names = missing.getMissing().stream().map(WrongUse::name).collect(Collectors.joining(", "));
            return Text.of("缺少 " + names, "Missing: " + names);
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String what = String.join(" ", unmatched.getUnmatched());
            List<PositionalParamSpec> takes =
                    unmatched.getCommandLine().getCommandSpec().positionalParameters();
            if (!takes.isEmpty() && unmatched.getUnmatched().stream().noneMatch(word -> word.startsWith("-"))) {
                String one = name(takes.get(takes.size() - 1));
                return Text.of(
                        "多出：" + what + "；此命令一次只接受一个 " + one + "，请逐个运行",
                        "Too much: " + what + "; this takes one " + one + ", run it once for each");
            }
            return Text.of("无法识别：" + what, "Not understood: " + what);
        }
        ArgSpec spec = e.getArgSpec();
        if (spec != null && e.getValue() != null) {
            String choices = choices(spec);
            return Text.of(
                    name(spec) + " 不接受 " + e.getValue() + (choices.isEmpty() ? "" : "，可用：" + choices),
                    name(spec) + " does not take " + e.getValue() + (choices.isEmpty() ? "" : "; it takes " + choices));
        }
        return Text.of(String.valueOf(e.getMessage()), String.valueOf(e.getMessage()));
    }

    /** What the setter of an option said, without the parser's words around it. */
    private static Optional<Fault> faultBehind(Exception e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(FaultException.class::isInstance)
                .map(f -> ((FaultException) f).fault())
                .findFirst();
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }

    private static String choices(ArgSpec spec) {
        Class<?> type = spec.auxiliaryTypes().length > 0 ? spec.auxiliaryTypes()[0] : spec.type();
        Object[] constants = type.getEnumConstants();
        List<Object> all = constants == null ? List.of() : Arrays.asList(constants);
        return all.stream().map(c -> c.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
