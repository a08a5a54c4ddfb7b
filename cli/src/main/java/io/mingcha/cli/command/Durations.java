package io.mingcha.cli.command;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Span;
import io.mingcha.settings.Text;
import java.time.Duration;
import picocli.CommandLine;

/** Lengths of time in options. */
public final class Durations implements CommandLine.ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return Span.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Fault(
                            Text.of("不是时长", "This is not a length of time"),
                            text,
                            Text.of("写法如 90s、10m、2h", "Write it like 90s, 10m or 2h"))
                    .asException(e);
        }
    }
}
