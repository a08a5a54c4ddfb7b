package io.mingcha.certs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a leaf should say.
 *
 * @param names host names and address literals, at least one
 * @param key elliptic curve unless the client knows no better than RSA
 * @param window its validity where that of another certificate is mirrored; else the authority's own
 */
public record LeafRequest(List<String> names, Signer signer, KeyKind key, Optional<Window> window) {

    /** Who vouches for the leaf. */
    public enum Signer {
        /** This authority. */
        AUTHORITY,
        /** The leaf itself. */
        SELF,
        /** An authority that nobody trusts. */
        STRANGER
    }

    /** The kind of key in it. */
    public enum KeyKind {
        EC,
        RSA
    }

    /** From when until when a certificate is valid. */
    public record Window(Instant notBefore, Instant notAfter) {}

    public LeafRequest {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a leaf needs a name");
        }
    }

    public LeafRequest(List<String> names, Signer signer, Optional<Window> window) {
        this(names, signer, KeyKind.EC, window);
    }

    /** The same with another kind of key. */
    public LeafRequest with(KeyKind kind) {
        return kind == key ? this : new LeafRequest(names, signer, kind, window);
    }

    public static LeafRequest of(String... names) {
        return of(List.of(names));
    }

    public static LeafRequest of(List<String> names) {
        return new LeafRequest(names, Signer.AUTHORITY, Optional.empty());
    }
}
