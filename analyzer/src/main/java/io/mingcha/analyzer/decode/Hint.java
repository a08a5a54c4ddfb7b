package io.mingcha.analyzer.decode;

import java.util.Locale;

/** What the headers claim of a body; used only where the bytes themselves do not tell. */
record Hint(String contentType, String contentEncoding) {
    static final Hint NONE = new Hint("", "");

    static Hint of(String contentType, String contentEncoding) {
        return new Hint(contentType.toLowerCase(Locale.ROOT), contentEncoding.toLowerCase(Locale.ROOT));
    }

    String charset() {
        int at = contentType.indexOf("charset=");
        if (at < 0) {
            return "";
        }
        String rest = contentType.substring(at + 8).strip();
        int end = rest.indexOf(';');
        return (end < 0 ? rest : rest.substring(0, end)).replace("\"", "").strip();
    }

    boolean isHtml() {
        return contentType.startsWith("text/html");
    }

    boolean isCode() {
        return contentType.contains("javascript") || contentType.startsWith("text/css");
    }

    Hint decoded() {
        return new Hint(contentType, "");
    }
}
