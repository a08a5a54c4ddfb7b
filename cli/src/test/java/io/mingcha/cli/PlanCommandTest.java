package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    Path folder;

    private Command.Result mingcha(String... arguments) {
        return Command.mingcha(folder, arguments).runHere();
    }

    @Test
    void the_librarys_plans_are_found_by_name_and_are_whole() {
        Command.Result result =
                mingcha("plan", "check", "standard", "education", "transport", "health", "finance", "advertising");

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out().lines()).hasSize(6);
        assertThat(result.out())
                .contains(
                        "variants: accept, refuse, deny-permissions, personalisation-off, accept-then-withdraw, delete-account, minor, background")
                .contains("the device needs: clear, home, unlock");
    }

    @Test
    void the_plan_of_the_documentation_is_a_plan() throws IOException {
        for (String page : new String[] {"sessions.md", "sessions.zh.md"}) {
            String text = Files.readString(Command.home().resolve("docs").resolve(page));
            Matcher yaml =
                    Pattern.compile("```yaml\n(app:.*?)```", Pattern.DOTALL).matcher(text);
            assertThat(yaml.find()).as(page).isTrue();
            Files.writeString(folder.resolve("plan.yaml"), yaml.group(1));

            Command.Result result = mingcha("plan", "check", "plan.yaml");
            assertThat(result.code()).as(result.all()).isZero();
        }
    }

    @Test
    void device_and_capture_of_the_documentation_are_those_of_a_plan() throws IOException {
        for (String page : new String[] {"sessions.md", "sessions.zh.md"}) {
            String text = Files.readString(Command.home().resolve("docs").resolve(page));
            Matcher yaml =
                    Pattern.compile("```yaml\n(device:.*?)```", Pattern.DOTALL).matcher(text);
            assertThat(yaml.find()).as(page).isTrue();
            Files.writeString(folder.resolve("plan.yaml"), "app: {package: a.b}\nsteps: [launch]\n" + yaml.group(1));

            Command.Result result = mingcha("plan", "check", "plan.yaml");
            assertThat(result.code()).as(result.all()).isZero();
        }
    }

    @Test
    void a_batch_on_several_devices_cannot_go_through_the_tunnel() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), "app: {package: a.b}\ncapture: {way: tunnel}\nsteps: [launch]\n");
        Files.writeString(folder.resolve("night.yaml"), "devices: [one, two]\nruns: [p.yaml]\n");

        Command.Result result = mingcha("batch", "night.yaml", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("The tunnel has one port for all", "p.yaml:2:16");
    }

    @Test
    void a_plan_or_batch_that_is_not_there_is_told_with_what_to_do() {
        Command.Result plan = mingcha("plan", "check", "standart", "--lang", "en");
        assertThat(plan.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(plan.err())
                .contains("standart")
                .contains("use one of the library: advertising, education, finance, health, standard, transport")
                .doesNotContain("mingcha init");

        Command.Result batch = mingcha("batch", "night.yaml", "--lang", "en");
        assertThat(batch.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(batch.err()).contains("night.yaml", "docs/lab.md").doesNotContain("mingcha init");

        assertThat(mingcha("plan", "check", "standard", "--session", "none.yaml", "--lang", "en")
                        .err())
                .contains("mingcha init");
    }

    @Test
    void a_wrong_plan_is_told_line_by_line_and_ends_as_wrong_use() throws IOException {
        Files.writeString(
                folder.resolve("p.yaml"), "app: {package: a.b}\nsteps:\n  - lanch\n  - tap: {recognised: agre}\n");

        Command.Result result = mingcha("plan", "check", "p.yaml");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains("p.yaml:3:5  lanch is not a verb. Did you mean launch?")
                .contains("p.yaml:4:23  agre is not a value here. Did you mean agree?");
    }

    @Test
    void what_is_wrong_about_the_capture_is_told_with_line_and_column() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), """
                app: {package: a.b}
                device: {android: ">= ten"}
                capture:
                  way: sock
                  pass_through: [bank.example, "http://x"]
                  rules:
                    - {never: [a.example], block: [b.example]}
                  upstream_verify: lax
                  upstream_proxy: "ftp://x"
                  name_server: not-an-address
                  resolve: [nowhere]
                  listen: 8888
                steps: [launch]
                """);

        Command.Result result = mingcha("plan", "check", "p.yaml");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains("p.yaml:2:19  >= ten is no version")
                .contains("p.yaml:4:8  sock is not a value here. Did you mean socks?")
                .contains("p.yaml:5:32  not a host")
                .contains("p.yaml:7:7  a rule has exactly one of never, always and block")
                .contains("p.yaml:8:20  lax is not a value here")
                .contains("p.yaml:9:19  ")
                .contains("p.yaml:10:16  ")
                .contains("p.yaml:11:13  not PATTERN=ADDRESS[:PORT]: nowhere")
                .contains("p.yaml:12:3  listen is not a key here");
    }

    @Test
    void a_check_tells_what_the_device_must_be_and_by_which_way_its_traffic_comes() throws IOException {
        Files.writeString(
                folder.resolve("p.yaml"),
                "app: {package: a.b}\ndevice: {android: '>= 10', root: yes}\ncapture: {way: reverse}\nsteps: [home]\n"
                        + "variants: {far: {capture: {way: tunnel}}, near: {}}\n");

        assertThat(mingcha("plan", "check", "p.yaml", "--lang", "en").out())
                .contains("the device needs: android: >= 10, root: yes, home; traffic comes in by: reverse, tunnel\n");
    }

    @Test
    void a_persona_is_made_shown_masked_and_removed() {
        assertThat(mingcha("persona", "make", "zhang", "li", "--age", "12").code())
                .isZero();
        assertThat(mingcha("persona", "list").out().lines()).containsExactly("li", "zhang");

        String masked = mingcha("persona", "show", "zhang").out();
        String open = mingcha("persona", "show", "zhang", "--reveal").out();
        assertThat(masked).contains("phone_number: 15*********").contains("age: 12");
        assertThat(open).containsPattern("phone_number: 154\\d{8}").contains("guardian_phone");

        assertThat(mingcha("persona", "make", "zhang").err()).contains("There is a persona zhang already");
        assertThat(mingcha("persona", "remove", "zhang").code()).isZero();
        assertThat(mingcha("persona", "show", "zhang").code()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void a_plan_that_types_a_personas_value_needs_one_that_has_it() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), "app: {package: a.b}\nsteps:\n  - type: \"{persona.bank_card}\"\n");

        assertThat(mingcha("plan", "check", "p.yaml").err()).contains("{persona.bank_card} stands for nothing");
        mingcha("persona", "make", "zhang");
        assertThat(mingcha("plan", "check", "p.yaml", "--persona", "zhang").code())
                .isZero();
    }
}
