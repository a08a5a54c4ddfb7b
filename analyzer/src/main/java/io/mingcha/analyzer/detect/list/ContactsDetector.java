package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes.Shape;
import io.mingcha.analyzer.catalogue.ListShapes.Unless;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.known.Spellings;
import io.mingcha.analyzer.detect.nobody.Things;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises an address book by its shape: many people, each with a number. */
public final class ContactsDetector {
    private static final String TYPE = "contacts";
    private static final int PEOPLE = 3;
    private static final int NUMBERS = 5;
    /** Numbers in one text that are told apart; what is behind them is not counted. */
    private static final int MOST_NUMBERS = 100_000;
    /** An object of more members is a map of people, not a table of columns. */
    private static final int FEW = 12;

    /** 〆, the first there is in Unicode. */
    private static final char FIRST_IDEOGRAPH = 0x3006;

    private static final Pattern INDEXED = Pattern.compile("(.*?[\\[._]\\d{1,5}\\]?)[\\[._]+([^\\[\\]]+)\\]?");
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9A-Za-z])(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?![0-9A-Za-z])");

    private final FieldNames fields;

    /** What makes a list of people one of those who serve customers. */
    private final List<Unless> unless;

    public ContactsDetector(FieldNames fields) {
        this.fields = fields;
        this.unless = fields.lists().shapes().stream()
                .filter(shape -> shape.type().equals(TYPE))
                .map(Shape::unless)
                .toList();
    }

    public Optional<Hit> find(Node node) {
        Optional<Hit> like = like(node);
        return like.isPresent() && isOfService(node) ? Optional.empty() : like;
    }

    private boolean isOfService(Node node) {
        return unless.stream().anyMatch(u -> Things.isNobodys(node, u, fields));
    }

    private Optional<Hit> like(Node node) {
        return switch (node.kind()) {
            case ARRAY -> list(node);
            case OBJECT -> map(node);
            case TEXT -> node.isOpened() ? Optional.empty() : text(node);
            default -> Optional.empty();
        };
    }

    private Optional<Hit> list(Node array) {
        List<Node> items = array.children();
        if (items.size() < PEOPLE) {
            return Optional.empty();
        }
        Set<String> numbers = new HashSet<>();
        int people = 0;
        int bare = 0;
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            if (item.kind() == Node.Kind.TEXT) {
                String number = number(item.text());
                bare += !number.isEmpty() && numbers.add(number) ? 1 : 0;
            } else {
                people += isPerson(item, numbers) ? 1 : 0;
            }
            int others = i + 1 - people - bare;
            if (others * 10 > items.size() * 4) {
                return Optional.empty();
            }
        }
        if (people >= PEOPLE && people * 10 >= items.size() * 6) {
            return Optional.of(bulk(array, people, 0.9));
        }
        return isOfNumbers(array.key()) && bare >= NUMBERS && bare * 10 >= items.size() * 8
                ? Optional.of(bulk(array, bare, 0.85))
                : Optional.empty();
    }

    private boolean isOfNumbers(String name) {
        Meaning meaning = fields.of(name);
        return meaning.has(Sense.CONTACTS) || meaning.names("phone_number");
    }

    /** An object with a name of somebody and a number of theirs, which no one before had. */
    private boolean isPerson(Node item, Set<String> numbers) {
        if (!holdNumber(item.members(), 2)) {
            return false;
        }
        String number = "";
        List<Node> others = new ArrayList<>(item.children().size());
        boolean called = false;
        int seen = 0;
        for (Node member : item.members()) {
            if (++seen > 40) {
                break;
            }
            if (member.kind() == Node.Kind.ARRAY) {
                for (Node inner : member.children()) {
                    number = number.isEmpty() ? first(inner) : number;
                }
                continue;
            }
            if (isOfBusiness(member.key())) {
                return false;
            }
            if (member.kind() == Node.Kind.OBJECT) {
                number = number.isEmpty() ? first(member) : number;
                called |= member.children().stream()
                        .anyMatch(m -> isNaming(member.key())
                                && isCalled(member.key(), m.text().strip()));
                continue;
            }
            String text = member.text().strip();
            String read = number(text);
            if (!read.isEmpty() && !fields.of(member.key()).has(Sense.UNLIKE)) {
                number = number.isEmpty() ? read : number;
            } else {
                others.add(member);
            }
        }
        return !number.isEmpty()
                && (called
                        || others.stream()
                                .anyMatch(o -> isCalled(o.key(), o.text().strip())))
                && numbers.add(number);
    }

    /** A shop's or a service's; but for whom somebody works. */
    private boolean isOfBusiness(String name) {
        Meaning meaning = fields.of(name);
        return meaning.has(Sense.ORGANISATION) && !meaning.names("employer");
    }

    /** Whether a text of these, so many levels down, is a number. */
    private static boolean holdNumber(List<Node> nodes, int levels) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (isNumber(node.text()) || levels > 0 && holdNumber(node.children(), levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWritten(String text) {
        if (text.length() < 11 || text.length() > 20) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean written = c <= ' ' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '(' || c == ')';
            if (!written && !Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }

    private String first(Node node) {
        if (node.kind() == Node.Kind.TEXT) {
            return number(node.text());
        }
        for (Node child : node.children()) {
            String read = child.kind() == Node.Kind.TEXT ? number(child.text()) : "";
            if (!read.isEmpty()) {
                return read;
            }
        }
        return "";
    }

    private static boolean isCalled(String key, String text) {
        if (text.isEmpty() || text.length() > 60) {
            return false;
        }
        return text.length() >= 2 && text.length() <= 12 && ideographs(text, 1) > 0 || !key.isEmpty() && isNaming(key);
    }

    /** How many Chinese characters there are among the first two thousand; counts no further than asked for. */
    private static int ideographs(String text, int enough) {
        int count = 0;
        int end = Math.min(text.length(), 2000);
        for (int i = 0; i < end && count < enough; i++) {
            char c = text.charAt(i);
            if (c >= FIRST_IDEOGRAPH
                    && (Character.isHighSurrogate(c) ? isIdeograph(text, i) : Character.isIdeographic(c))) {
                count++;
            }
        }
        return count;
    }

    private static boolean isIdeograph(String text, int at) {
        return Character.isIdeographic(text.codePointAt(at));
    }

    private static boolean isNaming(String key) {
        String k = key.toLowerCase(Locale.ROOT);
        return k.contains("name")
                || k.contains("nick")
                || k.contains("display")
                || k.contains("xm")
                || k.contains("姓名")
                || k.contains("remark")
                || k.equals("n")
                || k.contains("contact");
    }

    /** {@code {"张三": "138…", …}} or {@code {"138…": "张三", …}}; of what is called one of numbers {@code {"138…": …}}. */
    private Optional<Hit> map(Node object) {
        List<Node> members = object.children();
        if (members.size() >= 2 && members.size() <= FEW) {
            Optional<Hit> columns = columns(object);
            if (columns.isPresent()) {
                return columns;
            }
        }
        if (members.size() < NUMBERS || !mayHoldPeople(members)) {
            return Optional.empty();
        }
        Optional<Hit> indexed = indexed(object);
        if (indexed.isPresent()) {
            return indexed;
        }
        Set<String> numbers = new HashSet<>();
        boolean named = isOfNumbers(object.key());
        for (Node member : members) {
            if (named && isNumber(member.key())) {
                numbers.add(number(member.key()));
                continue;
            }
            if (member.kind() != Node.Kind.TEXT) {
                continue;
            }
            String number = number(member.text());
            if (!number.isEmpty() && isCalled("", member.key())) {
                numbers.add(number);
            } else if (number.isEmpty() && isNumber(member.key()) && isCalled("", member.text())) {
                numbers.add(number(member.key()));
            }
        }
        return numbers.size() >= NUMBERS && numbers.size() * 10 >= members.size() * 8
                ? Optional.of(bulk(object, numbers.size(), 0.85))
                : Optional.empty();
    }

    /** False only if too few of the values and the names are written as numbers of people are. */
    private static boolean mayHoldPeople(List<Node> members) {
        int possible = 0;
        for (Node member : members) {
            possible += isWritten(member.text()) || isWritten(member.key()) ? 1 : 0;
        }
        return possible >= PEOPLE;
    }

    /** {@code {"names": […], "phones": […]}}: a column of numbers beside one of names. */
    private Optional<Hit> columns(Node object) {
        for (Node column : object.children()) {
            int rows = column.kind() == Node.Kind.ARRAY ? column.children().size() : 0;
            if (rows < PEOPLE || fields.of(column.key()).has(Sense.UNLIKE)) {
                continue;
            }
            Set<String> numbers = new HashSet<>();
            for (Node cell : column.children()) {
                String number = cell.kind() == Node.Kind.TEXT ? number(cell.text()) : "";
                if (!number.isEmpty()) {
                    numbers.add(number);
                }
            }
            if (numbers.size() < PEOPLE || numbers.size() * 10 < rows * 8) {
                continue;
            }
            for (Node other : object.children()) {
                boolean names = other != column
                        && other.kind() == Node.Kind.ARRAY
                        && other.children().size() == rows
                        && !fields.of(other.key()).has(Sense.ORGANISATION)
                        && other.children().stream()
                                        .filter(c -> number(c.text()).isEmpty()
                                                && isCalled(
                                                        other.key(), c.text().strip()))
                                        .count()
                                >= rows * 6L / 10;
                if (names) {
                    return Optional.of(bulk(object, numbers.size(), 0.85));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code c[0][name]=…&c[0][phone]=…}, as forms write a list of people. */
    private Optional<Hit> indexed(Node form) {
        Map<String, boolean[]> people = new HashMap<>(0);
        Set<String> numbers = new HashSet<>(0);
        for (Node pair : form.children()) {
            if (pair.key().length() >= 80 || !hasDigit(pair.key())) {
                continue;
            }
            Matcher m = INDEXED.matcher(pair.key());
            if (!m.matches()) {
                continue;
            }
            boolean[] person = people.computeIfAbsent(m.group(1), k -> new boolean[2]);
            String number = fields.of(m.group(2)).has(Sense.UNLIKE) ? "" : number(pair.text());
            person[0] |= !number.isEmpty() && numbers.add(number);
            person[1] |= number.isEmpty() && isCalled(m.group(2), pair.text().strip());
        }
        if (people.isEmpty()) {
            return Optional.empty();
        }
        long complete = people.values().stream().filter(p -> p[0] && p[1]).count();
        return complete >= PEOPLE && complete * 10 >= people.size() * 6L
                ? Optional.of(bulk(form, (int) complete, 0.85))
                : Optional.empty();
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** vCards (RFC 6350), or names and numbers in lines. */
    private Optional<Hit> text(Node leaf) {
        String text = leaf.text();
        if (text.length() < NUMBERS * 12) {
            return Optional.empty();
        }
        int cards = count(text, "BEGIN:VCARD");
        if (cards >= PEOPLE) {
            return Optional.of(bulk(leaf, cards, 0.95));
        }
        boolean named = fields.of(leaf.key()).has(Sense.CONTACTS);
        boolean han = ideographs(text, 2 * NUMBERS) >= 2 * NUMBERS;
        if (!named && !han) {
            return Optional.empty();
        }
        Set<String> numbers = new HashSet<>();
        Matcher m = MOBILE.matcher(text);
        while (numbers.size() < MOST_NUMBERS && m.find()) {
            if (Checks.phone(m.group())) {
                numbers.add(Spellings.mobile(m.group()));
            }
        }
        boolean dense = numbers.size() * 60 >= text.length();
        if (numbers.size() < NUMBERS || !named && !dense) {
            return Optional.empty();
        }
        Hit told = bulk(leaf, numbers.size(), 0.85);
        return Optional.of(numbers.size() < MOST_NUMBERS ? told : told.orMore());
    }

    private static int count(String text, String word) {
        int n = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
            n++;
        }
        return n;
    }

    private static boolean isNumber(String text) {
        return isWritten(text) && Checks.phone(text.strip());
    }

    private static String number(String text) {
        if (!isNumber(text)) {
            return "";
        }
        String mobile = Spellings.mobile(text);
        return mobile.isEmpty() ? Spellings.bare(text) : mobile;
    }

    private static Hit bulk(Node node, int count, double confidence) {
        return Hit.entries(TYPE, node, confidence, count);
    }
}
