package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTest {
    @TempDir
    Path folder;

    private Command.Result run(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    @Test
    void help_exists_in_both_languages_wherever_the_option_stands() {
        assertThat(run("--lang", "zh", "capture", "--help").out())
                .contains("代理并记录")
                .contains("选项：");
        assertThat(run("capture", "--help", "--lang=zh").out())
                .contains("代理并记录")
                .contains("数据目录");
        assertThat(run("capture", "--help", "--lang", "en").out())
                .contains("Proxies and records until Ctrl-C.")
                .doesNotContain("记录");
        assertThat(run("--lang", "zh", "--help").out()).contains("退出码").contains("分析会话或任意工具的 HAR");
    }

    @Test
    void the_help_names_every_command_and_the_exit_codes() {
        Command.Result help = run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out().replaceAll("\\s+", " "))
                .contains("init", "capture", "mark", "sessions", "show", "stop", "analyze", "export", "import")
                .contains("ca", "verify", "purge", "doctor", "demo")
                .contains(
                        "0 nothing found, 1 findings, 2 wrong use, 3 the capture carries no verdict, 4 internal error");
    }

    @Test
    void messages_exist_in_both_languages_wherever_the_option_stands() {
        assertThat(run("--lang", "zh", "sessions").out()).contains("还没有会话");
        assertThat(run("sessions", "--lang", "zh").out()).contains("还没有会话");
        assertThat(run("stop", "--lang", "zh").err()).contains("没有正在运行的捕获");
        assertThat(run("sessions", "--lang", "en").out()).contains("No sessions yet");
    }

    @Test
    void without_the_option_the_locale_decides() {
        assertThat(Command.mingcha(folder, "sessions")
                        .with("LANG", "zh_CN.UTF-8")
                        .run()
                        .out())
                .contains("还没有会话");
        assertThat(Command.mingcha(folder, "sessions")
                        .with("LANG", "de_DE.UTF-8")
                        .run()
                        .out())
                .contains("No sessions yet");
    }

    @Test
    void the_data_folder_is_chosen_before_or_after_the_command() {
        Command.mingcha(folder, "--data", "one", "ca", "show").run();
        Command.mingcha(folder, "ca", "show", "--data", "two").run();
        run("ca", "--data=three", "show");

        assertThat(folder.resolve("one/ca")).isDirectory();
        assertThat(folder.resolve("two/ca")).isDirectory();
        assertThat(folder.resolve("three/ca")).isDirectory();
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }
}
