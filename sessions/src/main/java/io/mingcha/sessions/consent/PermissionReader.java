package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the dialogs in which a system asks for a permission. An app's own words about one are none. */
final class PermissionReader {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]{1,40}\"");
    private static final Set<Role> GRANTS = Set.of(Role.ALLOW, Role.ALLOW_IN_USE, Role.ALLOW_ONCE);

    private final PermissionTexts texts;

    PermissionReader(PermissionTexts texts) {
        this.texts = texts;
    }

    void read(Tree tree, Findings found) {
        dialogs(tree).forEach(dialog -> read(dialog, tree, found));
    }

    /** Windows of the system's permission apps, and alerts. */
    private List<Node> dialogs(Tree tree) {
        List<Node> dialogs = new ArrayList<>();
        for (Node root : tree.roots()) {
            if (root.all().anyMatch(n -> n.app().filter(texts.apps()::contains).isPresent())) {
                dialogs.add(root);
            } else {
                root.all()
                        .filter(n -> texts.alerts().contains(n.kind()))
                        .findFirst()
                        .ifPresent(dialogs::add);
            }
        }
        return dialogs;
    }

    private void read(Node dialog, Tree tree, Findings found) {
        Map<Role, List<Control>> buttons = new EnumMap<>(Role.class);
        for (Control control : tree.controls(dialog)) {
            role(control)
                    .ifPresent(role -> buttons.computeIfAbsent(role, r -> new ArrayList<>())
                            .add(control));
        }
        boolean grants = GRANTS.stream().anyMatch(buttons::containsKey);
        if (!buttons.containsKey(Role.DENY) || !grants) {
            return;
        }
        Set<String> labels = buttons.values().stream()
                .flatMap(List::stream)
                .map(Control::label)
                .collect(Collectors.toSet());
        Optional<String> question = tree.lines(dialog).stream()
                .filter(line -> !labels.contains(Plain.label(line)))
                .filter(line -> texts.asks().stream().anyMatch(a -> a.texts().in(unquoted(line))))
                .findFirst();
        if (question.isEmpty() && !byId(buttons)) {
            return;
        }
        found.permission(new PermissionPrompt(
                dialog, question.map(q -> permissions(q, found)).orElseGet(() -> unknown(found)), question.orElse("")));
        buttons.forEach((role, all) -> found.target(role, all.get(0).node()));
        found.target(Role.ALLOW, first(buttons, Role.ALLOW_IN_USE));
    }

    private static Optional<Node> first(Map<Role, List<Control>> buttons, Role role) {
        return buttons.getOrDefault(role, List.of()).stream().findFirst().map(Control::node);
    }

    private Optional<Role> role(Control control) {
        if (control.isBox()) {
            return Optional.empty();
        }
        String id = id(control.node());
        for (Map.Entry<Role, Set<String>> known : texts.ids().entrySet()) {
            if (known.getValue().contains(id)) {
                return Optional.of(known.getKey());
            }
        }
        return texts.labels().entrySet().stream()
                .filter(e -> e.getValue().fit(control.label()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String id(Node node) {
        String id = node.id().orElse("");
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private boolean byId(Map<Role, List<Control>> buttons) {
        return buttons.getOrDefault(Role.DENY, List.of()).stream()
                .anyMatch(c -> texts.ids().getOrDefault(Role.DENY, Set.of()).contains(id(c.node())));
    }

    /** An app may be named after what it may ask for. */
    private static String unquoted(String line) {
        return QUOTED.matcher(line).replaceAll("");
    }

    private List<String> permissions(String question, Findings found) {
        String asked = unquoted(question);
        int longest = 0;
        List<PermissionTexts.Ask> best = new ArrayList<>();
        for (PermissionTexts.Ask ask : texts.asks()) {
            int reach = ask.texts().reach(asked);
            if (reach > longest) {
                best.clear();
                longest = reach;
            }
            if (reach > 0 && reach == longest) {
                best.add(ask);
            }
        }
        return best.size() == 1 ? best.get(0).names() : unknown(found);
    }

    private static List<String> unknown(Findings found) {
        found.doubt(
                Doubt.About.PERMISSION, "系统弹窗未能对应到一项权限", "the system's dialog does not match exactly one permission");
        return List.of();
    }
}
