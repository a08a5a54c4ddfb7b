package io.mingcha.sessions.appium;

import io.mingcha.sessions.device.DeviceTrouble.Kind;
import java.util.Locale;

/** What a WebDriver server answers instead of a value: a code of the standard, and words. */
final class WireError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    WireError(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The words name what the phone did; the codes, of the W3C's section 6.6, what became of the request. */
    Kind kind() {
        String said = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("device offline")) {
            return Kind.OFFLINE;
        }
        if (said.contains("unauthorized")) {
            return Kind.UNAUTHORISED;
        }
        if (said.contains("not connected") || said.contains("device not found") || said.contains("no devices")) {
            return Kind.UNPLUGGED;
        }
        if (said.contains("not installed")
                || said.contains("unknown package")
                || said.contains("is unknown to the system")) {
            return Kind.NOT_INSTALLED;
        }
        return switch (code) {
            case "no such element", "stale element reference", "no such window", "no such frame" -> Kind.NOT_FOUND;
            case "timeout", "script timeout" -> Kind.TIMEOUT;
            case "invalid session id" -> Kind.SERVER_GONE;
            case "unknown command", "unknown method", "unsupported operation" -> Kind.UNSUPPORTED;
            default -> Kind.REFUSED;
        };
    }
}
