package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/**
 * Who stands behind a host.
 *
 * @param id of the table, or the registrable domain of a host that the table lacks
 * @param called what policies and people call it besides its name
 * @param named whether the table has it
 */
public record Recipient(
        String id,
        Text name,
        List<String> called,
        Optional<Company> company,
        List<String> purposes,
        boolean sdk,
        boolean overseas,
        String verification,
        boolean named) {

    public Recipient {
        called = List.copyOf(called);
        purposes = List.copyOf(purposes);
    }

    static Recipient unnamed(String domain) {
        return new Recipient(
                domain, Text.same(domain), List.of(), Optional.empty(), List.of(), false, false, "", false);
    }

    /** The app itself, of which a rule about the whole session speaks. */
    public static Recipient app(String packageName, Text name) {
        return new Recipient(packageName, name, List.of(), Optional.empty(), List.of(), false, false, "", true);
    }

    /** The same under another name: of one that no table names. */
    public Recipient called(String other) {
        return new Recipient(other, Text.same(other), called, company, purposes, sdk, overseas, verification, named);
    }

    /** The same, and to whom its server's certificate was issued: who may stand behind it, not who does. */
    public Recipient certified(String organisation) {
        Text told = Text.of(
                name.zh() + "（证书属于 " + organisation + "）", name.en() + " (certificate of " + organisation + ")");
        return new Recipient(id, told, called, company, purposes, sdk, overseas, verification, named);
    }

    /** The same, and where its address is: a hint, where nothing else is known. */
    public Recipient located(Text where) {
        Text told = Text.of(name.zh() + "（" + where.zh() + "）", name.en() + " (" + where.en() + ")");
        return new Recipient(id, told, called, company, purposes, sdk, overseas, verification, named);
    }

    public String country() {
        return company.map(Company::country).orElse("");
    }
}
