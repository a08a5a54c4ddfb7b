package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Screen;

/** Makes out what a screen asks of a person. Keeps no state: equal screens are read alike. */
public final class Recogniser {
    private final ConsentTexts texts;
    private final PermissionReader permissions;
    private final NoticeReader notices;
    private final LoginReader logins;
    private final PageReader pages;

    public Recogniser(ConsentTexts texts) {
        this.texts = texts;
        this.permissions = new PermissionReader(texts.permission());
        this.notices = new NoticeReader(texts);
        this.logins = new LoginReader(texts);
        this.pages = new PageReader(texts);
    }

    public Sight read(Screen screen) {
        Tree tree = new Tree(screen, texts::says);
        Findings found = new Findings();
        permissions.read(tree, found);
        notices.read(tree, found);
        logins.read(tree, found);
        pages.read(tree, found);
        return found.sight();
    }

    public ConsentTexts texts() {
        return texts;
    }
}
