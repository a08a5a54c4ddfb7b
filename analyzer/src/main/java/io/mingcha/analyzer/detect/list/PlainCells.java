package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.ListShapes.Cell;
import io.mingcha.analyzer.detect.check.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What cells that nothing names look like. */
final class PlainCells {
    private static final int[] NOWHERE = {};
    private static final int SHORTEST_WORDS = 4;
    private static final int MAC = 17;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(?:\\.[0-9]{1,12})?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,3}\\.[0-9]{1,17}(?:[eE]-?[0-9]{1,2})?");
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}\\.[0-9]{4,15}");
    private static final Pattern SINCE_2010 = Pattern.compile("1[2-9][0-9]{8}(?:[0-9]{3})?(?:\\.[0-9]{1,6})?");
    private static final Pattern DATE = Pattern.compile(
            "20[1-4][0-9][-/.]?[01]?[0-9][-/.]?[0-3]?[0-9][ T]?(?:[0-2]?[0-9]:?[0-5][0-9]:?(?:[0-5][0-9])?.{0,10})");
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,5}");
    private static final Pattern KIND =
            Pattern.compile("[0-9]|1[0-9]|[\\u4e00-\\u9fa5]{2,4}|(?i:in(?:coming)?|out(?:going)?|missed)");
    private static final Pattern SIGNAL = Pattern.compile("-(?:[2-9][0-9]|1[0-2][0-9])(?:\\.[0-9])?");
    private static final Pattern FREQUENCY = Pattern.compile("24[0-9]{2}|(?:49|5[0-9]|6[0-9]|7[01])[0-9]{2}");

    private PlainCells() {}

    /** Where in the row each of these is, each in a place of its own; nowhere if one is wanting. */
    static int[] places(List<Cell> wanted, List<String> row) {
        if (row.size() < wanted.size()) {
            return NOWHERE;
        }
        int[] places = new int[wanted.size()];
        long taken = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = -1;
            int width = width(wanted.get(i));
            for (int at = 0; at + width <= row.size() && places[i] < 0; at++) {
                long here = ((1L << width) - 1) << at;
                if ((taken & here) == 0 && isAt(wanted.get(i), row, at)) {
                    places[i] = at;
                    taken |= here;
                }
            }
            if (places[i] < 0) {
                return NOWHERE;
            }
        }
        return places;
    }

    /** Whether the row has each of these at its place. */
    static boolean areAt(List<Cell> wanted, List<String> row, int[] places) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] + width(wanted.get(i)) > row.size() || !isAt(wanted.get(i), row, places[i])) {
                return false;
            }
        }
        return true;
    }

    private static int width(Cell cell) {
        return cell == Cell.POSITION ? 2 : 1;
    }

    private static boolean isAt(Cell cell, List<String> row, int at) {
        String text = row.get(at);
        return !text.isEmpty() && (cell == Cell.POSITION ? isPosition(text, row.get(at + 1)) : is(cell, text));
    }

    /** Most cells are none of most kinds, which their length or first letter tells. */
    private static boolean is(Cell cell, String text) {
        int length = text.length();
        char first = text.charAt(0);
        return switch (cell) {
            case NUMBER -> isDigit(first) && NUMBER.matcher(text).matches();
            case DECIMAL ->
                isDigit(first) && text.indexOf('.') > 0 && DECIMAL.matcher(text).matches();
            case PHONE -> isDigit(first) && length >= 5 && (Checks.phone(text) || ListDetector.isOtherPhone(text));
            case MAC -> length == MAC && ListDetector.isMac(text);
            case PACKAGE -> text.indexOf('.') > 0 && ListDetector.isPackage(text);
            case PERSON -> !isDigit(first) && isPerson(text);
            case WORDS -> isWords(text);
            case TIME ->
                first >= '0'
                        && first <= '9'
                        && length >= 10
                        && (SINCE_2010.matcher(text).matches()
                                || DATE.matcher(text).matches());
            case DURATION -> length <= 5 && DURATION.matcher(text).matches();
            case KIND -> length <= 8 && KIND.matcher(text).matches();
            case SIGNAL -> first == '-' && SIGNAL.matcher(text).matches();
            case FREQUENCY -> length == 4 && FREQUENCY.matcher(text).matches();
            case POSITION -> false;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+';
    }

    private static boolean isPerson(String text) {
        return Checks.personName(text) || Checks.latinName(text);
    }

    private static boolean isWords(String text) {
        return text.length() >= SHORTEST_WORDS
                && !NUMBER.matcher(text).matches()
                && !DATE.matcher(text).matches()
                && (text.length() > 4 && text.indexOf(' ') > 0 && Character.isLetter(text.charAt(0))
                        || text.chars().filter(Character::isIdeographic).count() > SHORTEST_WORDS);
    }

    /** The same in one text, with a comma or a space between the two. */
    static boolean isPosition(String text) {
        int comma = text.indexOf(',');
        int between = comma > 0 ? comma : text.indexOf(' ');
        return between > 0
                && isPosition(
                        text.substring(0, between).strip(),
                        text.substring(between + 1).strip());
    }

    /** Latitude and longitude in either order, told to ten metres at least, and not both near nothing. */
    private static boolean isPosition(String first, String second) {
        if (first.indexOf('.') < 0
                || second.indexOf('.') < 0
                || !DEGREES.matcher(first).matches()
                || !DEGREES.matcher(second).matches()) {
            return false;
        }
        double[] size = {Math.abs(Double.parseDouble(first)), Math.abs(Double.parseDouble(second))};
        Arrays.sort(size);
        return size[0] <= 90 && size[1] <= 180 && size[1] >= 10 && size[0] >= 1;
    }
}
