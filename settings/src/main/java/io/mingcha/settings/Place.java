package io.mingcha.settings;

/**
 * Where in a document something stands.
 *
 * @param source the file name, or what the text came from
 * @param line from 1
 * @param column from 1
 */
public record Place(String source, int line, int column) {

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
