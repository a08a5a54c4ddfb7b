package io.mingcha.sessions.device;

import java.util.List;

/**
 * What is put on a device so that it can be found again in traffic: it belongs to nobody, so who sends it has read it there.
 *
 * @param messages texts of short messages
 * @param files texts that a file bears as its name and in its content
 */
public record Canaries(List<Contact> contacts, List<String> messages, List<String> files) {

    /** Somebody of the address book. */
    public record Contact(String name, String number) {}

    public Canaries {
        contacts = List.copyOf(contacts);
        messages = List.copyOf(messages);
        files = List.copyOf(files);
    }

    public boolean isEmpty() {
        return contacts.isEmpty() && messages.isEmpty() && files.isEmpty();
    }
}
