package io.mingcha.analyzer.detect.digest;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * SM3 (GB/T 32905-2016), which the Java platform lacks. Here it only recognises what others have hashed; nothing is kept
 * secret by it. Not for use by several threads.
 */
final class Sm3 {
    private static final int BLOCK = 64;
    private static final int[] BEGINNING = {
        0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
    };

    private final int[] v = new int[8];
    private final int[] w = new int[68];

    byte[] digest(byte[] in) {
        System.arraycopy(BEGINNING, 0, v, 0, v.length);
        int padded = (in.length + 8) / BLOCK * BLOCK + BLOCK;
        byte[] message = Arrays.copyOf(in, padded);
        message[in.length] = (byte) 0x80;
        ByteBuffer words = ByteBuffer.wrap(message);
        words.putLong(padded - Long.BYTES, in.length * 8L);
        for (int at = 0; at < padded; at += BLOCK) {
            expand(words, at);
            compress();
        }
        ByteBuffer out = ByteBuffer.allocate(32);
        for (int word : v) {
            out.putInt(word);
        }
        return out.array();
    }

    private void expand(ByteBuffer words, int at) {
        for (int j = 0; j < 16; j++) {
            w[j] = words.getInt(at + j * Integer.BYTES);
        }
        for (int j = 16; j < 68; j++) {
            int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
            int p1 = x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23);
            w[j] = p1 ^ Integer.rotateLeft(w[j - 13], 7) ^ w[j - 6];
        }
    }

    private void compress() {
        int a = v[0];
        int b = v[1];
        int c = v[2];
        int d = v[3];
        int e = v[4];
        int f = v[5];
        int g = v[6];
        int h = v[7];
        for (int j = 0; j < 64; j++) {
            int turned = Integer.rotateLeft(a, 12);
            int ss1 = Integer.rotateLeft(turned + e + Integer.rotateLeft(j < 16 ? 0x79cc4519 : 0x7a879d8a, j), 7);
            int ff = j < 16 ? a ^ b ^ c : a & b | a & c | b & c;
            int gg = j < 16 ? e ^ f ^ g : e & f | ~e & g;
            int tt1 = ff + d + (ss1 ^ turned) + (w[j] ^ w[j + 4]);
            int tt2 = gg + h + ss1 + w[j];
            d = c;
            c = Integer.rotateLeft(b, 9);
            b = a;
            a = tt1;
            h = g;
            g = Integer.rotateLeft(f, 19);
            f = e;
            e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
        }
        v[0] ^= a;
        v[1] ^= b;
        v[2] ^= c;
        v[3] ^= d;
        v[4] ^= e;
        v[5] ^= f;
        v[6] ^= g;
        v[7] ^= h;
    }
}
