package io.mingcha.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A JSON report as its readers see it. */
record Report(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of recorded requests that lie beside the tests. */
    static Report ofRecorded(Path folder, String har, String session) throws IOException {
        try (InputStream recorded = Objects.requireNonNull(Report.class.getResourceAsStream(har))) {
            Files.copy(recorded, folder.resolve("recorded.har"));
        }
        Files.writeString(folder.resolve("session.yaml"), session);
        return of(Command.mingcha(folder, "analyze", "recorded.har", "--session", "session.yaml", "--format", "json")
                .runHere()
                .out());
    }

    static Report of(String text) {
        return new Report(parse(text));
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The contract that is checked in. */
    static JsonNode schemaText() {
        try {
            return parse(Files.readString(Command.home().resolve("docs").resolve("report.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it breaks the contract with. */
    List<String> breaches() {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText());
        return schema.validate(json).stream().map(ValidationMessage::getMessage).toList();
    }

    List<JsonNode> exposures() {
        return items(json.path("exposures"));
    }

    List<JsonNode> exposures(Predicate<JsonNode> wanted) {
        return exposures().stream().filter(wanted).toList();
    }

    List<JsonNode> exposuresOf(String dataType) {
        return exposures(e -> e.path("dataType").asText().equals(dataType));
    }

    List<JsonNode> findings(String rule) {
        return items(json.path("findings")).stream()
                .filter(f -> f.path("rule").asText().equals(rule))
                .toList();
    }

    /** Rules that fired. */
    List<String> fired() {
        return items(json.path("rules")).stream()
                .filter(r -> r.path("state").asText().equals("fired"))
                .map(r -> r.path("rule").asText())
                .toList();
    }

    JsonNode coverage() {
        return json.path("coverage");
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
