package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/**
 * One kind of personal data.
 *
 * @param sensitive sensitive by law or standard, or so by default where that depends on the case
 * @param secret whether no part of a value may be shown, nor how long it is
 * @param digested which digests of it apps send under its own name
 * @param writing how its values are written
 * @param permissions of the system, any of which lets an app read it, such as {@code READ_CONTACTS}; empty if none is needed
 * @param unobservable why only a known value or an adapter finds it; absent if a form, a name or a shape does
 */
public record DataType(
        String id,
        String group,
        Text name,
        boolean sensitive,
        boolean secret,
        Digested digested,
        Writing writing,
        List<String> permissions,
        Optional<Text> unobservable) {
    public DataType {
        permissions = List.copyOf(permissions);
    }
}
