package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads what {@code uiautomator dump} writes. */
final class UiDump {
    private static final int MOST_NODES = 50_000;
    private static final Pattern BOUNDS = Pattern.compile("\\[(-?\\d{1,6}),(-?\\d{1,6})]\\[(-?\\d{1,6}),(-?\\d{1,6})]");
    private static final Pattern REFERENCE = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|\\d{1,7});");
    private static final Map<String, Trait> TRAITS = Map.of(
            "clickable", Trait.CLICKABLE,
            "checkable", Trait.CHECKABLE,
            "checked", Trait.CHECKED,
            "enabled", Trait.ENABLED,
            "focused", Trait.FOCUSED,
            "password", Trait.PASSWORD,
            "scrollable", Trait.SCROLLABLE);

    private final List<Node> roots = new ArrayList<>();
    private final Deque<Draft> open = new ArrayDeque<>();
    private int count;

    private UiDump() {}

    private record Draft(
            String ref,
            String kind,
            String text,
            String description,
            Optional<String> id,
            Optional<String> app,
            Bounds bounds,
            Set<Trait> traits,
            List<Node> children) {
        Node done() {
            return new Node(ref, kind, text, description, id, app, bounds, traits, children);
        }
    }

    /** @throws XMLStreamException if it is not a whole dump */
    static List<Node> parse(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(mended(xml)));
        UiDump dump = new UiDump();
        while (reader.hasNext()) {
            int event = reader.next();
            boolean node = (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
                    && reader.getLocalName().equals("node");
            if (node && event == XMLStreamConstants.START_ELEMENT) {
                dump.begin(reader);
            } else if (node) {
                dump.end();
            }
        }
        return dump.roots;
    }

    private void begin(XMLStreamReader reader) throws XMLStreamException {
        if (count++ > MOST_NODES) {
            throw new XMLStreamException("more than " + MOST_NODES + " elements");
        }
        String kind = value(reader, "class");
        open.push(new Draft(
                Integer.toString(count),
                kind,
                value(reader, "text"),
                value(reader, "content-desc"),
                Optional.of(value(reader, "resource-id")).filter(s -> !s.isEmpty()),
                Optional.of(value(reader, "package")).filter(s -> !s.isEmpty()),
                bounds(value(reader, "bounds")),
                traits(reader, kind),
                new ArrayList<>()));
    }

    private void end() {
        Node node = open.pop().done();
        Draft outer = open.peek();
        (outer == null ? roots : outer.children()).add(node);
    }

    private static Set<Trait> traits(XMLStreamReader reader, String kind) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        TRAITS.forEach((attribute, trait) -> {
            if (value(reader, attribute).equals("true")) {
                traits.add(trait);
            }
        });
        if (kind.endsWith("EditText") || kind.endsWith("AutoCompleteTextView")) {
            traits.add(Trait.EDITABLE);
        }
        return traits;
    }

    private static String value(XMLStreamReader reader, String attribute) {
        return Objects.requireNonNullElse(reader.getAttributeValue(null, attribute), "");
    }

    private static Bounds bounds(String text) {
        Matcher m = BOUNDS.matcher(text);
        return m.matches()
                ? new Bounds(
                        Integer.parseInt(m.group(1)),
                        Integer.parseInt(m.group(2)),
                        Integer.parseInt(m.group(3)),
                        Integer.parseInt(m.group(4)))
                : Bounds.NONE;
    }

    /** Android writes an emoji as two references to halves, and control characters as they are: no XML either way. */
    private static String mended(String xml) {
        StringBuilder whole = new StringBuilder(xml.length());
        Matcher m = REFERENCE.matcher(xml);
        int from = 0;
        char half = 0;
        while (m.find()) {
            if (m.start() > from) {
                half = 0;
            }
            whole.append(xml, from, m.start());
            from = m.end();
            String number = m.group(1);
            int code = number.startsWith("x") ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
            if (code >= 0xd800 && code < 0xdc00) {
                half = (char) code;
            } else if (code >= 0xdc00 && code < 0xe000) {
                if (half != 0) {
                    whole.appendCodePoint(Character.toCodePoint(half, (char) code));
                }
                half = 0;
            } else {
                half = 0;
                whole.append(isXml(code) ? m.group() : "\ufffd");
            }
        }
        whole.append(xml, from, xml.length());
        return whole.toString().replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }

    private static boolean isXml(int code) {
        return code == 9
                || code == 10
                || code == 13
                || code >= 0x20 && code <= 0xfffd
                || code >= 0x10000 && code <= Character.MAX_CODE_POINT;
    }
}
