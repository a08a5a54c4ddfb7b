package io.mingcha.sessions.consent;

/**
 * How one notice is worded.
 *
 * @param title empty for none
 * @param body with its links in 《》
 * @param agree empty where the words leave it open which button agrees
 * @param refuse empty for none
 * @param basic empty for none
 */
record Wording(
        Notice.Kind kind, Notice.Form form, String title, String body, String agree, String refuse, String basic) {

    static Wording notice(String title) {
        return new Wording(Notice.Kind.PRIVACY, Notice.Form.DIALOG, title, "", "", "", "");
    }

    static Wording login(String title) {
        return new Wording(Notice.Kind.PRIVACY, Notice.Form.LOGIN, title, "", "", "", "");
    }

    Wording of(Notice.Kind other) {
        return new Wording(other, form, title, body, agree, refuse, basic);
    }

    Wording says(String text) {
        return new Wording(kind, form, title, text, agree, refuse, basic);
    }

    Wording buttons(String yes, String no) {
        return new Wording(kind, form, title, body, yes, no, basic);
    }

    Wording orLess(String less) {
        return new Wording(kind, form, title, body, agree, refuse, less);
    }

    @Override
    public String toString() {
        return (title.isEmpty() ? body.substring(0, Math.min(20, body.length())) : title) + " [" + agree + "|" + refuse
                + "|" + basic + "]";
    }
}
