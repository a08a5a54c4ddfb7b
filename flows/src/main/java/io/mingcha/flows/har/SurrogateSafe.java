package io.mingcha.flows.har;

import java.io.IOException;
import java.io.Writer;

/** Passes JSON on; half a surrogate pair, which no encoding can say, it writes as an escape. */
final class SurrogateSafe extends Writer {
    private final Writer out;
    private char high;

    SurrogateSafe(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            char c = chars[i];
            if (high != 0) {
                char first = high;
                high = 0;
                if (Character.isLowSurrogate(c)) {
                    out.write(first);
                    out.write(c);
                    from = i + 1;
                    continue;
                }
                escape(first);
            }
            if (Character.isSurrogate(c)) {
                out.write(chars, from, i - from);
                from = i + 1;
                if (Character.isHighSurrogate(c)) {
                    high = c;
                } else {
                    escape(c);
                }
            }
        }
        out.write(chars, from, offset + length - from);
    }

    private void escape(char c) throws IOException {
        out.write("\\u%04x".formatted((int) c));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
