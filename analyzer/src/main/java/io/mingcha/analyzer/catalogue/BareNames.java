package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of recipients without what only stands around them: «Bugly SDK（Android）», «第三方Bugly组件 3.4.1» and «bugly» are one. For whoever
 * compares names, those of a declaration with the table's and those of a policy.
 */
public final class BareNames {
    private static final String BRACKETS = "[（(].*?[）)]|（|）";
    /** com.tencent.bugly, 3.4.1 */
    private static final String PACKAGES = "\\b[a-z]\\w+(?:\\.\\w+){1,6}\\b|\\bv?\\d+(?:\\.\\d+)+\\b";

    private static final String SIGNS = "[\\s\\h\\u200b\\ufeff\\-·/+]+";
    private static final char FULL_WIDTH = 0xfee0;

    private final Pattern anywhere;
    private final Pattern before;
    private final Pattern behind;
    private final Remembered<String> bare = new Remembered<>(this::work);

    BareNames(Setting words) {
        words.allow("anywhere", "before", "behind");
        anywhere = Pattern.compile(
                "(?i)" + PACKAGES + "|" + oneOf(words.require("anywhere").texts()) + "|" + BRACKETS + "|" + SIGNS);
        before = Pattern.compile(words.require("before").texts().stream()
                .map(BareNames::leading)
                .collect(Collectors.joining("|", "(?i)^\\s*(?:", ")")));
        behind = Pattern.compile("(?i)" + oneOf(words.require("behind").texts()) + "$");
    }

    /** In small letters; empty if nothing else stands there. */
    public String of(String written) {
        return bare.of(written);
    }

    private String work(String written) {
        String named = before.matcher(written).replaceFirst("");
        String bare = behind.matcher(anywhere.matcher(named).replaceAll("")).replaceFirst("");
        StringBuilder out = new StringBuilder();
        bare.chars().forEach(c -> out.append(c >= '\uff10' && c <= '\uff5a' ? (char) (c - FULL_WIDTH) : (char) c));
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** A word in Latin letters only before a blank or Chinese: «AppsFlyer» has no App before it. */
    private static String leading(String word) {
        return Pattern.quote(word) + (word.charAt(0) < 0x250 ? "(?=[\\s\\p{IsHan}])" : "");
    }

    private static String oneOf(List<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt((String w) -> -w.length()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
