package io.mingcha.cli;

import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A phone behind an adb server as a process of its own, for another network namespace: {@code FOLDER PACKAGE COMMAND…}. Its
 * app sends nothing itself; when it is started, the command does. Ends with SIGINT, and the server with it.
 */
final class PhoneProcess {
    private PhoneProcess() {}

    private record Sender(String packageName, List<String> command) implements PhoneApp {
        @Override
        public View screen(FakePhone on) {
            return View.screen(View.label("title", "首页"));
        }

        @Override
        public void onLaunch(FakePhone on) {
            try {
                new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        AdbWorld adb = AdbWorld.start(Files.createDirectories(Path.of(args[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(adb::close));
        List<String> command = List.of(Arrays.copyOfRange(args, 2, args.length));
        FakePhone phone =
                new FakePhone("Pixel_8").with(new Sender(args[1], command)).rooted(Root.SU);
        adb.connect(phone);
        System.out.println("adb " + adb.port() + " phone " + phone.address());
        Thread.currentThread().join();
    }
}
