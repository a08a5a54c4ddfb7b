package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Labelled.Form;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Records of who gets what, where keys alone do not say it: by what stands under each label and in the lines above. */
final class RecordList {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_HEADING = 60;
    private static final int NEAR = 4;

    private final Reading reading;
    private final Chapters chapters;
    private final Fields fields;
    private final Titles titles;
    private final String text;

    RecordList(Reading reading, Chapters chapters, Fields fields, Titles titles) {
        this.reading = reading;
        this.chapters = chapters;
        this.fields = fields;
        this.titles = titles;
        this.text = reading.text();
    }

    /**
     * Whether it was a list of recipients that no block of pairs tells, and has been read.
     *
     * @param before what is done before its rows are added
     */
    boolean read(Records.Run run, Runnable before) {
        Map<String, Column> columns = columns(run);
        boolean titled = run.records().get(0).title().isPresent();
        if (isOfPairs(run, titled)
                || !columns.containsValue(Column.DATA)
                || !columns.containsValue(Column.COMPANY) && !isOfOthers(run)) {
            return false;
        }
        if (!names(columns) && !titled && !nameFirst(run, columns)) {
            return false;
        }
        before.run();
        chapters.close(run.depth(), true);
        fields.begin();
        run.records().forEach(record -> read(record, columns));
        return true;
    }

    /** Keys that are known all, and that say who it is: a block of pairs tells as much. */
    private boolean isOfPairs(Records.Run run, boolean titled) {
        List<Column> known = run.labels().values().stream().map(this::column).toList();
        boolean told = known.contains(Column.NAME) || !titled;
        return run.forms().equals(Set.of(Form.COLON))
                && run.labels().values().stream().noneMatch(this::isUnknown)
                && known.contains(Column.DATA)
                && told;
    }

    private void read(Records.Entry record, Map<String, Column> columns) {
        Map<Column, List<Span>> cells = new EnumMap<>(Column.class);
        record.values()
                .forEach((label, values) -> cells.computeIfAbsent(columns.get(label), k -> new ArrayList<>())
                        .addAll(values));
        Chapters.Chapter around = chapters.current();
        fields.read(
                cells,
                cells.containsKey(Column.NAME)
                        ? around
                        : record.title()
                                .flatMap(titles::names)
                                .map(title -> around.of(title.receivers()))
                                .orElse(around));
    }

    private Map<String, Column> columns(Records.Run run) {
        Map<String, Column> columns = new LinkedHashMap<>();
        run.labels().forEach((label, written) -> columns.put(label, column(written)));
        if (!columns.containsValue(Column.DATA)) {
            run.labels().forEach((label, written) -> {
                if (isUnknown(written) && most(run, label, this::isData)) {
                    columns.put(label, Column.DATA);
                }
            });
        }
        if (run.records().get(0).title().isPresent()) {
            run.labels().keySet().stream()
                    .filter(label -> columns.get(label) == Column.NAME && most(run, label, this::isCompany))
                    .forEach(label -> columns.put(label, Column.COMPANY));
        }
        return columns;
    }

    private boolean isCompany(Span value) {
        Span bare = value.stripped(text);
        return reading.words().words("recipient.companies").in(text, bare).stream()
                .anyMatch(f -> f.span().end() == bare.end());
    }

    private Column column(Span label) {
        return reading.words().heading(text, label).orElse(Column.OTHER);
    }

    private boolean isUnknown(Span label) {
        return reading.words().heading(text, label).isEmpty();
    }

    private static boolean names(Map<String, Column> columns) {
        return columns.containsValue(Column.NAME) || columns.containsValue(Column.COMPANY);
    }

    /** Under a first label that is not known stand names, each another. */
    private boolean nameFirst(Records.Run run, Map<String, Column> columns) {
        Map.Entry<String, Span> first = run.labels().entrySet().iterator().next();
        long different = run.records().stream()
                .flatMap(r -> r.values().getOrDefault(first.getKey(), List.of()).stream())
                .map(value -> value.in(text))
                .distinct()
                .count();
        boolean names = isUnknown(first.getValue())
                && different == run.records().size()
                && most(run, first.getKey(), this::isName);
        if (names) {
            columns.put(first.getKey(), Column.NAME);
        }
        return names;
    }

    private boolean isName(Span value) {
        return value.length() > 1
                && value.length() <= LONGEST_NAME
                && value.in(text).codePoints().noneMatch(c -> "，。；：".indexOf(c) >= 0)
                && !isData(value);
    }

    /** The nearest line above that speaks of recipients or of collecting, or most of the titles are somebody's names. */
    private boolean isOfOthers(Records.Run run) {
        for (Span line : run.above().subList(0, Math.min(NEAR, run.above().size()))) {
            if (isOfOthers(line)) {
                return true;
            }
            if (opens(line) || words("collecting", line) || words("elsewhere", line)) {
                break;
            }
        }
        long somebody = run.records().stream()
                .map(Records.Entry::title)
                .flatMap(Optional::stream)
                .flatMap(title -> titles.names(title).stream())
                .filter(Titles.Title::certain)
                .count();
        return somebody * 2 > run.records().size();
    }

    /** «我们接入了以下第三方：», not «除通过第三方登录外，您使用以下功能时：»: of whom its last sentence speaks. */
    private boolean isOfOthers(Span line) {
        Span sentence = behind(line, "。！？");
        return sentence.length() <= LONGEST_HEADING
                && words("recipient.names", sentence)
                && !words("users.are", behind(sentence, "，；"))
                && !words("negations", sentence);
    }

    private boolean opens(Span line) {
        String written = line.in(text);
        return written.endsWith("：") || written.endsWith(":");
    }

    /** What stands behind the last of some signs, but for one at the end. */
    private Span behind(Span line, String signs) {
        int start = line.end() - 1;
        while (start > line.start() && signs.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return new Span(Math.max(start, line.start()), line.end());
    }

    private boolean words(String name, Span span) {
        return reading.words().words(name).isIn(text, span);
    }

    private boolean most(Records.Run run, String label, Predicate<Span> is) {
        List<Span> values = run.records().stream()
                .flatMap(r -> r.values().getOrDefault(label, List.of()).stream())
                .filter(value -> value.length() > 0)
                .toList();
        return !values.isEmpty() && values.stream().filter(is).count() * 2 > values.size();
    }

    private boolean isData(Span value) {
        int named = reading.mentionsIn(value).stream()
                .map(Mentions.Mention::span)
                .mapToInt(word -> word.letters(text))
                .sum();
        return named * 3 > value.letters(text) * 2;
    }
}
