package io.mingcha.analyzer;

import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.catalogue.Writing;

/** Shows enough of a value to recognise it and not enough to use it. */
public final class Masking {
    private final DataTypes types;

    Masking(DataTypes types) {
        this.types = types;
    }

    String mask(String type, String value) {
        if (types.find(type).filter(DataType::secret).isPresent()) {
            return "*".repeat(Math.min(8, value.length()));
        }
        return types.writing(type) == Writing.POSITION ? position(value) : mask(value);
    }

    /** What belongs to no type. */
    public static String mask(String value) {
        int length = value.codePointCount(0, value.length());
        if (value.codePoints().anyMatch(Character::isIdeographic)) {
            return keep(value, length <= 4 ? 1 : 2, 0);
        }
        int at = value.indexOf('@');
        if (at > 0) {
            return keep(value.substring(0, at), 1, 0) + value.substring(at);
        }
        if (length <= 3) {
            return "*".repeat(length);
        }
        if (length <= 7) {
            return keep(value, 1, 1);
        }
        int ends = Math.min(4, length / 4);
        return keep(value, Math.min(3, ends), ends);
    }

    private static String position(String value) {
        StringBuilder out = new StringBuilder();
        for (String part : value.split(",")) {
            int point = part.indexOf('.');
            int kept = point < 0 ? Math.min(2, part.length()) : Math.min(part.length(), point + 2);
            out.append(out.length() == 0 ? "" : ",").append(part, 0, kept).append("***");
        }
        return out.toString();
    }

    private static String keep(String value, int head, int tail) {
        int[] points = value.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            boolean shown = i < head || i >= points.length - tail;
            out.appendCodePoint(shown ? points[i] : '*');
        }
        return out.toString();
    }
}
