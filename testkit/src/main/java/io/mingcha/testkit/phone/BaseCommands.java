package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What every shell has, and the ways to become someone else. */
final class BaseCommands {
    private BaseCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("echo", call -> call.say(call.from(0)));
        commands.put("true", call -> 0);
        commands.put("false", call -> 1);
        commands.put("id", call -> call.say(Integer.toString(call.uid())));
        commands.put("getprop", call -> call.say(call.phone().property(call.arg(0))));
        commands.put("date", BaseCommands::date);
        commands.put("grep", BaseCommands::grep);
        commands.put("sh", call -> call.arg(0).equals("-c") ? as(call, call.uid(), call.arg(1)) : 1);
        commands.put("su", BaseCommands::su);
        commands.put("nsenter", BaseCommands::nsenter);
        commands.put("pidof", call -> call.say(call.phone().facts().zygotes()));
        commands.put("ps", BaseCommands::ps);
        commands.put("ip", BaseCommands::ip);
    }

    private static int date(Call call) {
        Instant now = call.phone().now();
        String nanos = call.phone().sdk() >= 24 ? String.format("%09d", now.getNano()) : "N";
        return call.say(call.arg(0)
                .substring(1)
                .replace("%s", Long.toString(now.getEpochSecond()))
                .replace("%N", nanos));
    }

    private static int grep(Call call) {
        boolean extended = call.arg(0).startsWith("-");
        Pattern pattern = Pattern.compile(call.arg(extended ? 1 : 0));
        List<String> lines = new String(call.in(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> pattern.matcher(l).find())
                .toList();
        lines.forEach(call::say);
        return lines.isEmpty() ? 1 : 0;
    }

    private static int su(Call call) {
        if (call.phone().root() != Root.SU) {
            call.complain("/system/bin/sh: su: inaccessible or not found");
            return 127;
        }
        return call.arg(0).equals("-c") ? as(call, 0, call.arg(1)) : call.complain("su: invalid uid/gid 'sh'");
    }

    private static int as(Call call, int uid, String script) {
        Outcome outcome = new MiniShell(call.phone(), uid).run(script);
        call.out().writeBytes(outcome.out());
        call.error().writeBytes(outcome.error());
        return outcome.code();
    }

    /** In the name space of another process: init's is everybody's, others are told apart by what is bound there. */
    private static int nsenter(Call call) {
        if (!call.isRoot()) {
            return call.complain("nsenter: setns: Operation not permitted");
        }
        String process = call.arg(0).replaceAll("\\D", "");
        String name = call.arg(2);
        if (!process.equals("1") && name.equals("mount")) {
            return call.phone().facts().bind(process, true) ? 0 : 1;
        }
        if (!process.equals("1") && name.equals("umount")) {
            return call.phone().facts().bind(process, false) ? 0 : call.complain("umount: Invalid argument");
        }
        if (!process.equals("1")
                && name.equals("ls")
                && call.phone().facts().boundProcesses().contains(process)) {
            return listed(call, call.arg(3));
        }
        Command command = call.phone().commands().get(name);
        if (command == null) {
            return call.complain("nsenter: exec " + name + ": No such file or directory");
        }
        List<String> rest = call.args().subList(3, call.args().size());
        return command.run(new Call(call.phone(), rest, call.in(), call.out(), call.error(), call.uid()));
    }

    /** Where a process was given the system's folder in place of the module's, the module's names are those of the system's. */
    private static int listed(Call call, String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return call.phone().files().matching(FakePhone.ROOTS + "/" + file).isEmpty()
                ? call.complain("ls: " + path + ": No such file or directory")
                : call.say(path);
    }

    private static int ps(Call call) {
        call.say("  PID  PPID");
        call.say("    1     0");
        String[] zygotes = call.phone().facts().zygotes().split(" ");
        for (String zygote : zygotes) {
            call.say("  " + zygote + "     1");
        }
        return call.say(" 4242   " + zygotes[0]);
    }

    private static int ip(Call call) {
        if (call.arg(0).equals("-o")) {
            return addresses(call);
        }
        Facts facts = call.phone().facts();
        call.say("1: lo: <LOOPBACK,UP> mtu 65536");
        call.say("    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00");
        call.say("    inet 127.0.0.1/8 scope host lo");
        call.say("23: wlan0: <BROADCAST,MULTICAST,UP> mtu 1500");
        call.say("    link/ether " + facts.get("mac") + " brd ff:ff:ff:ff:ff:ff");
        return call.arg(0).equals("link")
                ? 0
                : call.say("    inet " + facts.get("ip") + "/24 brd 192.168.7.255 scope global wlan0");
    }

    /** As {@code ip -o addr show scope global}. */
    private static int addresses(Call call) {
        Facts facts = call.phone().facts();
        String forever = "\\       valid_lft forever preferred_lft forever";
        if (!facts.get("ip").isEmpty()) {
            call.say("23: wlan0    inet " + facts.get("ip") + "/24 brd 192.168.7.255 scope global wlan0" + forever);
            call.say("23: wlan0    inet6 fd00::"
                    + Integer.toHexString(facts.get("ip").hashCode() & 0xffff) + "/64 scope global dynamic mngtmpaddr"
                    + forever);
        }
        if (!facts.get("tunnel").isEmpty()) {
            call.say("31: tun0    inet " + facts.get("tunnel") + "/32 scope global tun0" + forever);
        }
        return 0;
    }
}
