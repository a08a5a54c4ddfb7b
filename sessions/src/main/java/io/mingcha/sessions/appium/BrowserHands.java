package io.mingcha.sessions.appium;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.page.PageScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A browser through Appium's Chromium driver. Elements are found again by what the page script returned. */
final class BrowserHands implements Hands {
    /** Under this name the W3C's section 12 puts an element's reference. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final Wire wire;
    private JsonNode elements = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    private Optional<String> app = Optional.empty();

    BrowserHands(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.FOREGROUND);
    }

    @Override
    public Reading read() {
        JsonNode read = wire.execute("return (" + PageScript.FUNCTION + ")()");
        elements = read.path("elements");
        JsonNode tree = read.path("tree");
        List<Node> roots = tree.isObject() ? List.of(PageScript.node(tree, "", new Point(0, 0))) : List.of();
        return new Reading(roots, tree.toString(), app);
    }

    @Override
    public void tap(Node node) {
        try {
            String element =
                    elements.path(Integer.parseInt(node.ref())).path(ELEMENT).asText();
            wire.post("element/" + element + "/click", Map.of());
        } catch (NumberFormatException e) {
            throw new WireError("no such element", node.label());
        }
    }

    @Override
    public void press(Key key) {
        switch (key) {
            case BACK -> wire.post("back", Map.of());
            case ENTER ->
                wire.post(
                        "actions",
                        Map.of(
                                "actions",
                                List.of(Map.of(
                                        "type",
                                        "key",
                                        "id",
                                        "keyboard",
                                        "actions",
                                        List.of(
                                                Map.of("type", "keyDown", "value", "\uE007"),
                                                Map.of("type", "keyUp", "value", "\uE007"))))));
            case HOME -> throw Hands.unsupported("home");
        }
    }

    @Override
    public void launch(String site) {
        app = Optional.of(site);
        wire.post("url", Map.of("url", site));
    }

    @Override
    public void stop(String site) {
        wire.post("url", Map.of("url", "about:blank"));
    }

    @Override
    public void open(String url) {
        wire.post("url", Map.of("url", url));
    }
}
