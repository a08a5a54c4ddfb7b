package io.mingcha.cli.phone;

import io.mingcha.cli.command.CommandGroup;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.flows.Persona;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.persona.Invention;
import io.mingcha.sessions.persona.PersonaDrawer;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "persona",
        subcommands = {
            PersonaCommand.Make.class,
            PersonaCommand.Collect.class,
            PersonaCommand.Names.class,
            PersonaCommand.Show.class,
            PersonaCommand.Remove.class,
        })
public final class PersonaCommand extends CommandGroup {
    PersonaCommand(Context context) {
        super(context);
    }

    public static PersonaDrawer drawer(Context context) {
        return PersonaDrawer.in(context.data().resolve("personas"));
    }

    private static void print(Context context, Persona persona, boolean reveal) {
        persona.age().ifPresent(age -> context.say("age: " + age));
        for (Map.Entry<String, List<String>> known : persona.known().entrySet()) {
            List<String> shown = reveal
                    ? known.getValue()
                    : known.getValue().stream().map(PersonaCommand::masked).toList();
            context.say(known.getKey() + ": " + String.join(" | ", shown));
        }
    }

    private static String masked(String value) {
        int kept = Math.min(2, value.length() / 4);
        return value.substring(0, kept) + "*".repeat(Math.max(1, Math.min(12, value.length() - kept)));
    }

    @Command(name = "make")
    static final class Make implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "NAME", arity = "1..*")
        private List<String> names = List.of();

        @Option(names = "--age", paramLabel = "YEARS")
        private int age = 34;

        @Option(names = "--force")
        private boolean force;

        Make(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            PersonaDrawer drawer = drawer(context);
            if (age < 0 || age > 110) {
                throw new Fault(
                                Text.of(age + " 不是年龄", age + " is not an age"),
                                "--age",
                                Text.of("用 0 到 110", "Use 0 to 110"))
                        .asException();
            }
            Invention invention = new Invention(new SecureRandom());
            for (String name : names) {
                if (drawer.names().contains(name) && !force) {
                    throw new Fault(
                                    Text.of("已有名为 " + name + " 的虚构人物", "There is a persona " + name + " already"),
                                    name,
                                    Text.of("换个名称，或用 --force 替换", "Choose another name, or replace it with --force"))
                            .asException();
                }
                drawer.put(name, invention.person(age, LocalDate.now()));
                context.say(
                        "已生成 " + name + "。查看：mingcha persona show " + name + " --reveal",
                        "Made " + name + ". See it with: mingcha persona show " + name + " --reveal");
            }
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "collect")
    static final class Collect implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Option(names = "--device", paramLabel = "DEVICE", required = true)
        private String device = "";

        Collect(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            PersonaDrawer drawer = drawer(context);
            Persona before = drawer.names().contains(name) ? drawer.get(name) : Persona.UNKNOWN;
            Devices devices = new Devices(context);
            devices.check(device);
            try (Device phone = devices.open(device)) {
                Map<String, List<String>> found = phone.identifiers();
                Map<String, List<String>> known = new LinkedHashMap<>(before.known());
                known.putAll(found);
                drawer.put(name, new Persona(before.age(), known, before.others()));
                found.forEach((type, values) -> context.say(context.typeName(type)
                                .in(context.language()) + " ("
                        + type + "): "
                        + String.join(
                                " | ",
                                values.stream().map(PersonaCommand::masked).toList())));
                if (found.isEmpty()) {
                    context.say("设备没有说出任何标识", "The device tells nothing that identifies it");
                }
            }
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "list")
    static final class Names implements Callable<Integer> {
        private final Context context;

        Names(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            drawer(context).names().forEach(context::say);
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "show")
    static final class Show implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Option(names = "--reveal")
        private boolean reveal;

        Show(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            print(context, drawer(context).get(name), reveal);
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "remove")
    static final class Remove implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        Remove(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            drawer(context).remove(name);
            context.say("已删除 " + name, "Removed " + name);
            return Exit.NOTHING_FOUND;
        }
    }
}
