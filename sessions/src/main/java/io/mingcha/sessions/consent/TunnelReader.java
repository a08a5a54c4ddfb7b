package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Optional;

/** Reads the dialog in which the system asks whether an app may set up a VPN. */
final class TunnelReader {
    private final TunnelTexts texts;

    TunnelReader(TunnelTexts texts) {
        this.texts = texts;
    }

    void read(Tree tree, Findings found) {
        for (Node root : tree.roots()) {
            if (root.all().anyMatch(n -> n.app().filter(texts.apps()::contains).isPresent())) {
                List<Control> controls = tree.controls(root);
                first(controls, texts.deny()).ifPresent(deny -> {
                    found.tunnel(new TunnelPrompt(root, tree.text(root)));
                    found.target(Role.DENY, deny);
                    found.target(Role.ALLOW, first(controls, texts.allow()));
                });
            }
        }
    }

    private static Optional<Node> first(List<Control> controls, Patterns labels) {
        return controls.stream().filter(c -> labels.fit(c.label())).findFirst().map(Control::node);
    }
}
