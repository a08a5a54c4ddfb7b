package io.mingcha.sessions.appium;

import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page source of UiAutomator2 and of XCUITest, as elements. */
final class SourceXml {
    private static final Pattern BOUNDS = Pattern.compile("\\[(-?\\d+),(-?\\d+)]\\[(-?\\d+),(-?\\d+)]");
    private static final Set<String> TAPPED = Set.of(
            "XCUIElementTypeButton",
            "XCUIElementTypeLink",
            "XCUIElementTypeCell",
            "XCUIElementTypeSwitch",
            "XCUIElementTypeCheckBox",
            "XCUIElementTypeTab",
            "XCUIElementTypeMenuItem");
    private static final Set<String> TYPED = Set.of(
            "XCUIElementTypeTextField",
            "XCUIElementTypeSecureTextField",
            "XCUIElementTypeSearchField",
            "XCUIElementTypeTextView");
    private static final Set<String> SWITCHED = Set.of("XCUIElementTypeSwitch", "XCUIElementTypeCheckBox");
    private static final Map<String, Node.Trait> TRAITS = Map.of(
            "clickable", Node.Trait.CLICKABLE,
            "checkable", Node.Trait.CHECKABLE,
            "checked", Node.Trait.CHECKED,
            "enabled", Node.Trait.ENABLED,
            "focused", Node.Trait.FOCUSED,
            "password", Node.Trait.PASSWORD,
            "scrollable", Node.Trait.SCROLLABLE);

    private int read;

    /** The windows of a source. */
    static List<Node> roots(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            SourceXml source = new SourceXml();
            boolean wrapper =
                    root.getTagName().equals("hierarchy") || root.getTagName().equals("AppiumAUT");
            return wrapper ? source.children(root) : List.of(source.node(root));
        } catch (ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
            throw new WireError("unknown error", "the page source is no XML: " + e.getMessage());
        }
    }

    private List<Node> children(Element element) {
        List<Node> nodes = new ArrayList<>();
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                nodes.add(node(child));
            }
        }
        return nodes;
    }

    private Node node(Element element) {
        String ref = "s" + read++;
        return element.getTagName().startsWith("XCUIElementType") ? ios(element, ref) : android(element, ref);
    }

    private Node android(Element element, String ref) {
        Set<Node.Trait> traits = EnumSet.noneOf(Node.Trait.class);
        TRAITS.forEach((name, trait) -> {
            if (element.getAttribute(name).equals("true")) {
                traits.add(trait);
            }
        });
        String kind = element.hasAttribute("class") ? element.getAttribute("class") : element.getTagName();
        if (kind.endsWith("EditText")) {
            traits.add(Node.Trait.EDITABLE);
        }
        boolean hidden = element.getAttribute("displayed").equals("false");
        return new Node(
                ref,
                kind,
                element.getAttribute("text"),
                element.getAttribute("content-desc"),
                present(element, "resource-id"),
                present(element, "package"),
                hidden ? Bounds.NONE : bounds(element.getAttribute("bounds")),
                traits,
                children(element));
    }

    private Node ios(Element element, String ref) {
        String kind = element.getTagName();
        Set<Node.Trait> traits = EnumSet.noneOf(Node.Trait.class);
        if (element.getAttribute("enabled").equals("true")) {
            traits.add(Node.Trait.ENABLED);
        }
        if (TAPPED.contains(kind)) {
            traits.add(Node.Trait.CLICKABLE);
        }
        if (TYPED.contains(kind)) {
            traits.add(Node.Trait.EDITABLE);
        }
        if (kind.equals("XCUIElementTypeSecureTextField")) {
            traits.add(Node.Trait.PASSWORD);
        }
        if (SWITCHED.contains(kind)) {
            traits.add(Node.Trait.CHECKABLE);
            if (element.getAttribute("value").equals("1")) {
                traits.add(Node.Trait.CHECKED);
            }
        }
        boolean typed = TYPED.contains(kind);
        String label = element.getAttribute("label");
        List<Node> children = children(element);
        // An element that only groups others repeats their words.
        boolean repeats = !children.isEmpty() && kind.equals("XCUIElementTypeOther");
        return new Node(
                ref,
                kind,
                typed ? element.getAttribute("value") : repeats ? "" : label,
                typed ? label : "",
                present(element, "name"),
                Optional.empty(),
                element.getAttribute("visible").equals("false") ? Bounds.NONE : place(element),
                traits,
                children);
    }

    private static Optional<String> present(Element element, String name) {
        return Optional.of(element.getAttribute(name)).filter(value -> !value.isEmpty());
    }

    private static Bounds bounds(String text) {
        Matcher matcher = BOUNDS.matcher(text);
        return matcher.matches()
                ? new Bounds(
                        number(matcher.group(1)),
                        number(matcher.group(2)),
                        number(matcher.group(3)),
                        number(matcher.group(4)))
                : Bounds.NONE;
    }

    private static Bounds place(Element element) {
        int left = number(element.getAttribute("x"));
        int top = number(element.getAttribute("y"));
        return new Bounds(
                left, top, left + number(element.getAttribute("width")), top + number(element.getAttribute("height")));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
