package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.BareNames;
import io.mingcha.analyzer.catalogue.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a declaration names a recipient: by id, by a name of the service or its company, by what they are called else, or by domain. */
public final class RecipientName {
    private static final int LONG = 4;

    private final String word;
    private final String bare;
    private final Domain domain;
    private final BareNames names;

    public RecipientName(String written, BareNames names) {
        this.names = names;
        word = normal(written);
        bare = names.of(word);
        domain = Domain.of(word);
    }

    static String normal(String name) {
        String n = name.strip().toLowerCase(Locale.ROOT);
        return n.startsWith("*.") ? n.substring(2) : n.startsWith(".") ? n.substring(1) : n;
    }

    /** Whether it is this one that is meant. */
    public boolean means(String host, Recipient recipient) {
        return !word.isEmpty()
                && (word.indexOf('.') > 0 && domain.holds(host)
                        || names(recipient).stream().anyMatch(name -> isSame(normal(name), word))
                        || called(recipient).anyMatch(this::isCalled));
    }

    private static Stream<String> called(Recipient recipient) {
        return Stream.concat(
                recipient.called().stream(), recipient.company().stream().flatMap(c -> c.called().stream()));
    }

    /** «微信» of 微信 SDK; a longer one may have more around it, but what a name has more than the word tells another. */
    private boolean isCalled(String name) {
        String n = normal(name);
        return !bare.isEmpty() && bare.equals(names.of(n)) || n.length() >= LONG && holds(word, n);
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

    /** A policy says "友盟" where the table says "友盟统计 U-App": the longer may hold the shorter. */
    private static boolean isSame(String name, String word) {
        if (name.equals(word)) {
            return true;
        }
        String shorter = name.length() < word.length() ? name : word;
        String longer = name.length() < word.length() ? word : name;
        return shorter.length() >= (isHan(shorter) ? 2 : 5) && (holds(longer, shorter) || abridges(shorter, longer));
    }

    private static boolean isHan(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic);
    }

    private static boolean holds(String longer, String name) {
        return isHan(name) ? longer.contains(name) : holdsWord(longer, name);
    }

    /** "快手联盟" is how people call "快手广告联盟": it begins with the same brand and leaves letters out. */
    private static boolean abridges(String shorter, String longer) {
        if (shorter.length() < 4
                || !isHan(shorter)
                || longer.length() > 2 * shorter.length()
                || !longer.startsWith(shorter.substring(0, 2))) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < shorter.length(); i++) {
            at = longer.indexOf(shorter.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it stands there as a word of its own: "community" says nothing of Unity. */
    private static boolean holdsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !isLatinLetter(text.charAt(at - 1)))
                    && (end == text.length() || !isLatinLetter(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatinLetter(char c) {
        return Character.isLetter(c) && !Character.isIdeographic(c);
    }
}
