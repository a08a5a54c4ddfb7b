package io.mingcha.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes settings of the events of a YAML parser. A tree of its nodes between them would take as long again, in every process
 * that starts.
 */
final class YamlSettings {
    private static final int MOST_FROM_ALIASES = 100_000;

    private final String source;
    private final List<String> lines;
    private final Problems problems;
    private final int deepest;
    private final Parser parser;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int nodes;
    private int fromAliases;

    /** @param nodes how many settings it is, with all within it */
    private record Anchored(Setting setting, int nodes) {}

    private YamlSettings(String source, String text, Problems problems, int deepest) {
        this.source = source;
        this.lines = text.lines().toList();
        this.problems = problems;
        this.deepest = deepest;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        parser = new ParserImpl(new StreamReader(text), options);
    }

    /**
     * The only document of a text; missing if there is none.
     *
     * @throws YAMLException if the text is not YAML, nests deeper than that, or its aliases stand for too much
     */
    static Setting parse(String source, String text, Problems problems, int deepest) {
        return new YamlSettings(source, text, problems, deepest).document();
    }

    private Setting document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Setting.missing(new Place(source, 1, 1), problems);
        }
        parser.getEvent();
        Setting root = node(0);
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw new Misread(
                    "expected a single document in the stream",
                    parser.peekEvent().getStartMark());
        }
        return root;
    }

    private Setting node(int depth) {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return meant(alias);
        }
        NodeEvent node = (NodeEvent) event;
        if (depth > deepest) {
            throw new YAMLException("nested too deep");
        }
        @Nullable String anchor = node.getAnchor();
        int before = nodes++;
        if (anchor != null) {
            open.add(anchor);
        }
        Setting setting =
                node instanceof CollectionStartEvent start ? collection(start, depth) : scalar((ScalarEvent) node);
        if (anchor != null) {
            open.remove(anchor);
            anchors.put(anchor, new Anchored(setting, nodes - before));
        }
        return setting;
    }

    private Setting meant(AliasEvent alias) {
        String name = alias.getAnchor();
        if (open.contains(name)) {
            Place place = at(alias.getStartMark());
            problems.add(place, "循环引用", "an alias that contains itself");
            return Setting.missing(place, problems);
        }
        @Nullable Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new Misread("found undefined alias " + name, alias.getStartMark());
        }
        // An alias of aliases may stand for more than any memory holds.
        fromAliases += anchored.nodes();
        nodes += anchored.nodes();
        if (fromAliases > MOST_FROM_ALIASES) {
            throw new YAMLException("too many aliases");
        }
        return anchored.setting();
    }

    private Setting scalar(ScalarEvent scalar) {
        refuseTag(scalar.getTag(), scalar);
        return Setting.scalar(scalar.getValue(), !scalar.isPlain(), lines, at(scalar.getStartMark()), problems);
    }

    private Setting collection(CollectionStartEvent start, int depth) {
        refuseTag(start.getTag(), start);
        Place place = at(start.getStartMark());
        return start instanceof MappingStartEvent ? members(place, depth) : items(place, depth);
    }

    private static void refuseTag(@Nullable String tag, Event event) {
        if (tag != null && new Tag(tag).isCustomGlobal()) {
            throw new Misread("Global tag is not allowed: " + tag, event.getStartMark());
        }
    }

    private Setting items(Place place, int depth) {
        List<Setting> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        parser.getEvent();
        return Setting.items(items, place, problems);
    }

    private Setting members(Place place, int depth) {
        Map<String, Setting> map = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event key = parser.peekEvent();
            Setting meant = node(depth + 1);
            Setting value = node(depth + 1);
            Place keyPlace = at(key.getStartMark());
            if (meant.isScalar()) {
                // as it is written, be it empty or null
                String name = key instanceof ScalarEvent scalar ? scalar.getValue() : meant.text("");
                Document.put(map, keys, name, value, keyPlace, problems);
            } else {
                problems.add(keyPlace, "键必须是文本", "a key must be text");
            }
        }
        parser.getEvent();
        return Setting.members(map, keys, place, problems);
    }

    private Place at(Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Told as the parser tells what it finds itself. */
    private static final class Misread extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        Misread(String said, Mark mark) {
            super(null, null, said, mark);
        }
    }
}
