package io.mingcha.settings;

import java.util.List;

/**
 * Finds where a letter of a text stands in its document. YAML folds lines and takes indentation away, so all but spaces is counted;
 * a text that is quoted with escapes is told by its beginning.
 */
final class Within {
    private Within() {}

    static Place place(Place beginning, String text, List<String> lines, int letter) {
        int line = beginning.line() - 1;
        int column = beginning.column() - 1;
        if (line < 0
                || line >= lines.size()
                || column < 0
                || column >= lines.get(line).length()) {
            return beginning;
        }
        char first = lines.get(line).charAt(column);
        if (first == '>' || first == '|') {
            line++;
            column = 0;
        } else if (first == '\'' || first == '"') {
            column++;
        }
        for (int at = 0; at < text.length() && line < lines.size(); ) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (column >= lines.get(line).length()) {
                line++;
                column = 0;
            } else if (Character.isWhitespace(lines.get(line).charAt(column))) {
                column++;
            } else if (lines.get(line).charAt(column) != text.charAt(at)) {
                return beginning;
            } else if (at >= letter) {
                return new Place(beginning.source(), line + 1, column + 1);
            } else {
                at++;
                column++;
            }
        }
        return beginning;
    }
}
