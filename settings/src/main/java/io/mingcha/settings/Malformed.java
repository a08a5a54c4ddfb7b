package io.mingcha.settings;

/** A word is not what it should be, told in both languages. */
public final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    public Malformed(String zh, String en) {
        super(en);
        this.text = Text.of(zh, en);
    }

    public Text text() {
        return text;
    }
}
