package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.policy.words.Lexicon;
import io.mingcha.analyzer.policy.words.PolicyWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a policy calls the app and those behind it: in its title, in brackets such as (“Heron”, “we”), and where it is used. */
final class OwnNames {
    private static final String TITLE = "[《“\"\\n]\\s*([\\p{IsHan}A-Za-z0-9·+ ]{2,16}?)\\s*";
    private static final Pattern QUOTED = Pattern.compile("[“\"「]([^”\"」]{2,24})[”\"」]");
    private static final int OFTEN = 2;
    private static final int TITLES = 1500;

    private final Set<String> names = new HashSet<>();

    OwnNames(PolicyWords words, String text) {
        String products = words.oneOf("recipient.products");
        Matcher title = Pattern.compile(TITLE + products + "?\\s*" + words.oneOf("recipient.title"))
                .matcher("\n" + text.substring(0, Math.min(TITLES, text.length())));
        while (title.find()) {
            add(title.group(1));
        }
        Pattern ourselves = Pattern.compile(words.oneOf("ourselves") + "|\\b(?:we|us|our)\\b");
        Matcher bracket = Pattern.compile("[（(][^（）()]{0,30}(?:" + words.oneOf("recipient.own")
                        + "|[“\"](?:we|us|our)[”\"])[^（）()]{0,40}[）)]")
                .matcher(text);
        while (bracket.find()) {
            Matcher quoted = QUOTED.matcher(bracket.group());
            boolean ours = bracket.start() < TITLES
                    || ourselves.matcher(bracket.group()).find();
            while (ours && quoted.find()) {
                add(quoted.group(1));
            }
        }
        Map<String, Integer> used = new HashMap<>();
        Matcher use = Pattern.compile(
                        "(?:(?:您|你|用户)(?:在)?(?:注册|使用|登录|打开|下载|访问)|欢迎(?:您)?使用)[“「]?([\\p{IsHan}A-Za-z0-9]{2,10}?)[”」]?(?:的)?(?:时|"
                                + products + ")|\\b(?:the|The|our|use|using) ((?:[A-Z][\\w&-]+ ?){1,3}?) " + products
                                + "\\b")
                .matcher(text);
        while (use.find()) {
            String name = use.group(1) == null ? use.group(2) : use.group(1);
            if (used.merge(name, 1, Integer::sum) == OFTEN) {
                add(name);
            }
        }
    }

    private void add(String name) {
        String compact = Lexicon.compact(name);
        if (compact.length() > 1) {
            names.add(compact);
        }
    }

    /** «海棠» of «海棠阅读». */
    boolean begin(String name) {
        return names.stream().anyMatch(own -> own.startsWith(Lexicon.compact(name)));
    }

    boolean contains(String name) {
        return names.contains(Lexicon.compact(name.replaceFirst("^(?:[Tt]he|[Oo]ur) ", "")));
    }
}
