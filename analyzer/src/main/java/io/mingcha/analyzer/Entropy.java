package io.mingcha.analyzer;

/** How random bytes look. */
public final class Entropy {
    private Entropy() {}

    /**
     * Whether the bytes, one a character, look encrypted. A short sample cannot reach eight bits, so the bound shrinks with
     * what a random sample of its size would show.
     */
    static boolean isOpaque(String latin1, int leastBytes, double bound) {
        int length = latin1.length();
        if (length < leastBytes) {
            return false;
        }
        double reachable = Math.min(8, Math.log(length) / Math.log(2));
        return bits(latin1) >= Math.min(bound, reachable * bound / 8);
    }

    /** Shannon entropy in bits a byte. */
    public static double bits(String latin1) {
        int[] counts = new int[256];
        for (int i = 0; i < latin1.length(); i++) {
            counts[latin1.charAt(i) & 0xFF]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / latin1.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
