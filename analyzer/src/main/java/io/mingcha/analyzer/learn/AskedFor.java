package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.analyzer.decode.Node;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked where one path answers everything: {@code method=order.list}, or {@code c=Home&a=Radar}. */
public final class AskedFor {
    private static final int COMPANY = 60;
    private static final int LONGEST = 60;
    /** A word that has more was made up for this request. */
    private static final int MOST_DIGITS = 4;

    private final Set<String> names;
    private final Remembered<Boolean> met;

    AskedFor(Set<String> names) {
        this.names = Set.copyOf(names);
        met = new Remembered<>(name -> NameWords.isOneOf(name, this.names));
    }

    /** As fields beside another say it, each in its order; empty if none does. */
    String beside(Node field) {
        return field.fellows(COMPANY)
                .filter(other -> other != field && isWord(other.text()) && met.of(other.key()))
                .map(Node::text)
                .collect(Collectors.joining("&", "?", ""));
    }

    /** As the parameters of a query say it. */
    public String in(String query) {
        StringBuilder asked = new StringBuilder();
        for (int start = 0; start < query.length(); ) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            int sign = query.indexOf('=', start);
            if (sign > start && sign < end) {
                String said = query.substring(sign + 1, end);
                if (isWord(said) && met.of(query.substring(start, sign))) {
                    asked.append(asked.length() == 0 ? '?' : '&').append(said);
                }
            }
            start = end + 1;
        }
        return asked.toString();
    }

    private static boolean isWord(String text) {
        if (text.length() < 2 || text.length() > LONGEST || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            if (c >= 0x80 || !Character.isLetterOrDigit(c) && "._/-".indexOf(c) < 0) {
                return false;
            }
        }
        return digits <= MOST_DIGITS && digits * 3 < text.length();
    }
}
