package io.mingcha.analyzer.decode;

/** Where bytes being decoded stand in the recorded bytes of the outermost layer. */
sealed interface Origin {

    /** The recorded place of the byte at {@code index}; of the end of the bytes, the end of what was recorded. */
    int of(int index);

    /** They are the recorded bytes themselves. */
    record Recorded(int base) implements Origin {
        @Override
        public int of(int index) {
            return base + index;
        }
    }

    /**
     * They say in UTF-8 what was recorded in another charset.
     *
     * @param places of each byte, and of the end
     */
    @SuppressWarnings("ArrayRecordComponent") // made by the decoder, never changed
    record Transcoded(int[] places) implements Origin {
        @Override
        public int of(int index) {
            return places[index];
        }
    }

    /** They were made by decoding: what they stand on is the whole of the layer above. */
    enum Derived implements Origin {
        DERIVED;

        @Override
        public int of(int index) {
            throw new IllegalStateException("derived bytes have no place");
        }
    }
}
