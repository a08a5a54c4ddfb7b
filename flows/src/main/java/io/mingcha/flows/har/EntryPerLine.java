package io.mingcha.flows.har;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Compact JSON with every entry of a HAR on a line of its own, so that files can be compared. */
final class EntryPerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;
    private static final int DEPTH_OF_ENTRIES = 3;

    private int depth;

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        depth++;
        super.writeStartObject(json);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int members) throws IOException {
        depth--;
        super.writeEndObject(json, members);
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        depth++;
        super.writeStartArray(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        depth--;
        if (depth == DEPTH_OF_ENTRIES - 1) {
            json.writeRaw('\n');
        }
        super.writeEndArray(json, values);
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        line(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        super.writeArrayValueSeparator(json);
        line(json);
    }

    private void line(JsonGenerator json) throws IOException {
        if (depth == DEPTH_OF_ENTRIES) {
            json.writeRaw('\n');
        }
    }
}
