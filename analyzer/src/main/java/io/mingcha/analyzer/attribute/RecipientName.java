package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a declaration names a recipient: by id, by a name of the service or its company, or by domain. */
public final class RecipientName {
    private final String word;

    public RecipientName(String written) {
        word = normal(written);
    }

    static String normal(String name) {
        String n = name.strip().toLowerCase(Locale.ROOT);
        return n.startsWith("*.") ? n.substring(2) : n.startsWith(".") ? n.substring(1) : n;
    }

    /** Whether it is this one that is meant. */
    public boolean means(String host, Recipient recipient) {
        return !word.isEmpty()
                && (word.indexOf('.') > 0 && isWithin(host, word)
                        || names(recipient).stream().anyMatch(name -> isSame(normal(name), word)));
    }

    private static List<String> names(Recipient recipient) {
        List<String> names = new ArrayList<>();
        names.add(recipient.id());
        names.add(recipient.name().zh());
        names.add(recipient.name().en());
        recipient.company().ifPresent(company -> {
            names.add(company.id());
            names.add(company.name().zh());
            names.add(company.name().en());
        });
        return names;
    }

    /** Whether a host is a domain as a person writes it, such as {@code *.example.com}, or below it. */
    public static boolean isBelow(String host, String written) {
        return isWithin(host, normal(written));
    }

    static boolean isWithin(String host, String domain) {
        String h = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return h.equals(domain) || h.endsWith("." + domain);
    }

    /** A policy says "友盟" where the table says "友盟统计 U-App": the longer may hold the shorter. */
    private static boolean isSame(String name, String word) {
        if (name.equals(word)) {
            return true;
        }
        String shorter = name.length() < word.length() ? name : word;
        String longer = name.length() < word.length() ? word : name;
        boolean han = shorter.codePoints().anyMatch(Character::isIdeographic);
        return shorter.length() >= (han ? 2 : 5) && longer.contains(shorter);
    }
}
