package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.HashSet;
import java.util.Set;

/** Names that tell the number of a business, which is public, from that of a person. */
public final class Business {
    private final Set<String> name = new HashSet<>();
    private final Set<String> holder = new HashSet<>();
    private final Set<String> contact = new HashSet<>();
    private final Set<String> person = new HashSet<>();

    Business(Setting root, DataTypes types) {
        root.allow("name", "holder", "contact", "person");
        FieldNames.collect(root.get("name"), name);
        FieldNames.collect(root.get("holder"), holder);
        FieldNames.collect(root.get("contact"), contact);
        person.addAll(types.ids(root.get("person")));
    }

    /** Whether a number under this name may be a business's: the name says nothing of a person. */
    public boolean isContact(String key) {
        return FieldNames.isOneOf(key, contact);
    }

    /** Whether a name is that of a business's name. */
    public boolean isName(String key) {
        return FieldNames.endsWithOneOf(key, name);
    }

    /** Whether what is called so is a business. */
    public boolean isHolder(String key) {
        return FieldNames.endsWithOneOf(key, holder);
    }

    /** Whether fields of the type are of persons and never of businesses. */
    public boolean isPersons(String type) {
        return person.contains(type);
    }
}
