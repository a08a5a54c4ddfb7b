package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Screen;
import java.util.Optional;

/** Makes out what a screen asks of a person. Keeps no state: equal screens are read alike. */
public final class Recogniser {
    private final ConsentTexts texts;
    private final PermissionReader permissions;
    private final TunnelReader tunnels;
    private final NoticeReader notices;
    private final LoginReader logins;
    private final PageReader pages;

    public Recogniser(ConsentTexts texts) {
        this.texts = texts;
        this.permissions = new PermissionReader(texts.permission());
        this.tunnels = new TunnelReader(texts.tunnel());
        this.notices = new NoticeReader(texts);
        this.logins = new LoginReader(texts);
        this.pages = new PageReader(texts);
    }

    public Sight read(Screen screen) {
        Tree tree = new Tree(screen, texts::says);
        Findings found = new Findings();
        permissions.read(tree, found);
        tunnels.read(tree, found);
        notices.read(tree, found);
        logins.read(tree, found);
        pages.read(tree, found);
        return found.sight();
    }

    /** The system's question about a VPN, if it is on the screen. */
    public Optional<TunnelPrompt> tunnel(Screen screen) {
        return screen.all()
                        .anyMatch(n ->
                                n.app().filter(texts.tunnel().apps()::contains).isPresent())
                ? read(screen).tunnel()
                : Optional.empty();
    }

    public ConsentTexts texts() {
        return texts;
    }
}
