package io.mingcha.testkit.phone;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The computers that the phone's owner has agreed to, by their keys. */
final class HostKeys {
    /** How the signed digest is said to be SHA-1's: adb signs the token as if it were one. */
    private static final byte[] SHA1 = HexFormat.of().parseHex("3021300906052b0e03021a05000414");

    private static final int MODULUS_BYTES = 256;

    private final List<PublicKey> known = new ArrayList<>();

    synchronized boolean verify(byte[] token, byte[] signed) {
        return known.stream().anyMatch(key -> verify(key, token, signed));
    }

    private static boolean verify(PublicKey key, byte[] token, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("NONEwithRSA");
            signature.initVerify(key);
            ByteArrayOutputStream digest = new ByteArrayOutputStream();
            digest.writeBytes(SHA1);
            digest.writeBytes(token);
            signature.update(digest.toByteArray());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Adds a key in Android's own form: base64 of a structure of words, then a blank and a name. */
    synchronized void add(byte[] text) {
        String key = new String(text, StandardCharsets.US_ASCII).split("[ \0]")[0];
        ByteBuffer words = ByteBuffer.wrap(Base64.getDecoder().decode(key)).order(ByteOrder.LITTLE_ENDIAN);
        words.position(8);
        byte[] modulus = new byte[MODULUS_BYTES];
        for (int i = modulus.length - 1; i >= 0; i--) {
            modulus[i] = words.get();
        }
        words.position(words.position() + MODULUS_BYTES);
        long exponent = Integer.toUnsignedLong(words.getInt());
        try {
            known.add(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(exponent))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a key of adb: " + key, e);
        }
    }
}
