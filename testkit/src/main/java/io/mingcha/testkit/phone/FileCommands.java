package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files, and what of the kernel looks like files. */
final class FileCommands {
    private FileCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("cat", FileCommands::cat);
        commands.put("rm", FileCommands::rm);
        commands.put("cp", FileCommands::cp);
        commands.put("ls", FileCommands::ls);
        commands.put("mkdir", call -> 0);
        commands.put("chmod", FileCommands::change);
        commands.put("chown", FileCommands::change);
        commands.put("chcon", FileCommands::change);
        commands.put("mount", FileCommands::mount);
        commands.put("umount", FileCommands::umount);
    }

    private static int cat(Call call) {
        int code = 0;
        for (String path : call.args()) {
            Optional<byte[]> content = content(call.phone(), path);
            if (content.isPresent()) {
                call.out().writeBytes(content.get());
            } else {
                code = call.complain("cat: " + path + ": No such file or directory");
            }
        }
        return code;
    }

    private static Optional<byte[]> content(FakePhone phone, String path) {
        return switch (path) {
            case "/proc/sys/kernel/random/boot_id" -> bytes(phone.boot() + "\n");
            case "/proc/net/tcp" -> bytes(phone.sockets().tcp(false));
            case "/proc/net/tcp6" -> bytes(phone.sockets().tcp(true));
            case "/proc/net/udp", "/proc/net/udp6" -> bytes("  sl  local_address rem_address   st\n");
            case "/sys/class/net/wlan0/address" -> Optional.empty();
            default -> phone.files().read(path);
        };
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int rm(Call call) {
        boolean forced = call.arg(0).startsWith("-");
        String path = call.arg(forced ? 1 : 0);
        boolean removed = call.phone().files().remove(path, call.arg(0).contains("r"));
        return removed || forced ? 0 : call.complain("rm: " + path + ": No such file or directory");
    }

    private static int cp(Call call) {
        Files files = call.phone().files();
        List<String> sources = files.matching(call.arg(0));
        if (sources.isEmpty()) {
            return call.complain("cp: bad '" + call.arg(0) + "': No such file or directory");
        }
        for (String source : sources) {
            String target = call.arg(1);
            boolean folder = call.arg(0).endsWith("/*");
            String to = folder ? target + source.substring(source.lastIndexOf('/')) : target;
            if (!files.write(to, files.read(source).orElse(new byte[0]), call.uid())) {
                return call.complain("cp: " + to + ": Read-only file system");
            }
        }
        return 0;
    }

    private static int ls(Call call) {
        List<String> found = call.phone().files().matching(call.arg(0));
        if (found.isEmpty()) {
            return call.complain("ls: " + call.arg(0) + ": No such file or directory");
        }
        found.forEach(call::say);
        return 0;
    }

    private static int change(Call call) {
        return call.isRoot() ? 0 : call.complain("Operation not permitted");
    }

    private static int mount(Call call) {
        if (!call.isRoot()) {
            return call.complain("mount: Operation not permitted");
        }
        call.phone().files().cover(call.arg(3));
        return 0;
    }

    private static int umount(Call call) {
        if (!call.isRoot()) {
            return call.complain("umount: Operation not permitted");
        }
        return call.phone().files().uncover(call.arg(0))
                ? 0
                : call.complain("umount: " + call.arg(0) + ": Invalid argument");
    }
}
