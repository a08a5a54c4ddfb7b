package io.mingcha.analyzer.decode;

import io.mingcha.analyzer.recipe.Recipe;
import io.mingcha.analyzer.recipe.Recipes;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens messages. Safe for use by several threads. */
public final class Decoder {
    private final Limits limits;
    private final Names names = new Names();
    private final HeaderFields headers = new HeaderFields();
    private final Recipes recipes;
    private final Map<String, byte[]> keys;

    /** One without recipes. */
    public Decoder(Limits limits) {
        this(limits, Recipes.NONE, Map.of());
    }

    /** @param keys that recipes may ask for, in hex by name; what is no hex is passed over */
    public Decoder(Limits limits, Recipes recipes, Map<String, String> keys) {
        this.limits = limits;
        this.recipes = recipes;
        Map<String, byte[]> bytes = new HashMap<>();
        keys.forEach((name, hex) -> TextCoding.hexBytes(hex).ifPresent(key -> bytes.put(name, key)));
        this.keys = Map.copyOf(bytes);
    }

    /** Those that recipes may ask for. */
    public List<byte[]> keys() {
        return keys.keySet().stream().sorted().map(keys::get).toList();
    }

    /** Opens a message that no recipe is for. */
    public Decoded open(Direction direction, Message message) {
        return open(direction, message, Target.UNKNOWN);
    }

    /** Opens every part of a message: target, headers, cookies, body. Never throws for what the message holds. */
    public Decoded open(Direction direction, Message message, Target to) {
        List<Recipe> applicable = recipes.of(to.host(), to.path());
        Opening opening =
                new Opening(limits, names, applicable.isEmpty() ? RecipeLayer.NONE : new RecipeLayer(applicable, keys));
        ByteLayers layers = new ByteLayers(opening);
        List<Node> parts = new ArrayList<>(4);
        String side = direction.label();
        message.head().ifPresent(head -> {
            if (head instanceof Head.Request request) {
                target(parts, side, request.target(), opening, layers);
            }
            headers.open(parts, side, head.headers(), opening, layers);
        });
        headers.open(parts, side, message.trailers(), opening, layers);
        body(parts, direction, message, opening, layers);
        opening.recipes.finish(parts, opening, layers);
        return new Decoded(parts, opening.stops());
    }

    /** The name of the server that was asked for; nothing if it is a bare address. */
    public Decoded host(String host) {
        if (host.isEmpty() || host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            return Decoded.NOTHING;
        }
        Node node = Node.root(Location.HOST, Direction.REQUEST.label() + ".host", 0, host.length())
                .kind(Node.Kind.TEXT)
                .text(host, true);
        return new Decoded(List.of(node), List.of());
    }

    private static void target(List<Node> parts, String side, String target, Opening opening, ByteLayers layers) {
        byte[] bytes = Opening.utf8(target);
        int query = target.indexOf('?');
        int pathEnd = query < 0 ? bytes.length : Opening.utf8(target.substring(0, query)).length;
        int hash = target.indexOf('#');
        int end = hash > query && hash >= 0 ? Opening.utf8(target.substring(0, hash)).length : bytes.length;
        Node path = Node.root(Location.PATH, side + ".path", 0, Math.min(pathEnd, end));
        Slice whole = Slice.recorded(bytes, bytes.length);
        int segment = 0;
        int start = 0;
        for (int i = 0; i <= Math.min(pathEnd, end); i++) {
            if (i == Math.min(pathEnd, end) || bytes[i] == '/') {
                if (i > start) {
                    String raw = whole.text(start, i);
                    String value = TextCoding.percent(raw, false);
                    Node node =
                            path.member("[" + segment + "]", "", Node.Kind.TEXT).text(value, value.equals(raw));
                    whole.place(node, start, i);
                    layers.text().leaf(node, value, 1);
                    segment++;
                }
                start = i + 1;
            }
        }
        parts.add(path);
        if (query >= 0 && end > pathEnd + 1) {
            Node node = Node.root(Location.URL_QUERY, side + ".query", pathEnd + 1, end - pathEnd - 1);
            FormLayer.open(node, whole.part(pathEnd + 1, end), opening, layers.text(), 1);
            parts.add(node);
        }
    }

    private void body(List<Node> parts, Direction direction, Message message, Opening opening, ByteLayers layers) {
        Body body = message.body();
        byte[] bytes = body.bytes();
        if (bytes.length == 0) {
            return;
        }
        int looked = Math.min(bytes.length, limits.bytes());
        Node root = Node.root(Location.BODY, direction.label() + ".body", 0, bytes.length);
        if (looked < bytes.length) {
            opening.limit(root, Text.of("只解开了前 " + looked + " 字节", "only the first " + looked + " bytes were opened"));
        }
        Hint hint = message.head()
                .map(h -> Hint.of(
                        h.header("content-type").orElse(""),
                        h.header("content-encoding").orElse("")))
                .orElse(Hint.NONE);
        Slice whole = Slice.recorded(bytes, looked);
        if (!conversation(direction, Conversation.of(direction, message.head()), root, whole, opening, layers)) {
            layers.open(root, whole, hint, 0);
        }
        parts.add(root);
    }

    private static boolean conversation(
            Direction direction, Conversation kind, Node root, Slice whole, Opening opening, ByteLayers layers) {
        return switch (kind) {
            case WEB_SOCKET -> WebSocketLayer.open(root, whole, direction == Direction.REQUEST, opening, layers);
            case GRPC -> GrpcLayer.open(root, whole, opening, layers, 0);
            case GRPC_WEB_TEXT ->
                TextCoding.base64Pieces(whole.text(whole.from(), whole.to()))
                        .map(b -> GrpcLayer.open(
                                root.layer("base64", Node.Kind.OBJECT), Slice.derived(b), opening, layers, 1))
                        .orElse(false);
            case EVENTS -> EventStreamLayer.open(root, whole, opening, layers, 0);
            case NONE -> false;
        };
    }
}
