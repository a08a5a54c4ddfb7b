package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;
import java.util.List;

/**
 * One kind of personal data.
 *
 * @param sensitive sensitive by law or standard, or so by default where that depends on the case
 * @param permissions of the system, any of which lets an app read it, such as {@code READ_CONTACTS}; empty if none is needed
 */
public record DataType(String id, String group, Text name, boolean sensitive, List<String> permissions) {
    public DataType {
        permissions = List.copyOf(permissions);
    }
}
