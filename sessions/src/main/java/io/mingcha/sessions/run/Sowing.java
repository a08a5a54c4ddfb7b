package io.mingcha.sessions.run;

import io.mingcha.flows.Persona;
import io.mingcha.sessions.device.Canaries;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Planted;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts what a persona has on its phone onto the phone. */
final class Sowing {
    private Sowing() {}

    /** What of a persona lies on a phone: {@code contacts} as {@code NAME NUMBER}, {@code sms}, {@code files_storage}. */
    static Canaries of(Persona persona) {
        Map<String, List<String>> known = persona.known();
        List<Canaries.Contact> contacts = new ArrayList<>();
        for (String contact : known.getOrDefault("contacts", List.of())) {
            int blank = contact.strip().lastIndexOf(' ');
            if (blank > 0) {
                contacts.add(new Canaries.Contact(
                        contact.strip().substring(0, blank).strip(),
                        contact.strip().substring(blank + 1)));
            }
        }
        return new Canaries(
                contacts, known.getOrDefault("sms", List.of()), known.getOrDefault("files_storage", List.of()));
    }

    static void sow(Persona persona, Device device, RunLog log, Instant at) {
        Canaries canaries = of(persona);
        if (canaries.isEmpty()) {
            return;
        }
        Planted planted = device.plant(canaries);
        log.event(
                at,
                "planted",
                Text.of(
                        "已放入设备：联系人 " + planted.contacts() + "、短信 " + planted.messages() + "、文件 " + planted.files()
                                + "；运行结束时移除",
                        "Put on the device: " + planted.contacts() + " contact(s), " + planted.messages()
                                + " message(s), " + planted.files() + " file(s); they go at the end"));
        planted.refused().forEach(fault -> log.event(at, "not_planted", RunLog.whole(fault.what(), fault.remedy())));
    }
}
