package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which words policies name each kind of data. */
final class DataWords {
    static final String IGNORED = "";
    static final String BROAD = "~";

    private final Lexicon types = new Lexicon();
    private final Lexicon alone = new Lexicon();
    private final List<Otherwise> otherwise = new ArrayList<>();

    /** Words that name another kind of data in a sentence with one of those that stand beside them. */
    private record Otherwise(String type, Lexicon words, Lexicon beside) {}

    /** @param known the kinds of data that there are */
    DataWords(Setting root, DataTypes known) {
        Map<String, String> seen = new HashMap<>();
        root.require("types").entries().forEach((type, list) -> types(type, list, "", known, seen));
        root.get("broad").entries().forEach((type, list) -> types(type, list, BROAD, known, seen));
        root.get("alone").entries().forEach((type, list) -> alone(type, list, known));
        root.require("otherwise").entries().forEach((type, words) -> otherwise(type, words, known));
        List<String> ignored = root.get("ignored").texts();
        types.addAll(ignored, IGNORED);
        ignored.forEach(word -> seen.put(Lexicon.compact(word), IGNORED));
        root.get("alike").list().forEach(group -> alike(group.texts(), seen));
    }

    private void types(String type, Setting list, String mark, DataTypes known, Map<String, String> seen) {
        isKnown(type, list, known);
        for (Setting item : list.list()) {
            item.text().ifPresent(word -> {
                String before = seen.put(Lexicon.compact(word), mark + type);
                if (before != null) {
                    String of = before.replace(BROAD, "");
                    item.problem(word + " 已用于 " + of, word + " is a word of " + of + " already");
                }
                types.add(word, mark + type);
            });
        }
    }

    /** Words of the lists that stand for one another within a word: 交易信息 is 交易资料; what is written out goes before it. */
    private void alike(List<String> group, Map<String, String> seen) {
        List<Map.Entry<String, String>> all = List.copyOf(seen.entrySet());
        for (Map.Entry<String, String> word : all) {
            for (String one : group) {
                if (!word.getKey().endsWith(one) || word.getKey().length() < one.length() + 2) {
                    continue;
                }
                String stem = word.getKey().substring(0, word.getKey().length() - one.length());
                for (String other : group) {
                    if (seen.putIfAbsent(stem + other, word.getValue()) == null) {
                        types.add(stem + other, word.getValue());
                    }
                }
            }
        }
    }

    private void alone(String type, Setting list, DataTypes known) {
        isKnown(type, list, known);
        alone.addAll(list.texts(), type);
    }

    private void otherwise(String type, Setting said, DataTypes known) {
        isKnown(type, said, known);
        said.allow("words", "beside");
        Lexicon words = new Lexicon();
        words.addAll(said.require("words").texts(), type);
        Lexicon beside = new Lexicon();
        beside.addAll(said.require("beside").texts(), type);
        otherwise.add(new Otherwise(type, words, beside));
    }

    private static void isKnown(String type, Setting at, DataTypes known) {
        if (known.find(type).isEmpty()) {
            at.problem(type + " 不是数据类型", type + " is not a data type");
        }
    }

    Lexicon types() {
        return types;
    }

    /** Words that mean a kind of data only as an item of their own in a list. */
    Lexicon alone() {
        return alone;
    }

    boolean areIn(String text, Span span) {
        return types.in(text, span).stream().anyMatch(word -> !word.meaning().equals(IGNORED));
    }

    /** What kind of data a word names in a sentence, which may be another than it names elsewhere. */
    String meant(String type, String text, Span word, Span sentence) {
        return otherwise.stream()
                .filter(o ->
                        o.words().in(text, word).stream().anyMatch(w -> w.span().equals(word))
                                && o.beside().isIn(text, sentence))
                .map(Otherwise::type)
                .findFirst()
                .orElse(type);
    }
}
