package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Canaries;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Planted;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts canaries on a device. Every row bears an id of its own that nobody else has; the journal knows it before the row is made,
 * and by it alone the row is removed.
 */
final class Planting {
    private static final String PEOPLE = "content://com.android.contacts/raw_contacts";
    private static final String PARTICULARS = "content://com.android.contacts/data";
    /** Removes at once what would else wait for an account to be told. */
    private static final String PEOPLE_FOR_GOOD = PEOPLE + "?caller_is_syncadapter=true";

    private static final String PERSON_ID = "sourceid";
    private static final String MESSAGES = "content://sms";
    private static final String INBOX = "content://sms/inbox";
    private static final String MESSAGE_ID = "subject";
    private static final String SENDER = "106901540000";
    private static final String MAY_WRITE = "com.android.shell WRITE_SMS";
    private static final String ALLOWED = "WRITE_SMS: allow";
    private static final List<String> FOLDERS = List.of("/sdcard/Download/", "/sdcard/Documents/");
    /** What the device refuses; everything else ends the run. */
    private static final Set<DeviceTrouble.Kind> REFUSALS =
            Set.of(DeviceTrouble.Kind.REFUSED, DeviceTrouble.Kind.STORAGE_FULL);

    private final Reach reach;
    private final Shell shell;
    private final Sync sync;
    private final Journal journal;
    private final Provider provider;
    private final String tag;
    private final List<Fault> refused = new ArrayList<>();

    Planting(Reach reach, Shell shell, Sync sync, Journal journal) {
        this.reach = reach;
        this.shell = shell;
        this.sync = sync;
        this.journal = journal;
        this.provider = new Provider(shell, reach.serial());
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.tag = "mingcha-" + HexFormat.of().formatHex(random) + "-";
    }

    Planted plant(Canaries canaries) {
        int contacts = contacts(canaries.contacts());
        int messages = messages(canaries.messages());
        int files = files(canaries.files());
        return new Planted(contacts, messages, files, refused);
    }

    private List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> tag + i).toList();
    }

    private int contacts(List<Canaries.Contact> contacts) {
        if (contacts.isEmpty()) {
            return 0;
        }
        List<String> ids = ids(contacts.size());
        journal.before(Change.ofShell(
                "contacts " + tag,
                Provider.deletion(PEOPLE_FOR_GOOD, PERSON_ID, ids),
                Provider.selection(PEOPLE, PERSON_ID, ids) + Provider.NONE));
        try {
            provider.insert(ids.stream()
                    .map(id -> Provider.insertion(PEOPLE, PERSON_ID + ":s:" + id))
                    .toList());
            List<Optional<Long>> rows = provider.rows(PEOPLE, PERSON_ID, ids);
            List<String> particulars = new ArrayList<>();
            for (int i = 0; i < contacts.size(); i++) {
                Canaries.Contact contact = contacts.get(i);
                rows.get(i).ifPresent(row -> {
                    particulars.add(particular(row, "name", contact.name()));
                    particulars.add(particular(row, "phone_v2", contact.number()));
                });
            }
            provider.insert(particulars);
            int made = particulars.size() / 2;
            if (made < contacts.size()) {
                throw Troubles.refused(reach.serial(), "content insert", "the address book took " + made);
            }
            return made;
        } catch (DeviceTrouble trouble) {
            refuse(
                    trouble,
                    Text.of("联系人", "contacts"),
                    Text.of(
                            "请手动添加这些联系人（mingcha persona show 名称 --reveal），或改用默认账户为“设备”的手机",
                            "Add them by hand (mingcha persona show NAME --reveal), or use a phone whose default account for"
                                    + " contacts is the device"));
            return 0;
        }
    }

    private static String particular(long row, String kind, String value) {
        return Provider.insertion(
                PARTICULARS,
                "raw_contact_id:i:" + row,
                "mimetype:s:vnd.android.cursor.item/" + kind,
                "data1:s:" + value);
    }

    /** Android drops without a word what is written by whoever is not its messaging app; so it is looked for afterwards. */
    private int messages(List<String> messages) {
        if (messages.isEmpty()) {
            return 0;
        }
        List<String> ids = ids(messages.size());
        try {
            String mode = allowMessages();
            if (written(messages, ids, Optional.empty(), mode)) {
                return messages.size();
            }
            Optional<RootAccess> root = RootAccess.find(reach, shell, journal);
            if (root.isPresent() && written(messages, ids, root, mode)) {
                return messages.size();
            }
            throw Troubles.refused(
                    reach.serial(), "content insert", "only the default messaging app writes messages here");
        } catch (DeviceTrouble trouble) {
            refuse(
                    trouble,
                    Text.of("短信", "messages"),
                    Text.of(
                            "请从另一部手机发来这条短信，在模拟器上用 adb emu sms send，或使用有 root 的设备",
                            "Send it from another phone, with adb emu sms send on an emulator, or use a device with root"));
            return 0;
        }
    }

    /** Gives what it was before. */
    private String allowMessages() {
        String before = shell.text("appops get " + MAY_WRITE);
        if (before.contains(ALLOWED)) {
            return "allow";
        }
        String mode = before.matches("(?s).*WRITE_SMS: (deny|ignore|foreground).*")
                ? before.replaceAll("(?s).*WRITE_SMS: (deny|ignore|foreground).*", "$1")
                : "default";
        journal.before(Change.ofShell("messages by the shell", mayWrite(mode)));
        shell.run(mayWrite("allow"));
        return mode;
    }

    private static String mayWrite(String mode) {
        return "appops set " + MAY_WRITE + " " + mode;
    }

    /** Who may write messages may remove them; that right may be gone again by then. */
    private boolean written(List<String> messages, List<String> ids, Optional<RootAccess> root, String mode) {
        List<String> insertions = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            insertions.add(asRoot(
                    root,
                    Provider.insertion(
                            INBOX,
                            "address:s:" + SENDER,
                            MESSAGE_ID + ":s:" + ids.get(i),
                            "date:l:" + Instant.now().toEpochMilli(),
                            "read:i:1",
                            "type:i:1",
                            "body:s:" + messages.get(i))));
        }
        journal.before(Change.ofShell(
                "messages " + tag + root.map(r -> "as root").orElse(""),
                mayWrite("allow"),
                asRoot(root, Provider.deletion(MESSAGES, MESSAGE_ID, ids)),
                asRoot(root, Provider.selection(MESSAGES, MESSAGE_ID, ids)) + Provider.NONE,
                mayWrite(mode)));
        provider.insert(insertions);
        return provider.rows(MESSAGES, MESSAGE_ID, ids).stream().allMatch(Optional::isPresent);
    }

    private static String asRoot(Optional<RootAccess> root, String command) {
        return root.map(r -> r.command(command)).orElse(command);
    }

    private int files(List<String> files) {
        int made = 0;
        for (String file : files) {
            String name = file.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".txt";
            try {
                for (String folder : FOLDERS) {
                    String path = folder + name;
                    if (sync.stat(path).isPresent()) {
                        throw Troubles.refused(reach.serial(), "sync", "there is such a file already: " + path);
                    }
                    journal.before(Change.ofShell("file " + path, "rm -f " + Shell.quoted(path)));
                    sync.push(
                            new ByteArrayInputStream((file + "\n").getBytes(StandardCharsets.UTF_8)),
                            path,
                            0644,
                            Shell.USUAL);
                }
                made++;
            } catch (DeviceTrouble trouble) {
                refuse(
                        trouble,
                        Text.of("文件", "files"),
                        Text.of("请在设备上腾出空间，或手动放入这个文件", "Make room on the device, or put the file there by hand"));
            }
        }
        return made;
    }

    private void refuse(DeviceTrouble trouble, Text what, Text remedy) {
        if (!REFUSALS.contains(trouble.kind())) {
            throw trouble;
        }
        Text why = trouble.fault().what();
        refused.add(new Fault(
                Text.of("未能放入" + what.zh() + "：" + why.zh(), "No " + what.en() + " were planted: " + why.en()),
                reach.serial(),
                remedy));
    }
}
