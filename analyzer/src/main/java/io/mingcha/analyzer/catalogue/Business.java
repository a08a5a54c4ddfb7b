package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.List;
import java.util.Set;

/** Names that tell the number of a business or of those who serve its customers, which is public, from that of a person. */
public final class Business {
    private final Set<String> name;
    private final Set<String> holder;
    private final Set<String> contact;
    private final Set<String> mail;
    private final Set<String> beside;
    private final Set<String> person;
    private final List<String> endings;
    private final Set<String> staff;
    private final Set<String> shown;
    private final Set<String> hidden;

    Business(Setting root, Setting staff, DataTypes types) {
        root.allow("name", "holder", "contact", "beside", "mail", "person", "ending");
        name = FieldsFile.names(root.get("name"));
        holder = FieldsFile.names(root.get("holder"));
        contact = FieldsFile.names(root.get("contact"));
        beside = FieldsFile.names(root.get("beside"));
        mail = FieldsFile.names(root.get("mail"));
        person = Set.copyOf(types.ids(root.get("person")));
        endings = List.copyOf(root.get("ending").texts());
        staff.allow("holder", "shown", "private");
        this.staff = FieldsFile.names(staff.get("holder"));
        shown = Set.copyOf(types.ids(staff.get("shown")));
        hidden = Set.copyOf(types.ids(staff.get("private")));
    }

    /** Whether a number under this name may be a business's: the name says nothing of a person. */
    public boolean isContact(String key) {
        return NameWords.isOneOf(key, contact);
    }

    /** Whether only businesses have a field of this name. */
    public boolean isOfOne(String key) {
        return NameWords.isOneOf(key, beside);
    }

    /** Whether a name says that a mail address in it is a business's. */
    public boolean isMail(String key) {
        return NameWords.holdsOneOf(key, mail);
    }

    /** Whether a name is that of a business's name. */
    public boolean isName(String key) {
        return NameWords.endsWithOneOf(key, name);
    }

    /** Whether something is called as businesses are, by how its name ends. */
    public boolean isCalledLikeOne(String value) {
        return endings.stream().anyMatch(value::endsWith);
    }

    /** Whether what is called so is a business. */
    public boolean isHolder(String key) {
        return NameWords.endsWithOneOf(key, holder);
    }

    /** Whether fields of the type are of persons and never of businesses. */
    public boolean isPersons(String type) {
        return person.contains(type);
    }

    /** Whether what is called so is somebody who serves customers: a driver, a seller, a doctor. */
    public boolean isStaff(String key) {
        return NameWords.endsWithOneOf(key, staff);
    }

    /** Whether the name of a field says that it is of such a one: {@code teacherPhone}. */
    public boolean isOfStaff(String key) {
        return NameWords.holdsOneOf(key, staff)
                || Composition.isChinese(key)
                        && staff.stream().anyMatch(word -> Composition.isChinese(word) && key.contains(word));
    }

    /** Whether customers are shown this type of those who serve them. */
    public boolean isShown(String type) {
        return shown.contains(type);
    }

    /** Whether customers are not told this type, so that who is called so is registered here himself. */
    public boolean isPrivate(String type) {
        return hidden.contains(type);
    }
}
