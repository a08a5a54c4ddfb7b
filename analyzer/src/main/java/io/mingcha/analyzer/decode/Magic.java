package io.mingcha.analyzer.decode;

/** Known beginnings of files. */
final class Magic {
    private Magic() {}

    static boolean isCompressed(Slice s) {
        return s.length() > 1 && isFirstOfCompressed(s.bytes()[s.from()]) && isCompressedAsBegun(s);
    }

    /** Whether a compressed stream may begin with this byte. */
    static boolean isFirstOfCompressed(byte b) {
        return switch (b & 0xFF) {
            case 0x1F, 0x28, 0x04, 0xFF, 0x82, 'L', 0x78 -> true;
            default -> false;
        };
    }

    private static boolean isCompressedAsBegun(Slice s) {
        return at(s, 0, 0x1F, 0x8B, 0x08)
                || at(s, 0, 0x28, 0xB5, 0x2F, 0xFD)
                || at(s, 0, 0x04, 0x22, 0x4D, 0x18)
                || at(s, 0, 0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P', 'p', 'Y')
                || at(s, 0, 0x82, 'S', 'N', 'A', 'P', 'P', 'Y')
                || at(s, 0, 'L', 'Z', '4', 'B', 'l', 'o', 'c', 'k')
                || at(s, 0, 0x78, 0x01)
                || at(s, 0, 0x78, 0x5E)
                || at(s, 0, 0x78, 0x9C)
                || at(s, 0, 0x78, 0xDA);
    }

    /** Whether one of the names below begins with this byte; but for one, which stands behind a length. */
    private static boolean isFirst(byte b) {
        return switch (b & 0xFF) {
            case 0xFF, 0x89, 'G', 'R', '#', 'I', 'O', 'w', 'P', '%', 0 -> true;
            default -> false;
        };
    }

    static boolean isMedia(Slice s) {
        return !name(s).isEmpty();
    }

    /** The form of a picture, sound, film, font or archive; empty if it is none. */
    static String name(Slice s) {
        if (s.length() < 3 || !isFirst(s.bytes()[s.from()]) && !at(s, 4, 'f', 't', 'y', 'p')) {
            return "";
        }
        if (at(s, 0, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        }
        if (at(s, 0, 0x89, 'P', 'N', 'G', '\r', '\n')) {
            return "png";
        }
        if (at(s, 0, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        if (at(s, 0, 'R', 'I', 'F', 'F')) {
            return at(s, 8, 'W', 'E', 'B', 'P') ? "webp" : "riff";
        }
        if (at(s, 4, 'f', 't', 'y', 'p')) {
            return "mp4";
        }
        if (at(s, 0, '#', '!', 'A', 'M', 'R')) {
            return "amr";
        }
        if (at(s, 0, 'I', 'D', '3')) {
            return "mp3";
        }
        if (at(s, 0, 'O', 'g', 'g', 'S')) {
            return "ogg";
        }
        if (at(s, 0, 'w', 'O', 'F', 'F') || at(s, 0, 'w', 'O', 'F', '2')) {
            return "woff";
        }
        if (at(s, 0, 'P', 'K', 3, 4)) {
            return "zip";
        }
        if (at(s, 0, '%', 'P', 'D', 'F', '-')) {
            return "pdf";
        }
        if (at(s, 0, 0x00, 'a', 's', 'm')) {
            return "wasm";
        }
        return "";
    }

    private static boolean at(Slice s, int offset, int... magic) {
        if (s.length() < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((s.bytes()[s.from() + offset + i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
