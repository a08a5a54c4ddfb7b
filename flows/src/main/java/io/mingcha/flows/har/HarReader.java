package io.mingcha.flows.har;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.Flow;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Place;
import io.mingcha.settings.Problem;
import io.mingcha.settings.Text;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a HAR file of any tool as a stream, holding one entry at a time. UTF-8, UTF-16 and UTF-32 are recognised, and gzip. What is
 * wrong with an entry is noted and the rest of it kept; a file that ends early gives the entries before its end.
 */
public final class HarReader {
    private static final int MOST_PROBLEMS = 1_000;
    private static final int BUFFER = 1 << 16;
    /** RFC 1952, 2.3.1. */
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(100_000)
                            .maxNestingDepth(1_000_000)
                            .build())
                    .build())
            .nodeFactory(new SmallObjects())
            .build();

    /** A header is an object of a name and a value, and there are some twenty of them in an entry. */
    private static final class SmallObjects extends JsonNodeFactory {
        private static final int MEMBERS = 3;

        @Override
        public ObjectNode objectNode() {
            return new ObjectNode(this, new LinkedHashMap<>(MEMBERS));
        }
    }

    private final String source;
    private final Consumer<Flow> consumer;
    private final List<Problem> problems = new ArrayList<>();
    private final EntryReader reader = new EntryReader();
    private String creator = "";
    private Optional<String> session = Optional.empty();
    private Optional<SessionSpec> spec = Optional.empty();
    private Optional<Fault> cut = Optional.empty();
    private boolean entriesFound;
    private int entries;

    private HarReader(String source, Consumer<Flow> consumer) {
        this.source = source;
        this.consumer = consumer;
    }

    /**
     * Hands every entry to {@code consumer} as it is read.
     *
     * @throws FaultException if the file is no HAR
     */
    public static Har read(Path file, Consumer<Flow> consumer) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, consumer);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }

    /**
     * Hands every entry to {@code consumer} as it is read.
     *
     * @param source what to call it in messages
     * @throws FaultException if it is no HAR
     */
    public static Har read(String source, InputStream in, Consumer<Flow> consumer) {
        HarReader har = new HarReader(source, consumer);
        try (InputStream text = unpacked(new BufferedInputStream(in, BUFFER));
                JsonParser parser = JSON.getFactory().createParser(text)) {
            har.root(parser);
            // at the end of what is packed stands whether it was damaged
            text.transferTo(OutputStream.nullOutputStream());
        } catch (JsonProcessingException e) {
            har.brokenOff(e, Optional.ofNullable(e.getLocation()));
        } catch (CharConversionException | EOFException | ZipException e) {
            har.brokenOff(e, Optional.empty());
        } catch (IOException e) {
            throw unreadable(source, e);
        }
        if (!har.entriesFound) {
            throw har.noHar("没有 log.entries", "it has no log.entries");
        }
        return new Har(har.creator, har.entries, har.session, har.spec, har.problems, har.cut);
    }

    /** Laboratories keep their files packed. */
    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(GZIP_MAGIC.length);
        boolean packed = Arrays.equals(in.readNBytes(GZIP_MAGIC.length), GZIP_MAGIC);
        in.reset();
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static FaultException unreadable(String source, IOException e) {
        return new Fault(
                        Text.of("文件无法读取：" + e.getMessage(), "The file cannot be read: " + e.getMessage()),
                        source,
                        Text.of("请检查权限", "Check its permissions"))
                .asException(e);
    }

    private void root(JsonParser parser) throws IOException {
        @Nullable JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw noHar("开头不是 JSON 对象", "it does not begin with a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("log")) {
                log(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void log(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("entries") && value == JsonToken.START_ARRAY) {
                entriesFound = true;
                entries(parser);
            } else if (name.equals("creator") && value == JsonToken.START_OBJECT) {
                JsonNode node = JSON.readTree(parser);
                creator =
                        (node.path("name").asText() + " " + node.path("version").asText()).strip();
            } else if (name.equals("_mingcha") && value == JsonToken.START_OBJECT) {
                JsonNode node = JSON.readTree(parser);
                session = Detail.text(node, "session");
                spec = node.path("spec").isObject() ? Optional.of(SpecJson.read(node.path("spec"))) : Optional.empty();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void entries(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "end of input inside the entries");
            }
            Place place = place(parser.currentTokenLocation());
            JsonNode node = JSON.readTree(parser);
            consumer.accept(reader.read(entries, node, text -> note(place, text)));
            entries++;
        }
    }

    private void note(Place place, Text what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(place, what));
        }
    }

    private Place place(JsonLocation at) {
        return new Place(source, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    private void brokenOff(IOException e, Optional<JsonLocation> at) {
        String where = at.map(l -> source + ":" + Math.max(1, l.getLineNr()) + ":" + Math.max(1, l.getColumnNr())
                        + (l.getByteOffset() >= 0 ? ", byte " + l.getByteOffset() : ""))
                .orElse(source);
        String reason = e instanceof JsonProcessingException p ? p.getOriginalMessage() : e.getMessage();
        // reading a tree says it in its words only
        boolean truncated = e instanceof EOFException
                || e instanceof JsonEOFException
                || (reason != null && reason.contains("end-of-input"));
        boolean encoding = reason != null && (reason.contains("UTF-8") || reason.contains("UTF-32"));
        Text place = entries > 0
                ? Text.of("第 " + entries + " 个条目之后", "after entry " + entries)
                : entriesFound
                        ? Text.of("第一个条目之内", "within its first entry")
                        : Text.of("第一个条目之前", "before its first entry");
        Text what = truncated
                ? Text.of("HAR 文件在" + place.zh() + "被截断", "The HAR file is truncated " + place.en())
                : encoding
                        ? Text.of(
                                "HAR 文件在" + place.zh() + "不是有效的 UTF-8 文本",
                                "The HAR file is not valid UTF-8 text " + place.en())
                        : e instanceof ZipException
                                ? Text.of(
                                        "HAR 文件在" + place.zh() + "的 gzip 数据已损坏",
                                        "The HAR file is damaged as gzip " + place.en())
                                : Text.of(
                                        "HAR 文件在" + place.zh() + "不是有效的 JSON：此处少了或多了逗号、引号或括号",
                                        "The HAR file is not valid JSON " + place.en()
                                                + ": a comma, a quote or a bracket is missing or too many there");
        Text read = entries > 0
                ? Text.of("；已读取之前的条目", "; the entries before were read")
                : Text.of("；没有读出任何条目", "; no entry could be read");
        Fault fault = new Fault(
                what,
                where,
                truncated
                        ? Text.of("请重新导出完整的文件" + read.zh(), "Export it again as a whole" + read.en())
                        : encoding
                                ? Text.of("请以 UTF-8 编码重新导出", "Export it again as UTF-8")
                                : Text.of("请重新导出" + read.zh(), "Export it again" + read.en()));
        if (!entriesFound) {
            throw fault.asException(e);
        }
        cut = Optional.of(fault);
    }

    private FaultException noHar(String zh, String en) {
        return new Fault(
                        Text.of("这不是 HAR 文件：" + zh, "This is not a HAR file: " + en),
                        source,
                        Text.of(
                                "请从抓包工具或浏览器开发者工具导出 HAR 1.2",
                                "Export HAR 1.2 from the capture tool or the browser's developer tools"))
                .asException();
    }
}
