package io.mingcha.cli;

import io.mingcha.cli.command.Context;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, each with the context of its command line. */
final class Commands implements CommandLine.IFactory {
    private final Context context;

    Commands(Context context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(context));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
