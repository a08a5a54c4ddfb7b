package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mingcha.sessions.device.Canaries;
import io.mingcha.sessions.device.Canaries.Contact;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Planted;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Root;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts, messages and files are put on a phone and taken off again, and nothing of its owner's goes with them. */
class AdbPlantingTest {
    private static final String PEOPLE = "com.android.contacts/raw_contacts";
    private static final String PARTICULARS = "com.android.contacts/data";
    private static final String FILE = "/sdcard/Download/mcfile-KQWZ83920174.txt";
    private static final Canaries CANARIES = new Canaries(
            List.of(new Contact("闻砚疏", "15412345678"), new Contact("祁珩霁 O'Neil", "15487654321")),
            List.of("【明察】验收短信 ABCD12345678，请忽略"),
            List.of("mcfile-KQWZ83920174"));

    @TempDir
    Path folder;

    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7");
        long owner = phone.contents().add(PEOPLE, Map.of("sourceid", "google-17"));
        phone.contents().add(PARTICULARS, Map.of("raw_contact_id", Long.toString(owner), "data1", "妈妈"));
        phone.contents().add("sms", Map.of("body", "code 1234"));
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private List<String> values(String table, String column) {
        return phone.contents().rows(table).stream()
                .map(row -> row.getOrDefault(column, ""))
                .toList();
    }

    private void assertOnlyTheOwners() {
        assertThat(values(PEOPLE, "sourceid")).containsExactly("google-17");
        assertThat(values(PARTICULARS, "data1")).containsExactly("妈妈");
        assertThat(values("sms", "body")).containsExactly("code 1234");
        assertThat(phone.file(FILE)).isEmpty();
        assertThat(phone.file(FILE.replace("Download", "Documents"))).isEmpty();
        assertThat(phone.facts().messageWriting()).isEmpty();
    }

    private static void assertRefused(Planted planted, String what, String remedy) {
        assertThat(planted.refused()).singleElement().satisfies(fault -> {
            assertThat(fault.what().en()).contains("No " + what + " were planted");
            assertThat(fault.what().zh()).contains("未能放入");
            assertThat(fault.remedy().en()).contains(remedy);
            assertThat(fault.toString()).doesNotContain("闻砚疏").doesNotContain("15412345678");
        });
    }

    @Test
    void they_lie_where_apps_find_them_and_go_at_the_end() {
        AdbDevice device = bench.open(phone);

        Planted planted = device.plant(CANARIES);

        assertThat(planted).isEqualTo(new Planted(2, 1, 1, List.of()));
        assertThat(values(PARTICULARS, "data1"))
                .containsExactly("妈妈", "闻砚疏", "15412345678", "祁珩霁 O'Neil", "15487654321");
        assertThat(values(PARTICULARS, "mimetype"))
                .contains("vnd.android.cursor.item/name", "vnd.android.cursor.item/phone_v2");
        assertThat(values("sms", "body")).contains("【明察】验收短信 ABCD12345678，请忽略");
        assertThat(phone.file(FILE))
                .hasValueSatisfying(content ->
                        assertThat(new String(content, StandardCharsets.UTF_8)).contains("mcfile-KQWZ83920174"));

        device.close();
        assertOnlyTheOwners();
    }

    @Test
    void what_a_run_left_that_died_goes_by_command() {
        AdbDevice device = bench.open(phone);
        device.plant(CANARIES);
        device.abandon();
        assertThat(values(PEOPLE, "sourceid")).hasSize(3);

        List<Restored> restored = AdbDevice.restore(bench.server(), bench.journals());

        assertThat(restored).allMatch(Restored::isWhole);
        assertOnlyTheOwners();
    }

    @Test
    void a_cable_that_is_pulled_while_they_are_put_there_leaves_nothing_behind() {
        AdbDevice device = bench.hasty(phone);
        phone.faults().unplugDuring("phone_v2");

        assertThat(catchThrowableOfType(DeviceTrouble.class, () -> device.plant(CANARIES)))
                .hasMessageNotContaining("闻砚疏");

        device.abandon();
        phone.plug();
        bench.open(phone);
        assertOnlyTheOwners();
    }

    @Test
    void an_address_book_that_takes_nobody_is_told_and_the_rest_is_planted() {
        phone.contents().refuse("com.android.contacts", true);

        Planted planted = bench.open(phone).plant(CANARIES);

        assertThat(planted.contacts()).isZero();
        assertThat(planted.messages()).isOne();
        assertThat(planted.files()).isOne();
        assertRefused(planted, "contacts", "mingcha persona show NAME --reveal");
    }

    @Test
    void messages_that_android_drops_without_a_word_are_noticed() {
        phone.facts().set("messages", "closed");
        AdbDevice device = bench.open(phone);

        Planted planted = device.plant(CANARIES);

        assertThat(planted.messages()).isZero();
        assertRefused(planted, "messages", "adb emu sms send");
        device.close();
        assertOnlyTheOwners();
    }

    @Test
    void root_writes_messages_that_the_shell_may_not_and_removes_them() {
        phone.facts().set("messages", "closed");
        phone.rooted(Root.SU);
        AdbDevice device = bench.open(phone);

        assertThat(device.plant(CANARIES).messages()).isOne();
        assertThat(values("sms", "body")).hasSize(2);

        device.close();
        assertOnlyTheOwners();
    }

    @Test
    void a_removal_that_android_drops_without_a_word_stays_noted() {
        AdbDevice device = bench.open(phone);
        device.plant(CANARIES);
        phone.facts().set("messages", "closed");

        assertThat(catchThrowableOfType(DeviceTrouble.class, device::close)).isNotNull();
        assertThat(values("sms", "body")).hasSize(2);

        phone.facts().set("messages", "");
        AdbDevice.restore(bench.server(), bench.journals());
        assertOnlyTheOwners();
    }

    @Test
    void a_full_phone_takes_no_file() {
        phone.faults().storageFull(true);

        Planted planted = bench.open(phone).plant(CANARIES);

        assertThat(planted.contacts()).isEqualTo(2);
        assertRefused(planted, "files", "Make room");
    }

    @Test
    void what_the_phone_does_not_let_go_stays_noted_until_it_does() {
        AdbDevice device = bench.open(phone);
        device.plant(CANARIES);
        phone.contents().refuse("com.android.contacts", true);

        assertThat(catchThrowableOfType(DeviceTrouble.class, device::close)
                        .fault()
                        .remedy()
                        .en())
                .contains("mingcha device restore");
        assertThat(values(PEOPLE, "sourceid")).hasSize(3);

        phone.contents().refuse("com.android.contacts", false);
        AdbDevice.restore(bench.server(), bench.journals());
        assertOnlyTheOwners();
    }
}
