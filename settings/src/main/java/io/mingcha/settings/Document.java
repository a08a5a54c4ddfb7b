package io.mingcha.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Parses YAML 1.1 or JSON text into {@link Setting} nodes; text that begins with a brace is JSON. */
public final class Document {
    private static final int DEEPEST = 64;

    private Document() {}

    /** Reads a whole file as UTF-8. */
    public static Setting read(Path file, Problems problems) {
        String name = String.valueOf(file.getFileName());
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return parse(name, text, problems);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }

    /** Parses text; a syntax error is added to {@code problems} and yields a missing node. */
    public static Setting parse(String source, String text, Problems problems) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return body.stripLeading().startsWith("{") ? json(source, body, problems) : yaml(source, body, problems);
    }

    private static Setting yaml(String source, String text, Problems problems) {
        try {
            return YamlSettings.parse(source, text, problems, DEEPEST);
        } catch (MarkedYAMLException e) {
            @Nullable Mark mark = e.getProblemMark();
            Place place = mark == null ? new Place(source, 1, 1) : at(source, mark);
            Text why = SyntaxWords.yaml(e.getProblem());
            problems.add(
                    place,
                    "YAML 语法错误" + bracketed("（", why.zh(), "）") + "：请检查此处及上一行的缩进、冒号和引号",
                    "not valid YAML" + bracketed(" (", why.en(), ")")
                            + ": look at indentation, colons and quotes here and on the line before");
        } catch (YAMLException e) {
            problems.add(
                    new Place(source, 1, 1),
                    "YAML 语法错误：嵌套过深、含控制字符，或引用过多",
                    "not valid YAML: nested too deep, a control character, or too many aliases");
        }
        return Setting.missing(new Place(source, 1, 1), problems);
    }

    private static String bracketed(String opens, String words, String closes) {
        return words.isEmpty() ? "" : opens + words + closes;
    }

    static void put(
            Map<String, Setting> map,
            Map<String, Place> keys,
            String key,
            Setting value,
            Place keyPlace,
            Problems problems) {
        if (map.containsKey(key)) {
            problems.add(keyPlace, key + " 重复出现", key + " stands here twice");
        }
        map.put(key, value);
        keys.put(key, keyPlace);
    }

    private static Place at(String source, Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Setting json(String source, String text, Problems problems) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Setting root = fromJson(source, parser, problems, 0);
            if (parser.nextToken() != null) {
                problems.add(
                        at(source, parser.currentTokenLocation()),
                        "JSON 之后还有内容",
                        "there is more after the end of the JSON value");
            }
            return root;
        } catch (JsonProcessingException e) {
            @Nullable JsonLocation location = e.getLocation();
            Text why = SyntaxWords.json(e.getOriginalMessage());
            problems.add(
                    location == null ? new Place(source, 1, 1) : at(source, location),
                    "JSON 语法错误" + bracketed("（", why.zh(), "）") + "：请检查此处及之前的逗号、冒号、引号和括号",
                    "not valid JSON" + bracketed(" (", why.en(), ")")
                            + ": look at commas, colons, quotes and brackets here and before");
        } catch (IOException e) {
            problems.add(new Place(source, 1, 1), "无法读取 JSON", "the JSON cannot be read");
        }
        return Setting.missing(new Place(source, 1, 1), problems);
    }

    private static Setting fromJson(String source, JsonParser parser, Problems problems, int depth) throws IOException {
        Place place = at(source, parser.currentTokenLocation());
        if (depth > DEEPEST) {
            problems.add(place, "嵌套过深", "nested more than " + DEEPEST + " levels deep");
            parser.skipChildren();
            return Setting.missing(place, problems);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Setting> map = new LinkedHashMap<>();
            Map<String, Place> keys = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Place keyPlace = at(source, parser.currentTokenLocation());
                String key = parser.currentName();
                parser.nextToken();
                put(map, keys, key, fromJson(source, parser, problems, depth + 1), keyPlace, problems);
            }
            return Setting.members(map, keys, place, problems);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Setting> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(fromJson(source, parser, problems, depth + 1));
            }
            return Setting.items(items, place, problems);
        }
        if (token == JsonToken.VALUE_NULL) {
            return Setting.missing(place, problems);
        }
        return Setting.scalar(parser.getText(), token == JsonToken.VALUE_STRING, place, problems);
    }

    private static Place at(String source, JsonLocation location) {
        return new Place(source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
