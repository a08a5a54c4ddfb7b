package io.mingcha.analyzer.decode;

/** One attempt to read bytes as one form: what speaks for it, and how much it may still take. */
final class Reading {
    private static final Malformed TOO_DEEP = new Malformed("嵌套过深", "nested too deep");
    private static final Malformed TOO_MANY = new Malformed("值过多", "too many values");

    /** The readers of binary forms call themselves; the stack of a thread bears so many. */
    private static final int DEEPEST = 400;

    final Slice slice;
    final Evidence evidence = new Evidence();
    private final int deepest;
    private int left;
    private int depth;

    Reading(Slice slice, Limits limits) {
        this.slice = slice;
        this.deepest = Math.min(DEEPEST, limits.nesting());
        this.left = (int) Math.min(Integer.MAX_VALUE, 8L * limits.nodes());
    }

    Cursor cursor() {
        return new Cursor(slice);
    }

    /** Counts one more value. */
    void value() throws Malformed {
        if (--left < 0) {
            throw TOO_MANY;
        }
    }

    void enter() throws Malformed {
        if (++depth > deepest) {
            throw TOO_DEEP;
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void backTo(int earlierDepth, int earlierWeight) {
        depth = earlierDepth;
        evidence.backTo(earlierWeight);
    }

    /** Whether it was given up for a limit, not for what the bytes are. */
    static boolean isLimit(Malformed end) {
        return end.equals(TOO_DEEP) || end.equals(TOO_MANY);
    }

    /** A text of that length, or bytes if it is none. */
    Draft textOrBytes(int from, int to) {
        int weight = Evidence.text(slice.bytes(), from, to);
        if (weight >= 0) {
            evidence.add(weight);
            return Draft.text(slice, from, to);
        }
        evidence.add(-2 * Evidence.BIT);
        return Draft.bytes(from, to);
    }
}
