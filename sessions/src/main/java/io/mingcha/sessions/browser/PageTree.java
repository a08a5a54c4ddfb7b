package io.mingcha.sessions.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.BoundingBox;
import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows, as elements: its own document with open shadow roots, then those of its frames, which lie on top of
 * it. An element is named by frame and number, {@code 0:17}, until the next reading.
 */
final class PageTree implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = script();

    private final List<JSHandle> frames = new ArrayList<>();
    private final List<Node> roots = new ArrayList<>();
    private final StringBuilder source = new StringBuilder();

    static PageTree of(Page page) {
        PageTree tree = new PageTree();
        for (Frame frame : page.frames()) {
            if (!frame.isDetached()) {
                tree.add(frame);
            }
        }
        return tree;
    }

    private void add(Frame frame) {
        try {
            Bounds at = place(frame);
            JSHandle read = frame.evaluateHandle(SCRIPT);
            JsonNode json = JSON.valueToTree(read.getProperty("tree").jsonValue());
            int number = frames.size();
            frames.add(read.getProperty("elements"));
            read.dispose();
            if (json.isObject()) {
                roots.add(node(json, number, at));
                source.append(json).append('\n');
            }
        } catch (PlaywrightException e) {
            // The frame went while it was read: it shows nothing any more.
        }
    }

    private static Bounds place(Frame frame) {
        if (frame.parentFrame() == null) {
            return Bounds.NONE;
        }
        @Nullable BoundingBox box = frame.frameElement().boundingBox();
        return box == null
                ? Bounds.NONE
                : new Bounds((int) box.x, (int) box.y, (int) (box.x + box.width), (int) (box.y + box.height));
    }

    private static Node node(JsonNode json, int frame, Bounds at) {
        List<Node> children = new ArrayList<>();
        json.path("children").forEach(child -> children.add(node(child, frame, at)));
        Set<Node.Trait> traits = EnumSet.noneOf(Node.Trait.class);
        json.path("traits").forEach(t -> traits.add(Node.Trait.valueOf(t.asText())));
        JsonNode box = json.path("box");
        return new Node(
                frame + ":" + json.path("at").asInt(),
                json.path("kind").asText(),
                json.path("text").asText(),
                json.path("description").asText(),
                Optional.of(json.path("id").asText()).filter(id -> !id.isEmpty()),
                Optional.empty(),
                new Bounds(
                        box.path("left").asInt() + at.left(),
                        box.path("top").asInt() + at.top(),
                        box.path("right").asInt() + at.left(),
                        box.path("bottom").asInt() + at.top()),
                traits,
                children);
    }

    List<Node> roots() {
        return roots;
    }

    String source() {
        return source.toString();
    }

    /** The element that a node stands for, if this is the reading that it is of. */
    Optional<ElementHandle> element(Node node) {
        String[] ref = node.ref().split(":", 2);
        try {
            JSHandle elements = frames.get(Integer.parseInt(ref[0]));
            return Optional.ofNullable(elements.getProperty(ref[1]).asElement());
        } catch (IndexOutOfBoundsException | NumberFormatException | PlaywrightException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        for (JSHandle frame : frames) {
            try {
                frame.dispose();
            } catch (PlaywrightException e) {
                // It went with its page.
            }
        }
    }

    private static String script() {
        try (InputStream in = PageTree.class.getResourceAsStream("page-tree.js")) {
            if (in == null) {
                throw new IllegalStateException("page-tree.js is not in the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
