package io.mingcha.store.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The growing end of a chain; one thread. */
public final class Chain {
    private final MessageDigest digest;
    private byte[] head;
    private long length;

    private Chain(byte[] head, long length) {
        this.digest = sha256();
        this.head = head;
        this.length = length;
    }

    /** A chain that holds nothing yet. */
    public static Chain of(String session) {
        return new Chain(sha256().digest(("mingcha " + session).getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** A chain that goes on behind {@code head}. */
    public static Chain resume(byte[] head, long length) {
        return new Chain(head.clone(), length);
    }

    /**
     * The place of a record in the chain.
     *
     * @param seq from 0
     */
    public record Link(long seq, byte[] hash) {}

    /** Links a record of some kind to the end. */
    public Link append(String kind, byte[] record) {
        digest.update(head);
        digest.update(ByteBuffer.allocate(8).putLong(length).array());
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        head = digest.digest(record);
        return new Link(length++, head);
    }

    public long length() {
        return length;
    }

    public String head() {
        return HexFormat.of().formatHex(head);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
