package io.mingcha.store.log;

/**
 * Something in the chain that is not an exchange.
 *
 * @param kind see the constants
 * @param record JSON
 */
public record Entry(long seq, String kind, byte[] record, byte[] hash) {
    /** A marker that was set while recording or later. */
    public static final String MARKER = "marker";
    /** How the session stands; the last one holds. */
    public static final String STATE = "state";
    /** What the tester says about the run; the last one holds. */
    public static final String SPEC = "spec";
    /** Something kept beside the record: its name and digest. */
    public static final String EVIDENCE = "evidence";
    /** Whose connections were; what is said later of the same connection holds. */
    public static final String OWNERS = "owners";
    /** The kind under which exchanges stand in the chain. */
    public static final String FLOW = "flow";
}
