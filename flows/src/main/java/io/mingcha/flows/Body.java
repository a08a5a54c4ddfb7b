package io.mingcha.flows;

/** The bytes of one direction as they passed, read when asked for. */
public interface Body {
    Body EMPTY = of(new byte[0]);

    /** Bytes on the wire, transfer coding removed, content coding kept. */
    long length();

    /** Bytes of it that were kept; less than {@link #length()} if recording was cut. */
    default long kept() {
        return bytes().length;
    }

    /**
     * The kept bytes; the caller does not change them.
     *
     * @throws java.io.UncheckedIOException if the record cannot be read
     */
    byte[] bytes();

    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] bytes() {
                return bytes;
            }
        };
    }
}
