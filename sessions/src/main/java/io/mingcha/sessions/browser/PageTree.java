package io.mingcha.sessions.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.TargetClosedError;
import com.microsoft.playwright.options.BoundingBox;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.page.PageScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows, as elements: its own document with open shadow roots, then those of its frames, which lie on top of
 * it. An element is named by frame and number, {@code 0:17}, until the next reading.
 */
final class PageTree implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

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
            Point at = place(frame);
            JSHandle read = frame.evaluateHandle(PageScript.FUNCTION);
            JsonNode json = JSON.valueToTree(read.getProperty("tree").jsonValue());
            int number = frames.size();
            frames.add(read.getProperty("elements"));
            read.dispose();
            if (json.isObject()) {
                roots.add(PageScript.node(json, number + ":", at));
                source.append(json).append('\n');
            }
        } catch (TargetClosedError e) {
            throw e;
        } catch (PlaywrightException e) {
            // The frame went while it was read: it shows nothing any more.
        }
    }

    private static Point place(Frame frame) {
        if (frame.parentFrame() == null) {
            return new Point(0, 0);
        }
        @Nullable BoundingBox box = frame.frameElement().boundingBox();
        return box == null ? new Point(0, 0) : new Point((int) box.x, (int) box.y);
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
}
